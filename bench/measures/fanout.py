"""Events to many sockets as fast as they go, beside a bare uvicorn relay.

The next events are told when the slowest client has nearly all: full speed for whoever is measured, and no queue
that only grows.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from statistics import median

import uvloop

from bench.figures import Row, at_least
from bench.rig.audience import Audience, audiences
from bench.rig.studio import Studio
from bench.rig.telling import read_stamp

_WINDOW, _BATCH = 96, 32  # events on their way at most, events told at a time
_LOOK_SECONDS = 0.001
_DRAIN_SECONDS = 30
_SHARE = 0.7


class Incomplete(Exception):
    """A client was closed, or did not hear all that was told."""


class _Ear:
    def __init__(self) -> None:
        self.heard = 0
        self.reached = 0

    def __call__(self, payload: bytes) -> None:
        if stamp := read_stamp(payload):
            self.heard += 1
            self.reached = stamp[0]


@dataclass(frozen=True)
class _Lap:
    rate: float  # messages a second, all clients together
    load: str


def measure(studio: Studio, clients: int, seconds: float, rounds: int) -> list[Row]:
    laps = uvloop.run(_laps(studio, clients, seconds, rounds))
    rate, peer = median(ours.rate for ours, _ in laps), median(bare.rate for _, bare in laps)
    return [
        Row(
            what=f"Event fan-out, {clients} clients at full speed",
            figure=rate,
            unit="messages/s",
            peer="bare uvicorn relay",
            peer_figure=peer,
            bound=at_least(_SHARE * peer, f"{_SHARE:.0%} of the peer"),
            note="; ".join(lap.load for lap in laps[-1]),
        )
    ]


async def _laps(studio: Studio, clients: int, seconds: float, rounds: int) -> list[tuple[_Lap, _Lap]]:
    """In turn: what else the machine does meets both alike."""
    async with audiences(studio, _Ear, clients) as (ours, bare):
        return [(await _lap(ours, seconds), await _lap(bare, seconds)) for _ in range(rounds)]


async def _lap(audience: Audience[_Ear], seconds: float) -> _Lap:
    load, began = audience.load(), time.monotonic()
    told = await _pour(audience, began + seconds)
    return _Lap(told * len(audience.ears) / (time.monotonic() - began), load.told())


async def _pour(audience: Audience[_Ear], until: float) -> int:
    """Tell until then; returns how many events, once everyone has heard them all. Raises `Incomplete`."""
    before = told = audience.ears[0].heard
    while (slowest := min(ear.reached for ear in audience.ears)) < told or time.monotonic() < until:
        if audience.closed or time.monotonic() > until + _DRAIN_SECONDS:
            raise Incomplete(_complaint(audience, told))
        if time.monotonic() < until and told - slowest <= _WINDOW - _BATCH:
            await asyncio.to_thread(audience.tell, range(told + 1, told + _BATCH + 1))
            told += _BATCH
        else:
            await asyncio.sleep(_LOOK_SECONDS)
    if any(ear.heard != told for ear in audience.ears):
        raise Incomplete(_complaint(audience, told))
    return told - before


def _complaint(audience: Audience[_Ear], told: int) -> str:
    heard = sorted(ear.heard for ear in audience.ears)
    codes = [listener.close_code for listener in audience.listeners if listener.closed]
    return f"{audience.server.name}: {told} events told, {heard[0]} to {heard[-1]} heard, clients closed: {codes}"
