"""Project creation by REST, beside the bare Git commands on the same files by hand."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from bench.figures import Row, at_most, percentile
from bench.rig.studio import Studio

IDENTITY = ("-c", "user.name=Bench", "-c", "user.email=bench@example.invalid")
_BY_HAND = (
    ("init", "--quiet", "--initial-branch=main"),
    ("lfs", "install", "--local"),
    ("add", "--all"),
    (*IDENTITY, "commit", "--quiet", "--message=project: create"),
)
_SLOWER = 1.5
_SEED_MS = 2000.0


def measure(studio: Studio, count: int) -> list[Row]:
    """One by REST, one by hand, in turn: what else the machine does meets both alike."""
    rest = studio.rest()
    rest.make_film("Bench Files")
    made: list[float] = []
    by_hand: list[float] = []
    with tempfile.TemporaryDirectory(prefix="auteur-bench-git-") as folder:
        for number in range(count):
            began = time.perf_counter()
            rest.make_film(f"Bench {number:04d}")
            made.append((time.perf_counter() - began) * 1000)
            by_hand.append(_by_hand(studio.workspace / "Bench Files", Path(folder) / str(number)))
    return [_row("p50", 0.5, made, by_hand), _row("p95", 0.95, made, by_hand), _seed_row(made)]


def _by_hand(files: Path, folder: Path) -> float:
    """Milliseconds of the Git commands alone; the files lie there already."""
    shutil.copytree(files, folder, ignore=shutil.ignore_patterns(".git", ".auteur"))
    began = time.perf_counter()
    for command in _BY_HAND:
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)
    took = (time.perf_counter() - began) * 1000
    shutil.rmtree(folder)
    return took


def _row(name: str, share: float, made: list[float], by_hand: list[float]) -> Row:
    peer = percentile(by_hand, share)
    return Row(
        what=f"Project creation, {name} of {len(made)}",
        figure=percentile(made, share),
        unit="ms",
        peer="bare git init, lfs, add, commit",
        peer_figure=peer,
        bound=at_most(_SLOWER * peer, f"{_SLOWER} × the peer"),
    )


def _seed_row(made: list[float]) -> Row:
    return Row("Project creation, slowest", max(made), "ms", bound=at_most(_SEED_MS, "2 s"))
