"""Reading the logs: what came after a position, and whether nothing is missing in between."""

from __future__ import annotations

import json
from typing import Any

from redis.asyncio import Redis

from app.events import channels
from app.events.log import Position, new_epoch
from app.live.client import Entry

_PROGRESS = {"task.progress", "node.progress.updated"}


class Reader:
    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._disown = redis.register_script(
            "return redis.call('HGET', KEYS[1], 'epoch') == ARGV[1] and redis.call('HSET', KEYS[1], 'epoch', ARGV[2])"
        )

    async def position(self, log: str) -> Position:
        """Where the log stands. A log nobody wrote to is born here: its first reader needs a place to return to."""
        await self._redis.hsetnx(channels.head(log), "epoch", new_epoch())
        epoch, seq = await self._redis.hmget(channels.head(log), ["epoch", "seq"])
        return Position(_text(epoch), int(seq or 0))

    async def disown(self, log: str, epoch: str) -> None:
        """Give the log another epoch, if it still has this one: positions in it can't be trusted any more."""
        await self._disown(keys=[channels.head(log)], args=[epoch, new_epoch()])

    async def after(self, log: str, seq: int, count: int | None = None) -> tuple[Position, list[Entry]]:
        """The log's position and its events after `seq`, read in one step."""
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.hmget(channels.head(log), ["epoch", "seq"])
            pipe.xrange(channels.stream(log), min=f"{seq + 1}-0", max="+", count=count)
            (epoch, top), rows = await pipe.execute()
        position = Position(_text(epoch), int(top or 0))
        return position, [_entry(log, position.epoch, row) for row in rows]

    async def since(self, log: str, last: Position, count: int | None = None) -> tuple[Position, list[Entry] | None]:
        """Exactly what came after `last`, its first `count` events; None when that can't be told any more."""
        position, entries = await self.after(log, last.seq, count)
        first = entries[0].seq if entries else position.seq + 1
        whole = last.epoch == position.epoch and last.seq <= position.seq and first == last.seq + 1
        return position, entries if whole else None


def _entry(log: str, epoch: str, row: tuple[bytes, dict[bytes, bytes]]) -> Entry:
    seq, fields = row
    wire = fields[b"event"].decode()
    event: dict[str, Any] = json.loads(wire)
    task_id = event["data"].get("task_id")
    progress_of = f"{event['type']} {task_id}" if event["type"] in _PROGRESS else None
    return Entry(log, epoch, int(seq.split(b"-")[0]), wire, event["type"], task_id, progress_of)


def _text(raw: bytes | str | None) -> str:
    return raw.decode() if isinstance(raw, bytes) else raw or ""
