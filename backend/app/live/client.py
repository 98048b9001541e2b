"""One connected client: what waits for it, bounded. A slow client never delays another."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

MAX_MESSAGES = 256
MAX_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Entry:
    """An event as the log holds it; `wire` goes out as it is. `progress_of` names the task of a progress event."""

    log: str
    epoch: str
    seq: int
    wire: str
    type: str
    task_id: str | None
    progress_of: str | None


@dataclass
class Filter:
    """What a client narrowed itself to; None is everything."""

    task_ids: frozenset[str] | None = None
    types: frozenset[str] | None = None

    def passes(self, entry: Entry) -> bool:
        wanted_type = self.types is None or entry.type in self.types
        wanted_task = self.task_ids is None or entry.task_id is None or entry.task_id in self.task_ids
        return wanted_type and wanted_task


class Client:
    """The bounded queue between the relay and one socket's writer.

    Waiting progress of a task is replaced by newer progress; everything else waits its turn. Past the bound the client
    is `overflown`: its socket is closed and it comes back for the rest by replay.
    """

    def __init__(self, client_id: str, logs: tuple[str, ...]) -> None:
        self.id = client_id
        self.logs = logs
        self.filter = Filter()
        self.overflown = False
        self.stale = False
        self._waiting: OrderedDict[object, str] = OrderedDict()
        self._bytes = 0
        self._ready = asyncio.Event()
        self._sent: dict[str, int] = {}
        self._early: list[Entry] | None = []

    def begin(self, positions: dict[str, int]) -> None:
        """The replay has given everything up to `positions`; what the relay offered meanwhile follows without it."""
        self._sent = dict(positions)
        early, self._early = self._early or [], None
        for entry in early:
            self.offer(entry)

    def offer(self, entry: Entry) -> None:
        if self._early is not None:
            self._early.append(entry)
        elif entry.seq > self._sent.get(entry.log, 0):
            self._sent[entry.log] = entry.seq
            if self.filter.passes(entry):
                key = ("progress", entry.progress_of) if entry.progress_of else (entry.log, entry.seq)
                self._put(key, entry.wire)

    def say(self, wire: str) -> None:
        """A message of this socket alone."""
        self._put(object(), wire)

    def expire(self) -> None:
        """The log this client follows is another one now: it must come back and fetch its state again."""
        self.stale = True
        self._ready.set()

    async def take(self) -> list[str]:
        """All that waits, as soon as something does."""
        await self._ready.wait()
        self._ready.clear()
        taken = list(self._waiting.values())
        self._waiting.clear()
        self._bytes = 0
        return taken

    def _put(self, key: object, wire: str) -> None:
        replaced = self._waiting.pop(key, None)
        self._bytes += len(wire) - len(replaced or "")
        self._waiting[key] = wire
        self.overflown = self.overflown or len(self._waiting) > MAX_MESSAGES or self._bytes > MAX_BYTES
        self._ready.set()
