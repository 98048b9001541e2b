"""An audience for the studio and one for the bare relay: many sockets each, and a way to tell them something."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from redis import Redis

from bench.rig.beside import Served, start_relay
from bench.rig.load import Load
from bench.rig.sockets import Listener, listen
from bench.rig.studio import Studio
from bench.rig.telling import Tell, over_the_channel, through_the_log


class Ear(Protocol):
    def __call__(self, payload: bytes) -> None: ...


E = TypeVar("E", bound=Ear)


@dataclass(frozen=True)
class Audience(Generic[E]):
    server: Served
    tell: Tell
    ears: list[E]
    listeners: list[Listener]

    @property
    def closed(self) -> int:
        """Clients that lost their socket."""
        return sum(listener.closed for listener in self.listeners)

    def load(self) -> Load:
        return Load({self.server.name: self.server.pid, "clients": os.getpid()})

    def leave(self) -> None:
        for listener in self.listeners:
            listener.close()


@asynccontextmanager
async def audiences(studio: Studio, ear: Callable[[], E], count: int) -> AsyncIterator[tuple[Audience[E], Audience[E]]]:
    """The studio's, then the bare relay's."""
    film_id = studio.rest().make_film(f"Bench Audience of {count}")
    relay = start_relay(studio)
    with Redis.from_url(studio.redis_url) as redis:
        backend = Served("backend", studio.backend_pid, studio.port)
        ours = await seat(backend, film_id, through_the_log(redis, film_id), [ear() for _ in range(count)])
        bare = await seat(relay, film_id, over_the_channel(redis, film_id), [ear() for _ in range(count)])
        yield ours, bare
    ours.leave()
    bare.leave()


async def seat(server: Served, film_id: str, tell: Tell, ears: list[E]) -> Audience[E]:
    """Everyone is connected and greeted."""
    return Audience(server, tell, ears, await listen(server.port, f"/ws/{film_id}", ears))
