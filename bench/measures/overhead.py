"""What the studio adds to a task: the null pipeline on an idle system, told on a socket."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

import uvloop
from celery import Celery

from bench.figures import Row, at_most, percentile
from bench.rig.beside import start_noop
from bench.rig.rest import Rest
from bench.rig.sockets import listen
from bench.rig.studio import Studio

_STARTED_MS, _COMPLETED_MS, _SEED_MS = 12.0, 25.0, 500.0
_WARM_UP = 5
_TASK_SECONDS = 30
_STAGES = ("task.queued", "task.started", "take.created", "task.completed")


@dataclass(frozen=True)
class _Lap:
    """Milliseconds from the POST until each type of event was told and was heard; those of a bare round trip beside."""

    told: Mapping[str, float]
    heard: Mapping[str, float]
    round_trip: float


class _Ear:
    """When each type of event was told, and when it was heard, in seconds since 1970."""

    def __init__(self) -> None:
        self.told: dict[str, float] = {}
        self.heard: dict[str, float] = {}
        self.idle = asyncio.Event()

    def __call__(self, payload: bytes) -> None:
        now, event = time.time(), json.loads(payload)
        self.heard[event["type"]] = now
        self.told[event["type"]] = datetime.fromisoformat(event["timestamp"]).timestamp()
        if event["type"] == "git.committed":
            self.idle.set()


def measure(studio: Studio, count: int) -> list[Row]:
    laps = uvloop.run(_laps(studio, start_noop(studio), count))
    round_trip = percentile([lap.round_trip for lap in laps], 0.5)
    started = [lap.heard["task.started"] for lap in laps]
    completed = [lap.heard["task.completed"] for lap in laps]
    return [
        _row(f"POST to task.started, p50 of {count}", percentile(started, 0.5), _STARTED_MS, round_trip, _stages(laps)),
        _row(f"POST to task.completed, p50 of {count}", percentile(completed, 0.5), _COMPLETED_MS, round_trip),
        _row("POST to task.started, p95", percentile(started, 0.95), _SEED_MS, round_trip),
        _row("POST to task.completed, p95", percentile(completed, 0.95), _SEED_MS, round_trip),
    ]


async def _laps(studio: Studio, peer: Celery, count: int) -> list[_Lap]:
    rest, ear = studio.rest(), _Ear()
    film_id = rest.make_film("Bench Tasks")
    [socket] = await listen(studio.port, f"/ws/{film_id}", [ear])
    laps = [await _lap(rest, film_id, ear, peer) for _ in range(_WARM_UP + count)]
    socket.close()
    return laps[_WARM_UP:]


async def _lap(rest: Rest, film_id: str, ear: _Ear, peer: Celery) -> _Lap:
    """Ends when the task's commit is told: the next one meets an idle system."""
    ear.heard.clear()
    ear.told.clear()
    ear.idle.clear()
    began = time.time()
    await asyncio.to_thread(rest.submit, film_id, "Nothing at all")
    async with asyncio.timeout(_TASK_SECONDS):
        await ear.idle.wait()
    round_trip = await asyncio.to_thread(_round_trip, peer)
    told, heard = ({name: (at[name] - began) * 1000 for name in _STAGES} for at in (ear.told, ear.heard))
    return _Lap(told, heard, round_trip)


def _round_trip(peer: Celery) -> float:
    began = time.perf_counter()
    peer.send_task("noop").get(timeout=_TASK_SECONDS)
    return (time.perf_counter() - began) * 1000


def _stages(laps: Sequence[_Lap]) -> str:
    """Where the time goes."""
    stages = ((name, [lap.told[name] for lap in laps], [lap.heard[name] for lap in laps]) for name in _STAGES)
    words = (f"{name} told at {median(told):.1f}, heard at {median(heard):.1f} ms" for name, told, heard in stages)
    return "; ".join(words)


def _row(what: str, figure: float, limit: float, round_trip: float, note: str = "") -> Row:
    return Row(what, figure, "ms", "bare Celery round trip", round_trip, at_most(limit, f"{limit:.0f} ms"), note)
