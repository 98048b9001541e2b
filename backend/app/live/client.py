"""One connected client: what waits for it, bounded. A slow client never delays another."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic_core import from_json

from app.events.log import Position

MAX_MESSAGES = 256
MAX_BYTES = 1024 * 1024
_PROGRESS = {"task.progress", "node.progress.updated"}
_TYPE = re.compile(r'\{"id":"[^"]*","type":"([^"\\]*)"')  # as `app.events.log` begins what it writes


@dataclass(frozen=True)
class Entry:
    """An event as the log holds it; `wire` goes out as it is, and is looked into for who asks alone."""

    log: str
    epoch: str
    seq: int
    wire: str

    @cached_property
    def type(self) -> str:
        begins = _TYPE.match(self.wire)
        return begins[1] if begins else str(self._read["type"])

    @property
    def task_id(self) -> str | None:
        task_id: str | None = self._read["data"].get("task_id")
        return task_id

    @cached_property
    def progress_of(self) -> str | None:
        """A newer one of the same makes this one void."""
        return f"{self.type} {self.task_id}" if self.type in _PROGRESS else None

    @cached_property
    def _read(self) -> Any:
        return from_json(self.wire)


@dataclass
class Filter:
    """What a client narrowed itself to; None is everything."""

    task_ids: frozenset[str] | None = None
    types: frozenset[str] | None = None

    def passes(self, entry: Entry) -> bool:
        wanted_type = self.types is None or entry.type in self.types
        return wanted_type and (self.task_ids is None or entry.task_id is None or entry.task_id in self.task_ids)


class Client:
    """The bounded queue between the relay and one socket's writer.

    Waiting progress of a task is replaced by newer progress; every other event waits its turn. Past the bound the
    client is `behind`: its events leave the queue, and the writer reads them from the log at the client's own pace,
    until it is level with the relay again. So begins each client, with what it missed.

    `sending_since` is when its socket last took a message while another waits, on the clock of `time.monotonic`;
    `give_up` ends the writer.
    """

    def __init__(self, client_id: str, logs: tuple[str, ...], session_id: str | None = None) -> None:
        self.id = client_id
        self.logs = logs
        self.session_id = session_id
        self.filter = Filter()
        self.behind = True
        self.stale = False
        self.cut_off = False
        self.sending_since: float | None = None
        self.give_up: Callable[[], None] = lambda: None
        self._epochs: dict[str, str] = {}
        self._offered = dict.fromkeys(logs, 0)
        self._queued = dict.fromkeys(logs, 0)
        self._taken = dict.fromkeys(logs, 0)
        self._events: OrderedDict[object, str] = OrderedDict()
        self._bytes = 0
        self._sayings: list[str] = []
        self._ready = asyncio.Event()

    @property
    def overflown(self) -> bool:
        """It asks and does not listen: what is said to it alone can't be read again."""
        return len(self._sayings) > MAX_MESSAGES

    def begin(self, positions: Mapping[str, Position]) -> None:
        """Where its writer starts to read."""
        self._epochs = {log: position.epoch for log, position in positions.items()}
        self._taken = {log: position.seq for log, position in positions.items()}

    def offer(self, entry: Entry) -> None:
        self._offered[entry.log] = entry.seq
        if self.behind or entry.seq <= self._queued[entry.log]:
            return
        self._queued[entry.log] = entry.seq
        if self.filter.passes(entry):
            self._put(entry.progress_of or (entry.log, entry.seq), entry.wire)

    def say(self, wire: str) -> None:
        """A message of this socket alone."""
        self._sayings.append(wire)
        self._ready.set()

    def expire(self) -> None:
        """The log this client follows is another one now: it must come back and fetch its state again."""
        self.stale = True
        self._ready.set()

    def cut(self) -> None:
        """Redis is away: who hears nothing and is not told why would think that nothing happens."""
        self.cut_off = True
        self._ready.set()

    async def take(self) -> list[str]:
        """All that waits, as soon as something does."""
        await self._ready.wait()
        self._ready.clear()
        taken = [*self._events.values(), *self._sayings]
        self._sayings.clear()
        if not self.behind:
            self._taken = dict(self._queued)
        self._drop()
        return taken

    def reached(self, log: str) -> Position:
        """The last of this log that the writer has taken."""
        return Position(self._epochs[log], self._taken[log])

    def catch_up(self, entries: Sequence[Entry]) -> list[str]:
        """What to send of the next entries of a log, which the writer has read itself."""
        for entry in entries:
            self._taken[entry.log] = entry.seq
        return [entry.wire for entry in entries if self.filter.passes(entry)]

    def join_in(self) -> None:
        """The writer has read to the end of its logs. Should the relay have come further meanwhile, it reads on."""
        self.behind = any(self._offered[log] > self._taken[log] for log in self.logs)
        self._queued = dict(self._taken)

    def _put(self, key: object, wire: str) -> None:
        replaced = self._events.pop(key, "")
        self._bytes += len(wire) - len(replaced)
        self._events[key] = wire
        if len(self._events) > MAX_MESSAGES or self._bytes > MAX_BYTES:
            self.behind = True
            self._drop()
        self._ready.set()

    def _drop(self) -> None:
        self._events.clear()
        self._bytes = 0
