"""The films of a workspace."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

from app.files.cached import listed, stamp
from app.files.names import fold
from app.projects import homes, layout
from app.projects.film import Damaged, Film, gone, opened

_NOWHERE: tuple[Path | None, int] = (None, 0)
_COPY = "This is a copy of the film in “{}”. It becomes a film of its own once it has been copied whole."


class Films:
    """The workspace. Reads always look at the disk; the index only remembers where an id was last seen."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.state = root / layout.STATE
        self.untold = self.state / "untold"
        self._index: dict[str, tuple[Path, int]] = {}

    def prepare(self) -> None:
        for folder in layout.LIBRARY:
            (self.root / "Library" / folder).mkdir(parents=True, exist_ok=True)
        for name in ("new", "trash"):
            (self.state / name).mkdir(parents=True, exist_ok=True)

    def all(self) -> Iterator[Film | Damaged]:
        """No two of one id: a copy counts as damaged until it has been given its own."""
        found = self._opened()
        copies = homes.copies(film for film in found if isinstance(film, Film))
        for each in found:
            if original := copies.get(each.folder):
                yield Damaged(each.folder, _COPY.format(original.folder.name))
                continue
            if isinstance(each, Film) and self._index.get(each.id, _NOWHERE)[0] != each.folder:
                self._index[each.id] = (each.folder, _inode(each.folder))
            yield each

    def writable(self) -> Iterator[Film]:
        return (film for film in self.all() if isinstance(film, Film) and not film.read_only)

    def copies(self) -> list[tuple[Film, Film]]:
        """Each with the film that it was copied from."""
        films = [film for film in self._opened() if isinstance(film, Film)]
        originals = homes.copies(films)
        return [(film, originals[film.folder]) for film in films if film.folder in originals]

    def _opened(self) -> list[Film | Damaged]:
        folders = (f"{self.root}/{name}" for name in listed(str(self.root)).folders)
        return [found for folder in folders if (found := opened(folder))]

    def get(self, film_id: str) -> Film:
        """Raises `NotFound`."""
        folder, inode = self._index.get(film_id, _NOWHERE)
        found = opened(str(folder)) if folder and _inode(folder) == inode else None
        if isinstance(found, Film) and found.id == film_id:
            return found
        self._index.pop(film_id, None)
        for film in self.all():
            if film.id == film_id and isinstance(film, Film):
                return film
        raise gone()

    def add(self, built: Path, name: str) -> Path:
        """Move a finished folder in under its name; the caller holds the workspace's lock and has found it free."""
        return built.rename(self.root / name)

    def names(self) -> set[str]:
        """What stands in the workspace, folded."""
        return {fold(entry.name) for entry in self.root.iterdir()}

    def remove(self, film: Film) -> Path:
        """Take the film out of sight at once; returns where its remains are to be deleted."""
        grave = self.state / "trash" / f"{film.id}-{uuid.uuid4().hex}"
        with self.locked():
            film.folder.rename(grave)
        self._index.pop(film.id, None)
        return grave

    def locked(self) -> FileLock:
        return FileLock(self.state / "workspace.lock", timeout=30)


def _inode(folder: Path) -> int:
    """0 for a folder that is gone."""
    found = stamp(folder)[0]
    return found[2] if found else 0
