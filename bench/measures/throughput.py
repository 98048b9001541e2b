"""Many tasks at once over ten films, beside bare Celery tasks that do nothing on as many processes."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import uvloop
from celery import Celery
from celery.result import ResultSet

from bench.figures import Row, at_least
from bench.rig.beside import start_noop
from bench.rig.load import Load, settle
from bench.rig.rest import API
from bench.rig.sockets import listen
from bench.rig.studio import Studio

_FILMS = 10
_SHARE = 0.7
_SECONDS = 600
_LAPS = 7
_TYPE = re.compile(rb'"type":"([a-z_.]+)"')


class _Ear:
    """Counts what all films tell."""

    def __init__(self, tasks: int) -> None:
        self._tasks = tasks
        self.completed = self.commits = 0
        self.over = asyncio.Event()

    def __call__(self, payload: bytes) -> None:
        match _kind(payload):
            case b"git.committed":
                self.commits += 1
            case b"task.completed":
                self.completed += 1
                if self.completed == self._tasks:
                    self.over.set()


@dataclass(frozen=True)
class _Lap:
    """Tasks a second; takes there in the end; commits that hold them."""

    rate: float
    takes: int
    commits: int
    load: str


def _kind(payload: bytes) -> bytes:
    """Of an event, without the cost of reading all of it: the ear has its share of the two cores."""
    found = _TYPE.search(payload)
    return found[1] if found else b""


def measure(studio: Studio, counts: Sequence[int]) -> list[Row]:
    peer, rest = start_noop(studio), studio.rest()
    films = [rest.make_film(f"Bench Many {number}") for number in range(_FILMS)]
    return [row for count in counts for row in _rows(studio, films, peer, count)]


def _rows(studio: Studio, films: Sequence[str], peer: Celery, count: int) -> list[Row]:
    """In turns with the peer, after a lap that warms both: the one in the middle of the shares counts, with what stood
    beside it."""
    _beside(studio, films, peer, count)
    laps = sorted((_beside(studio, films, peer, count) for _ in range(_LAPS)), key=lambda pair: pair[0].rate / pair[1])
    (lap, bare), takes = laps[_LAPS // 2], min(each.takes for each, _ in laps)
    shares = ", ".join(f"{each.rate / beside:.0%}" for each, beside in laps)
    tasks, note = f"{count:,} tasks over {_FILMS} films", f"{lap.commits} commits; {lap.load}; of the peer {shares}"
    bound = at_least(_SHARE * bare, f"{_SHARE:.0%} of the peer")
    return [
        Row(f"Throughput, {tasks}, median of {_LAPS}", lap.rate, "tasks/s", "bare Celery no-ops", bare, bound, note),
        Row(f"Takes of {tasks}, the fewest", takes, "takes", bound=at_least(count, "all")),
    ]


def _beside(studio: Studio, films: Sequence[str], peer: Celery, count: int) -> tuple[_Lap, float]:
    bare = _bare(peer, count)
    return uvloop.run(_lap(studio, films, count)), bare


async def _lap(studio: Studio, films: Sequence[str], count: int) -> _Lap:
    """A client a film, each with one batch: they submit side by side."""
    ear, before = _Ear(count), _takes(studio, films)
    sockets = [await listen(studio.port, f"/ws/{film_id}", [ear]) for film_id in films]
    load, began = Load({"backend": studio.backend_pid, "worker": studio.worker_pid}), time.perf_counter()
    with ThreadPoolExecutor(len(films)) as clients:
        asked = [clients.submit(studio.rest().submit_batch, film_id, count // len(films)) for film_id in films]
        async with asyncio.timeout(_SECONDS):
            await asyncio.gather(*(asyncio.wrap_future(client) for client in asked))
            await ear.over.wait()
        rate, told = count / (time.perf_counter() - began), load.told()
    await asyncio.to_thread(settle, *studio.pids)
    for [socket] in sockets:
        socket.close()
    return _Lap(rate, _takes(studio, films) - before, ear.commits, told)


def _takes(studio: Studio, films: Sequence[str]) -> int:
    rest = studio.rest()
    return len({take["id"] for film_id in films for take in rest.get(f"{API}/projects/{film_id}/takes")})


def _bare(peer: Celery, count: int) -> float:
    """Tasks a second, from the first one sent to the last one done."""
    began = time.perf_counter()
    sent = ResultSet([peer.send_task("noop") for _ in range(count)])
    sent.join_native(timeout=_SECONDS)
    return count / (time.perf_counter() - began)
