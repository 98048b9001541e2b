"""How soon a take is committed, beside `git add` and `git commit` of one take by hand."""

from __future__ import annotations

import asyncio
import json
import subprocess
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

import uvloop

from app.pipelines.null import PIXEL
from bench.figures import Row, at_most, percentile
from bench.measures.creation import IDENTITY
from bench.rig.rest import Rest
from bench.rig.sockets import listen
from bench.rig.studio import Studio

# What `git lfs install` would set for the user.
_FILTER = {"clean": "git-lfs clean -- %f", "process": "git-lfs filter-process", "required": "true"}
_LFS = tuple(word for key, value in _FILTER.items() for word in ("-c", f"filter.lfs.{key}={value}"))
_LIMIT_MS = 1000.0
_TASK_SECONDS = 30


class _Ear:
    """When a take was told, and when its commit."""

    def __init__(self) -> None:
        self.completed = 0.0
        self.committed: asyncio.Future[float] | None = None

    def __call__(self, payload: bytes) -> None:
        match json.loads(payload)["type"]:
            case "task.completed":
                self.completed = time.perf_counter()
            case "git.committed" if self.committed and not self.committed.done():
                self.committed.set_result(time.perf_counter())


@dataclass(frozen=True)
class _Lap:
    """Milliseconds from `task.completed` to `git.committed`, and of the same by hand."""

    waited: float
    by_hand: float


def measure(studio: Studio, count: int) -> list[Row]:
    laps = uvloop.run(_laps(studio, count))
    return [_row(name, share, laps) for name, share in (("p50", 0.5), ("p95", 0.95))]


async def _laps(studio: Studio, count: int) -> list[_Lap]:
    rest, ear = studio.rest(), _Ear()
    film_id, by_hand = rest.make_film("Bench Takes"), rest.make_film("Bench By Hand")
    [socket] = await listen(studio.port, f"/ws/{film_id}", [ear])
    folder = studio.workspace / rest.get(f"/api/v1/projects/{by_hand}")["folder"]
    laps = [_Lap(await _committed(rest, film_id, ear), await asyncio.to_thread(_by_hand, folder)) for _ in range(count)]
    socket.close()
    return laps


async def _committed(rest: Rest, film_id: str, ear: _Ear) -> float:
    ear.committed = asyncio.get_running_loop().create_future()
    await asyncio.to_thread(rest.submit, film_id, "Nothing at all")
    async with asyncio.timeout(_TASK_SECONDS):
        return (await ear.committed - ear.completed) * 1000


def _by_hand(folder: Path) -> float:
    """Milliseconds of Git alone; picture and record lie there already."""
    picture = folder / "03_Renders" / f"hand_{uuid.uuid4()}.png"
    picture.write_bytes(PIXEL)
    picture.with_suffix(".json").write_text("{}\n")
    began = time.perf_counter()
    for command in (("add", "03_Renders"), (*IDENTITY, "commit", "--quiet", "--message=take")):
        subprocess.run(["git", *_LFS, *command], cwd=folder, check=True, capture_output=True)
    return (time.perf_counter() - began) * 1000


def _row(name: str, share: float, laps: list[_Lap]) -> Row:
    return Row(
        what=f"Take committed after task.completed, {name} of {len(laps)}",
        figure=percentile([lap.waited for lap in laps], share),
        unit="ms",
        peer="bare git add, commit with LFS",
        peer_figure=percentile([lap.by_hand for lap in laps], share),
        bound=at_most(_LIMIT_MS, "1 s"),
    )
