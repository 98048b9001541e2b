"""What Redis holds, read without the studio's own code."""

from __future__ import annotations

import json
from typing import Any

from redis import Redis


def events(redis: Redis, log: str, kind: str | None = None) -> list[dict[str, Any]]:
    """The events of a log, oldest first; of one kind where asked."""
    rows: Any = redis.xrange(f"events:{log}:stream")
    found = [json.loads(fields[b"event"]) for _, fields in rows]
    return [event for event in found if kind in {None, event["type"]}]


def keys_naming(redis: Redis, *words: str) -> list[bytes]:
    """Every key with one of the words in its name or in what it holds as text or sorted set, but for the list of what
    was deleted."""
    wanted = [word.encode() for word in words]
    keys: Any = redis.scan_iter()
    others = (key for key in keys if key != b"events:gone")
    return [key for key in others if any(word in key or word in _content(redis, key) for word in wanted)]


def _content(redis: Any, key: bytes) -> bytes:
    kind = redis.type(key)
    if kind == b"string":
        return bytes(redis.get(key) or b"")
    return b"".join(redis.zrange(key, 0, -1)) if kind == b"zset" else b""
