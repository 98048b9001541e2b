"""What holds the line: a person who paused it, a disk with too little room. A pause is kept in a file of the workspace,
so that it outlives a lost Redis."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from redis import Redis

from app.events.log import APPEND, KEEP, draft, encode, new_epoch
from app.files.write import write_json
from app.projects.store import Films
from app.tasks.line.events import HeldData, QueueUpdated
from app.tasks.line.schemas import Hold

HOLDS = "line:holds"
HELD = {
    Hold.PAUSED: "The queue is paused.",
    Hold.DISK_LOW: "The disk is nearly full; make room, and the queue goes on.",
}
# State and event in one step, and only if something changes.
_CHANGE = (
    APPEND
    + """
local changed
if ARGV[2] == 'held' then changed = redis.call('HSETNX', KEYS[1], ARGV[1], 1)
else changed = redis.call('HDEL', KEYS[1], ARGV[1]) end
if changed == 1 then append_all(cjson.decode(ARGV[3]), ARGV[4], ARGV[5]) end
return changed
"""
)


class Holds:
    def __init__(self, films: Films, redis: Redis) -> None:
        self._films = films
        self._redis = redis
        self._change = redis.register_script(_CHANGE)

    def all(self) -> list[Hold]:
        held = self._redis.hmget(HOLDS, list(Hold))
        return [hold for hold, mark in zip(Hold, held, strict=True) if mark]

    def pause(self) -> None:
        """Durable when it returns."""
        self._films.prepare()
        write_json(self._file, {"paused": True})
        self._set(Hold.PAUSED, held=True)

    def resume(self) -> None:
        self._file.unlink(missing_ok=True)
        self._set(Hold.PAUSED, held=False)

    def look(self, reserve: int) -> None:
        """Hold or release by what is so at the moment; `reserve` in bytes."""
        self._set(Hold.PAUSED, held=self._file.exists())
        self._set(Hold.DISK_LOW, held=shutil.disk_usage(self._films.root).free < reserve)

    @property
    def _file(self) -> Path:
        return self._films.state / "queue.json"

    def _set(self, hold: Hold, *, held: bool) -> None:
        events = [draft(QueueUpdated, None, HeldData(reason=hold, held=held))]
        state = "held" if held else "free"
        self._change(keys=[HOLDS], args=[hold, state, json.dumps(encode(events)), new_epoch(), KEEP])
