"""A thousand clients of one film at a steady five events a second: how late the last of them hears."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

import uvloop

from bench.figures import Row, at_least, at_most, percentile
from bench.rig.audience import Audience, audiences
from bench.rig.studio import Studio
from bench.rig.telling import read_stamp

_PER_SECOND = 5
_SETTLE_SECONDS = 2.0
_LIMIT_MS = 250.0
_PEER = "bare uvicorn relay"


class _Ear:
    """The delays of what it heard, in milliseconds."""

    def __init__(self) -> None:
        self.delays: list[float] = []

    def __call__(self, payload: bytes) -> None:
        if stamp := read_stamp(payload):
            self.delays.append((time.monotonic_ns() - stamp[1]) / 1e6)


@dataclass(frozen=True)
class _Lap:
    p50: float
    p99: float
    heard: float  # per cent of what was told
    load: str


def measure(studio: Studio, clients: int, seconds: int) -> list[Row]:
    ours, bare = uvloop.run(_laps(studio, clients, seconds))
    crowd = f"{clients:,} clients at {_PER_SECOND} events/s"
    note = f"p50 {ours.p50:.0f} ms beside {bare.p50:.0f} ms; {ours.load}; {bare.load}"
    return [
        Row(f"Event delay, {crowd}, p99", ours.p99, "ms", _PEER, bare.p99, at_most(_LIMIT_MS, "250 ms"), note),
        Row(f"Events heard, {crowd}", ours.heard, "%", _PEER, bare.heard, at_least(100, "all")),
    ]


async def _laps(studio: Studio, clients: int, seconds: int) -> tuple[_Lap, _Lap]:
    async with audiences(studio, _Ear, clients) as (ours, bare):
        return await _lap(ours, seconds), await _lap(bare, seconds)


async def _lap(audience: Audience[_Ear], seconds: int) -> _Lap:
    load, count = audience.load(), seconds * _PER_SECOND
    began = time.monotonic()
    for number in range(count):
        await asyncio.sleep(began + number / _PER_SECOND - time.monotonic())
        await asyncio.to_thread(audience.tell, [number])
    told = load.told()
    await asyncio.sleep(_SETTLE_SECONDS)
    delays = [delay for ear in audience.ears for delay in ear.delays]
    heard = 100 * len(delays) / (count * len(audience.ears))
    return _Lap(percentile(delays, 0.5), percentile(delays, 0.99), heard, told)
