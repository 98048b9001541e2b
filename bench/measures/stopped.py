"""A few clients that stop reading among many that go on: what the others notice, and what each one costs."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

import uvloop
from redis import Redis

from bench.figures import Row, at_least, at_most, percentile
from bench.rig.audience import Audience, seat
from bench.rig.beside import Served
from bench.rig.load import Peak, memory, peak_memory
from bench.rig.studio import Studio
from bench.rig.telling import read_stamp, through_the_log

_CLIENTS, _STOPPED = 50, 5
_PER_SECOND, _EVENT_BYTES = 30, 16 * 1024  # what fills a stopped client's buffers and queue within the lap
_WARM_UP_SECONDS = 5
_SETTLE_SECONDS = 2.0
_LIMIT_MS, _LIMIT_MIB = 250.0, 2.0


class _Ear:
    """The delays of what it heard, in milliseconds."""

    def __init__(self) -> None:
        self.delays: list[float] = []

    def __call__(self, payload: bytes) -> None:
        if stamp := read_stamp(payload):
            self.delays.append((time.monotonic_ns() - stamp[1]) / 1e6)


@dataclass(frozen=True)
class _Lap:
    delays: list[float]
    heard: float  # per cent of what was told, by those who go on
    mib: float  # for each client that stopped
    dropped: int


def measure(studio: Studio, seconds: int) -> list[Row]:
    lap = uvloop.run(_lap(studio, seconds))
    what = f"{_STOPPED} clients stopped of {_CLIENTS}"
    note = f"p50 {percentile(lap.delays, 0.5):.0f} ms; {lap.dropped} of the stopped ones were closed"
    return [
        Row(
            f"{what}: delay of the others, p99",
            percentile(lap.delays, 0.99),
            "ms",
            bound=at_most(_LIMIT_MS, "250 ms"),
            note=note,
        ),
        Row(f"{what}: heard by the others", lap.heard, "%", bound=at_least(100, "all")),
        Row(f"{what}: memory of each", lap.mib, "MiB", bound=at_most(_LIMIT_MIB, "2 MiB")),
    ]


async def _lap(studio: Studio, seconds: int) -> _Lap:
    film_id = studio.rest().make_film("Bench Stopped")
    with Redis.from_url(studio.redis_url) as redis:
        tell = through_the_log(redis, film_id, _EVENT_BYTES)
        audience = await seat(
            Served("backend", studio.backend_pid, studio.port), film_id, tell, [_Ear() for _ in range(_CLIENTS)]
        )
        told = await _tell(audience, _WARM_UP_SECONDS)
        before = memory(studio.backend_pid)
        for listener in audience.listeners[:_STOPPED]:
            listener.stop()
        with peak_memory(studio.backend_pid) as peak:
            told += await _tell(audience, seconds)
    for listener in audience.listeners[:_STOPPED]:
        listener.resume()  # a closed connection shows only to who reads
    await asyncio.sleep(_SETTLE_SECONDS)
    lap = _summed(audience, told, before, peak)
    audience.leave()
    return lap


async def _tell(audience: Audience[_Ear], seconds: int) -> int:
    """At a steady pace; returns how many."""
    began, count = time.monotonic(), seconds * _PER_SECOND
    for number in range(count):
        await asyncio.sleep(began + number / _PER_SECOND - time.monotonic())
        await asyncio.to_thread(audience.tell, [number])
    await asyncio.sleep(_SETTLE_SECONDS)
    return count


def _summed(audience: Audience[_Ear], told: int, before: int, peak: Peak) -> _Lap:
    delays = [delay for ear in audience.ears[_STOPPED:] for delay in ear.delays]
    heard = 100 * len(delays) / (told * (_CLIENTS - _STOPPED))
    return _Lap(delays, heard, max(0, peak.bytes - before) / 2**20 / _STOPPED, audience.closed)
