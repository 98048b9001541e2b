"""A film's folder at a glance: each file of its content with its stamp, and where Git stands."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import AuteurError
from app.files.names import is_content
from app.git import repository
from app.projects import layout

CONTENT = ("01_Assets", "02_Source_Creative", "03_Renders", "04_Project_Files")
HEAD = ".git/HEAD"
SETTLED_SECONDS = 1.5  # what is younger may still be being written, or be ours with its note on the way


@dataclass(frozen=True)
class Look:
    """Stamps by paths relative to the film; `unsettled` are those too young to speak of. `ours` says whether it was us
    who moved Git's head last."""

    stamps: dict[str, str]
    unsettled: frozenset[str]
    ours: bool

    def settled_without(self, folder: Path, path: str) -> bool:
        """Whether a file that is gone has been so for a while: its folder's time says when."""
        place = (folder / path).parent
        while not place.is_dir() and place != folder:
            place = place.parent
        return path == HEAD or not _is_young(place.stat())


def look(folder: Path) -> Look:
    """Raises `FileNotFoundError` for a film that is gone."""
    stamps: dict[str, str] = {}
    unsettled = set[str]()
    for path, found in _files(folder):
        stamps[path] = f"{found.st_mtime_ns}:{found.st_size}:{found.st_ino}"
        if _is_young(found):
            unsettled.add(path)
    if commit := _head(folder):
        stamps[HEAD] = commit
        if _is_young((folder / ".git").stat()):
            unsettled.add(HEAD)
    return Look(stamps, frozenset(unsettled), repository.moved_by_us(folder))


def is_in_sight(path: str) -> bool:
    """Whether a look at the film sees a file of this path."""
    place, *inner = path.split("/")
    return path == layout.MANIFEST or (place in CONTENT and all(map(is_content, inner)))


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    yield layout.MANIFEST, (folder / layout.MANIFEST).stat()
    for place in CONTENT:
        yield from _beneath(f"{folder}/{place}", place)


def _beneath(folder: str, relative: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        with os.scandir(folder) as found:
            entries = [entry for entry in found if is_content(entry.name)]
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        path = f"{relative}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _beneath(entry.path, path)
        elif entry.is_file(follow_symlinks=False):
            try:
                yield path, entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue


def _head(folder: Path) -> str | None:
    try:
        return repository.head(folder)
    except AuteurError:
        return None  # no commit yet, or no repository to trust


def _is_young(found: os.stat_result) -> bool:
    """Copying may preserve the time of the content, never that of the change."""
    return time.time() - max(found.st_mtime, found.st_ctime) < SETTLED_SECONDS
