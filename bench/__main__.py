"""`python -m bench [--quick] [--only NAME …] [--record]`, from the repository's root with `PYTHONPATH=backend`."""

from __future__ import annotations

import argparse
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import machine, table
from bench.figures import Row
from bench.measures import (
    commits,
    containers,
    creation,
    crowd,
    diffusers,
    fanout,
    frames,
    memory,
    overhead,
    pages,
    reads,
    replay,
    sharing,
    stopped,
    throughput,
    uploads,
)
from bench.rig.studio import Studio, running_studio

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class _Part:
    full: Callable[[Studio], list[Row]]
    quick: Callable[[Studio], list[Row]]
    pipelines: str = "null"


_PARTS = {
    "creation": _Part(lambda s: creation.measure(s, 100), lambda s: creation.measure(s, 15)),
    "reads": _Part(lambda s: reads.measure(s, reads.FULL, 40), lambda s: reads.measure(s, reads.QUICK, 10)),
    "overhead": _Part(lambda s: overhead.measure(s, 100), lambda s: overhead.measure(s, 20)),
    "commits": _Part(lambda s: commits.measure(s, 50), lambda s: commits.measure(s, 10)),
    "throughput": _Part(lambda s: throughput.measure(s, (100, 1000)), lambda s: throughput.measure(s, (100,))),
    "fanout": _Part(lambda s: fanout.measure(s, 200, 5, 5), lambda s: fanout.measure(s, 50, 2, 3)),
    "crowd": _Part(lambda s: crowd.measure(s, 1000, 20), lambda s: crowd.measure(s, 200, 5)),
    "replay": _Part(lambda s: replay.measure(s, 10), lambda s: replay.measure(s, 3)),
    "stopped": _Part(lambda s: stopped.measure(s, 60), lambda s: stopped.measure(s, 15)),
    "uploads": _Part(lambda s: uploads.measure(s, 1024), lambda s: uploads.measure(s, 64)),
    "memory": _Part(lambda s: memory.measure(s, 1000), lambda s: memory.measure(s, 200)),
    "frames": _Part(lambda s: frames.measure(s, 8), lambda s: frames.measure(s, 2), "storyboard"),
    "containers": _Part(lambda s: containers.measure(s, 20), lambda s: containers.measure(s, 5), "storyboard"),
    "pages": _Part(lambda s: pages.measure(s, pages.FULL), lambda s: pages.measure(s, pages.QUICK)),
    "sharing": _Part(lambda s: sharing.measure(s, 5), lambda s: sharing.measure(s, 1), "storyboard"),
    "diffusers": _Part(lambda s: diffusers.measure(s, 9), lambda s: diffusers.measure(s, 3)),
}


def main() -> int:
    asked = _arguments()
    _allow_many_sockets()
    facts, rows = machine.facts(), []
    for name in asked.only or _PARTS:
        print(f"Measuring {name} …", file=sys.stderr, flush=True)
        rows += _measure(_PARTS[name], asked.quick)
    _write(rows, facts, asked.quick, asked.record)
    return 0


def _measure(part: _Part, quick: bool) -> list[Row]:
    """Each in a studio of its own: none meets what another left behind."""
    with running_studio(part.pipelines) as studio:
        return (part.quick if quick else part.full)(studio)


def _write(rows: Sequence[Row], facts: dict[str, str], quick: bool, record: bool) -> None:
    results = _HERE / "results"
    results.mkdir(exist_ok=True)
    (results / "latest.json").write_text(table.as_json(rows, facts, quick), encoding="utf-8")
    shown = table.as_markdown(rows, facts, quick)
    if record:
        (_HERE / "RESULTS.md").write_text(f"# What was measured\n\n{shown}", encoding="utf-8")
    print(shown)


def _allow_many_sockets() -> None:
    """A thousand clients and a thousand more of the peer; the processes started from here inherit it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Measure a studio on this machine.")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter; for a look, not for a record")
    parser.add_argument("--only", nargs="+", choices=_PARTS, help="these measurements alone")
    parser.add_argument("--record", action="store_true", help="write the table to bench/RESULTS.md too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
