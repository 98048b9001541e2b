"""What the studio itself did to a film's files, so that whoever watches the folder tells only what others did.

Every note for Git carries the stamps of the files that it names. Once they are committed the notes are kept here for a
while; what was written without a note is recorded at once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from app.files.cached import stamp
from app.files.write import Unreadable, encode_json, read_json, replacing
from app.projects import layout

_PLACES = (f"{layout.STATE}/outbox", f"{layout.STATE}/own")  # in the order that a note takes
_KEPT_SECONDS = 60.0
Stamps = dict[str, str | None]
Writes = frozenset[tuple[str, str | None]]


def stamps(folder: Path, paths: Sequence[Path]) -> Stamps:
    """By their paths in the film; None for what is gone."""
    found = stamp(*paths)
    return {path.relative_to(folder).as_posix(): _text(each) for path, each in zip(paths, found, strict=True)}


def record(folder: Path, paths: Sequence[Path]) -> None:
    """For what needs no note. Losing it in a power cut costs an event that says nothing new."""
    place = folder / layout.STATE / "own"
    place.mkdir(exist_ok=True)
    with replacing(place / f"{time.time_ns():020d}.json", durable=False) as file:
        file.write(encode_json({"stamps": stamps(folder, paths)}))


def hand_over(folder: Path, note: Path) -> None:
    """A note whose commit is made."""
    place = folder / layout.STATE / "own"
    place.mkdir(exist_ok=True)
    os.utime(note)
    note.replace(place / note.name)


def writes(folder: Path) -> Writes:
    """Paths with the stamps that we gave them. To be asked after looking at the files: a write that was seen is then
    known to be ours."""
    notes = {name for place in _PLACES for name in _names(f"{folder}/{place}")}
    return frozenset(written for name in notes for written in _said(str(folder), name))


def forget(folder: Path) -> None:
    """What is older than any look that has yet to come."""
    for path in (folder / layout.STATE / "own").glob("*.json"):
        try:
            if time.time() - path.stat().st_mtime > _KEPT_SECONDS:
                path.unlink()
        except FileNotFoundError:
            continue  # another worker forgets too


def _names(place: str) -> Iterator[str]:
    with suppress(FileNotFoundError):
        yield from (name for name in os.listdir(place) if name.endswith(".json"))  # noqa: PTH208  hundreds in a rush


def _said(folder: str, name: str) -> Sequence[tuple[str, str | None]]:
    try:
        return _written(folder, name)
    except (FileNotFoundError, Unreadable):
        return ()


@lru_cache(maxsize=10_000)
def _written(folder: str, name: str) -> Sequence[tuple[str, str | None]]:
    """What a note says never changes; it may be handed over meanwhile."""
    waiting, handed_over = (Path(folder, place, name) for place in _PLACES)
    try:
        note = read_json(waiting)
    except FileNotFoundError:
        note = read_json(handed_over)
    return tuple(note.get("stamps", {}).items())


def _text(found: tuple[int, int, int] | None) -> str | None:
    return ":".join(map(str, found)) if found else None
