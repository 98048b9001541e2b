"""A client that comes back after thousands of events: how long until it has them all."""

from __future__ import annotations

import asyncio
import time

import uvloop
from redis import Redis

from app.events.log import KEEP
from bench.figures import Row, at_most, percentile
from bench.rig.load import settle
from bench.rig.sockets import listen
from bench.rig.studio import Studio
from bench.rig.telling import read_stamp, through_the_log

_LIMIT_MS = 1000.0
_SECONDS = 60
_BATCH = 100


class _Ear:
    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.whole = asyncio.Event()

    def __call__(self, payload: bytes) -> None:
        if stamp := read_stamp(payload):
            self.numbers.append(stamp[0])
            if len(self.numbers) == KEEP:
                self.whole.set()


def measure(studio: Studio, laps: int) -> list[Row]:
    film_id = studio.rest().make_film("Bench Replay")
    with Redis.from_url(studio.redis_url, decode_responses=True) as redis:
        tell, head = through_the_log(redis, film_id), f"events:{film_id}:head"
        tell([0])
        epoch, seq = redis.hmget(head, ["epoch", "seq"])
        for first in range(1, KEEP + 1, _BATCH):
            tell(range(first, first + _BATCH))
    settle(*studio.pids)
    path = f"/ws/{film_id}?last_event_id={epoch}-{seq}"
    times = uvloop.run(_laps(studio.port, path, laps))
    bound = at_most(_LIMIT_MS, "1 s")
    return [
        Row(
            f"Replay of {KEEP:,} events to a returning client, slowest of {laps}",
            max(times),
            "ms",
            bound=bound,
            note=f"p50 {percentile(times, 0.5):.0f} ms",
        )
    ]


async def _laps(port: int, path: str, laps: int) -> list[float]:
    return [await _lap(port, path) for _ in range(laps)]


async def _lap(port: int, path: str) -> float:
    """Milliseconds from connecting to the last event, all in order."""
    ear, began = _Ear(), time.perf_counter()
    [socket] = await listen(port, path, [ear])
    async with asyncio.timeout(_SECONDS):
        await ear.whole.wait()
    took = (time.perf_counter() - began) * 1000
    socket.close()
    if ear.numbers != list(range(1, KEEP + 1)):
        raise ValueError("the replay is not what was told")
    return took
