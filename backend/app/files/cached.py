"""Remembering what was read from disk for as long as the disk says that it is still so.

Every write of ours moves a file in, which changes the folder's time; every change of ours leaves a note in the outbox.
So a few stamps tell whether a value that took hundreds of reads is still true.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from app.files.write import Unreadable, read_json

_Value = TypeVar("_Value")
_TICK_NS = 50_000_000
Stamp = tuple[tuple[int, int, int] | None, ...]


def stamp(*paths: Path | str) -> Stamp:
    """Time, size and inode of each; None for what is not there."""
    return tuple(map(_stamp, paths))


class Remembered(Generic[_Value]):
    """The last value of each place, made anew when its stamp is another."""

    def __init__(self) -> None:
        self._values: dict[Hashable, tuple[Stamp, _Value]] = {}

    def get(self, place: Hashable, current: Stamp, make: Callable[[], _Value]) -> _Value:
        """`current` must have been taken before what `make` reads: then a change in between is seen next time."""
        known = self._values.get(place)
        if known is not None and known[0] == current:
            return known[1]
        value = make()
        if _settled(current):
            self._values[place] = (current, value)
        return value


class Listing(NamedTuple):
    """The names in a folder, in order; a link is listed as a file, wherever it leads."""

    folders: tuple[str, ...]
    files: tuple[str, ...]


_files: Remembered[Any] = Remembered()
_listings: Remembered[Listing] = Remembered()
_NOTHING = Listing((), ())


def listed(folder: str) -> Listing:
    """What lies in a folder; nothing in one that is gone."""
    return _listings.get(folder, stamp(folder), lambda: _list(folder))


def read_cached(path: Path | str) -> Any:
    """What `read_json` gives, shared between callers: not to be changed. None for a file that is gone or damaged."""
    try:
        return _files.get(str(path), stamp(path), lambda: read_json(Path(path)))
    except (FileNotFoundError, Unreadable):
        return None


def _list(folder: str) -> Listing:
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in found)
    except (FileNotFoundError, NotADirectoryError):
        return _NOTHING
    folders, files = (tuple(name for name, is_dir in entries if is_dir is wanted) for wanted in (True, False))
    return Listing(folders, files)


def _settled(current: Stamp) -> bool:
    """Two changes within one tick of the file system's clock leave one time: what is that young is not remembered."""
    newest = max((entry[0] for entry in current if entry), default=0)
    return time.time_ns() - newest > _TICK_NS


def _stamp(path: Path | str) -> tuple[int, int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116  a thousand times a request: Path.stat costs thrice as much
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
