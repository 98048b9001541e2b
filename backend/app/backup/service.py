"""The whole workspace into one file, while the studio works, and back into an empty one.

Redis is not in it: what it holds is rebuilt from the films' journals. Nor is the key that signs sessions.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from filelock import FileLock, Timeout

from app.backup import snapshot
from app.backup.archive import Archive, unpack
from app.errors import Conflict, Unavailable
from app.projects import layout
from app.projects.film import Damaged, Film
from app.projects.store import Films

_LIBRARY: Final = "Library"
_ASIDE: Final = "backups"  # in the studio's own folder
_OWN: Final = ("queue.json", "setups")  # of that folder, what is more than a trace of this machine


def back_up(films: Films, out: IO[bytes]) -> list[str]:
    """The names of the films' folders. Raises `Unavailable` while another backup goes on, or an edit without end."""
    with _aside(films) as aside:
        archive, names = Archive(out), []
        for name in (_LIBRARY, *(f"{layout.STATE}/{own}" for own in _OWN)):
            _add(archive, films.root / name, name)
        for found in films.all():
            kept = aside / found.folder.name
            _snapshot(found, kept)
            _add(archive, kept, found.folder.name)
            shutil.rmtree(kept)
            names.append(found.folder.name)
        archive.close(names)
    return names


def restore(films: Films, archive: IO[bytes]) -> list[str]:
    """The names of the films' folders. Nothing is there before all of it is. Raises `Conflict` for a workspace that
    holds anything, `Invalid` for what is no whole backup."""
    _insist_on_empty(films)
    with _aside(films) as aside:
        contents = unpack(archive, aside)
        with films.locked():
            _insist_on_empty(films)
            for name in _OWN:
                _move(aside / layout.STATE / name, films.state / name)
            for folder in (aside / _LIBRARY).iterdir():
                _move(folder, films.root / _LIBRARY / folder.name)
            for name in contents.films:
                _move(aside / name, films.root / name)
    return contents.films


@contextmanager
def _aside(films: Films) -> Iterator[Path]:
    """A folder on the films' disk, for one at a time; what a killed one left is cleared away."""
    films.prepare()
    try:
        with FileLock(films.state / "backup.lock", timeout=0):
            shutil.rmtree(films.state / _ASIDE, ignore_errors=True)
            folder = films.state / _ASIDE / uuid.uuid4().hex
            folder.mkdir(parents=True)
            try:
                yield folder
            finally:
                shutil.rmtree(films.state / _ASIDE, ignore_errors=True)
    except Timeout as busy:
        raise Unavailable("Another backup goes on, or somebody edits a film without end; try again.") from busy


def _snapshot(found: Film | Damaged, kept: Path) -> None:
    """Of a film that can't be read as well: it may be mended one day. Nobody here writes into one that is read-only."""
    if isinstance(found, Film) and not found.read_only:
        snapshot.take(found, kept)
    else:
        snapshot.link(found.folder, kept)


def _add(archive: Archive, path: Path, name: str) -> None:
    if not path.exists():
        return
    archive.add(path, name)
    if path.is_dir():
        for below in snapshot.walk(path):
            archive.add(below, f"{name}/{below.relative_to(path).as_posix()}")


def _insist_on_empty(films: Films) -> None:
    """Raises `Conflict`."""
    library = films.root / _LIBRARY
    held = [each.folder.name for each in films.all()] + [path.name for path in library.rglob("*") if path.is_file()]
    if held:
        raise Conflict(f"The workspace {films.root} is not empty: it holds “{held[0]}”. Restore into a new one.")


def _move(path: Path, place: Path) -> None:
    """An empty folder in its place makes way."""
    if path.exists():
        path.rename(place)
