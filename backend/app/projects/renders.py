"""Where the records of takes lie: among the renders without a shot, four folders deep with one."""

from __future__ import annotations

from collections.abc import Iterator

from app.files.cached import listed
from app.projects import layout


def records(film: str) -> Iterator[str]:
    """The paths of all that may be one, in the film's folder `film`."""
    renders = f"{film}/{layout.RENDERS}"
    for name in listed(renders).files:
        if name.startswith("output_") and name.endswith(".json"):
            yield f"{renders}/{name}"
    for shot in _below(renders, 3):
        for take in listed(shot).folders:
            if take.startswith("take_"):
                yield f"{shot}/{take}/{layout.TAKE_RECORD}"


def _below(folder: str, levels: int) -> Iterator[str]:
    """The folders that many levels down: chapters, their scenes, their shots."""
    if levels == 0:
        yield folder
        return
    for name in listed(folder).folders:
        yield from _below(f"{folder}/{name}", levels - 1)
