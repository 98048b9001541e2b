"""The log of events: a Redis Stream a project, and one for the workspace.

An event's id is `<epoch>-<seq>`. The epoch is set when a log is born, the sequence has no holes: a reader sees a gap
and a lost log alike. State and event are written by one script, see `app.tasks.ledger`.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import to_json
from redis import Redis

from app.events import channels
from app.events.schemas import Envelope
from app.schemas import Schema, now

KEEP = 5000
_GONE = "events:gone"  # deleted projects, by the time of it; append.lua knows it too
_GONE_SECONDS = 3600.0  # no work on a deleted project goes on for longer
COUNTS = "figures:events"  # by type, of all logs; append.lua knows it too
APPEND = (Path(__file__).parent / "append.lua").read_text()
_APPEND_ALONE = APPEND + "\nreturn append_all(cjson.decode(ARGV[1]), ARGV[2], ARGV[3])"


class Position(NamedTuple):
    epoch: str
    seq: int

    def __str__(self) -> str:
        return f"{self.epoch}-{self.seq}"

    @classmethod
    def parse(cls, text: str | None) -> Position | None:
        """None for what is no id of ours."""
        epoch, dash, seq = (text or "").rpartition("-")
        valid = dash and epoch.isalnum() and seq.isascii() and seq.isdigit() and len(seq) < 16
        return cls(epoch, int(seq)) if valid else None


@dataclass(frozen=True)
class Draft:
    """An event before the log gave it its id."""

    log: str
    type: str
    channels: tuple[str, ...]
    body: str


def draft(kind: type[Envelope], project_id: str | None, data: Schema) -> Draft:
    """Compose an event of `kind`; `project_id` None makes it workspace-wide."""
    name = kind.name()
    log = project_id or channels.WORKSPACE
    told = [channels.wake(log)]
    if project_id and name.startswith(("task.", "character.")):
        told.append(channels.mirror(log))
    body = {"type": name, "project_id": project_id, "timestamp": now().isoformat(), "data": data}
    return Draft(log, name, tuple(told), to_json(body).decode())


def encode(drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    """As the scripts take them."""
    return [{"log": d.log, "type": d.type, "channels": d.channels, "body": d.body} for d in drafts]


def new_epoch() -> str:
    return uuid.uuid4().hex[:12]


class EventLog:
    """The writing end, for events that change no record of their own in Redis."""

    def __init__(self, redis: Redis) -> None:
        self._append = redis.register_script(_APPEND_ALONE)
        self._redis = redis

    def append(self, *drafts: Draft) -> None:
        if drafts:
            self._append(args=[json.dumps(encode(drafts)), new_epoch(), KEEP])

    def forget(self, log: str) -> None:
        """Its followers are woken to find it gone; what is appended by work that still goes on is dropped."""
        with self._redis.pipeline() as pipe:
            pipe.zadd(_GONE, {log: time.time()})
            pipe.zremrangebyscore(_GONE, 0, time.time() - _GONE_SECONDS)
            pipe.delete(channels.head(log), channels.stream(log))
            pipe.publish(channels.wake(log), "")
            pipe.execute()

    def welcome(self, log: str) -> None:
        """The project came back, out of a backup say."""
        self._redis.zrem(_GONE, log)
