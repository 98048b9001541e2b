"""One reader a process, fanning out in memory.

Pub/sub only says which log has something new; what is relayed is read from the log, so a wake-up that is lost, doubled
or foreign does no harm. Redis pub/sub objects shared by several tasks lose messages: measured 200 of 400.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.events import channels
from app.events.log import Position
from app.live.client import Client, Entry
from app.live.hearing import Hearing, cancelled
from app.live.reader import Reader
from app.live.writing import watch

_BATCH = 100  # well below what a client's queue takes: a burst alone never closes a client that keeps up
_LOGS = 16  # read in one step
_SWEEP_SECONDS = 5.0  # a wake-up that never came is made good by then

log = structlog.get_logger()


class Relay:
    def __init__(self, redis: Redis, overhear: Callable[[str, bytes], None]) -> None:
        """`overhear` is given every message of every channel, whoever said it."""
        self._overhear = overhear
        self._hearing = Hearing(redis, self._hear, lambda: self.wake(self._clients))
        self._reader = Reader(redis)
        self._clients: defaultdict[str, set[Client]] = defaultdict(set)
        self._cursors: dict[str, Position] = {}
        self._dirty: set[str] = set()
        self._woken = asyncio.Event()

    @property
    def clients(self) -> set[Client]:
        return {client for clients in self._clients.values() for client in clients}

    @property
    def count(self) -> int:
        return len(self.clients)

    @property
    def followed(self) -> list[str]:
        """The logs that somebody came for; a film's clients follow the workspace's beside it."""
        return [name for name in self._clients if self.followers(name)]

    def followers(self, name: str) -> list[Client]:
        return [client for client in self._clients.get(name, ()) if client.logs[0] == name]

    async def join(self, client: Client) -> None:
        """From here on the client is offered what its logs get. Raises `RedisError`."""
        for name in client.logs:
            if name not in self._cursors:
                self._cursors[name] = await self._reader.position(name)
            self._clients[name].add(client)

    def leave(self, client: Client) -> None:
        for name in client.logs:
            self._clients[name].discard(client)
            if not self._clients[name]:
                self._clients.pop(name)
                self._cursors.pop(name, None)

    def wake(self, names: Iterable[str]) -> None:
        self._dirty.update(names)
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled. Redis may come and go: afterwards every log is read from where we were."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._hearing.run())
            group.create_task(self._sweep())
            group.create_task(self._deliver())
            group.create_task(watch(lambda: self.clients))

    def _hear(self, channel: str, wire: bytes) -> None:
        self.wake([channels.log_of(channel)])
        self._overhear(channel, wire)

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            self.wake(self._clients)

    async def _deliver(self) -> None:
        while not cancelled():
            await self._woken.wait()
            self._woken.clear()
            names, self._dirty = self._dirty, set()
            followed = [name for name in names if name in self._clients]
            for start in range(0, len(followed), _LOGS):
                await self._try(followed[start : start + _LOGS])

    async def _try(self, names: Sequence[str]) -> None:
        try:
            await self._forward(names)
        except (RedisError, OSError) as error:
            log.warning("relay.cut_off", logs=names, reason=str(error))
            for name in names:
                for client in self._clients.get(name, ()):
                    client.cut()

    async def _forward(self, names: Sequence[str]) -> None:
        # The last client of one may have left while others were read.
        cursors = {name: cursor for name in names if (cursor := self._cursors.get(name))}
        found = await self._reader.after({name: cursor.seq for name, cursor in cursors.items()}, _BATCH)
        for name, (position, entries) in found.items():
            if name in self._clients:
                await self._offer(name, cursors[name], position, entries)

    async def _offer(self, name: str, cursor: Position, position: Position, entries: Sequence[Entry]) -> None:
        if position.epoch == cursor.epoch and position.seq < cursor.seq:
            # Redis came back without its last second: the numbers that clients have seen would be given again.
            await self._reader.disown(name, position.epoch)
            position = await self._reader.position(name)
        gap = bool(entries) and entries[0].seq != cursor.seq + 1
        if gap or position.epoch != cursor.epoch:
            self._expire(name, position)
            return
        for entry in entries:
            for client in self._clients[name]:
                client.offer(entry)
        reached = entries[-1].seq if entries else cursor.seq
        self._cursors[name] = Position(position.epoch, reached)
        if reached < position.seq and entries:
            self.wake([name])

    def _expire(self, name: str, position: Position) -> None:
        """The log was lost or flushed: silence would be a gap that nobody sees."""
        self._cursors[name] = position
        for client in self._clients[name]:
            client.expire()
