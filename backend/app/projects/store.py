"""Films on disk. A folder with a valid `project.json` is a film, whoever put it there."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from filelock import FileLock
from pydantic import ValidationError

from app.errors import Conflict, NotFound
from app.files.cached import Remembered, Stamp, listed, stamp
from app.files.names import fold
from app.files.paths import within
from app.files.write import Unreadable, read_json, write_json
from app.projects import homes, layout, version
from app.projects.schemas import Manifest

_NOTHING: Stamp = (None,)
_NOWHERE: tuple[Path | None, int] = (None, 0)
_NEWER = "Made by a newer version of Auteur ({}): it can be looked at here, and changed there."
_COPY = "This is a copy of the film in “{}”. It becomes a film of its own once it has been copied whole."


class ReadOnly(Conflict):
    """Nothing of the film may be written here."""

    title, code = "Read-only", "project_read_only"


@dataclass(frozen=True)
class Film:
    """A film's folder with its manifest as just read; `as_of` is the manifest's stamp then."""

    folder: Path
    manifest: Manifest
    as_of: Stamp = ()

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def state(self) -> Path:
        return self.folder / layout.STATE

    @property
    def read_only(self) -> str | None:
        """Why nothing may be written, in words for the film's people."""
        return _NEWER.format(self.manifest.version) if version.newer(self.manifest.version) else None

    def insist_writable(self) -> None:
        """Raises `ReadOnly`."""
        if reason := self.read_only:
            raise ReadOnly(reason)

    def place(self, relative: str) -> Path:
        """A folder of the film, made where it is missing: whoever writes passes here. Raises `FileNotFoundError` once
        the film is gone: work that is still going on must not bring a deleted film's folder back. Raises `Invalid`
        where a link leads elsewhere, `ReadOnly`."""
        self.insist_writable()
        path = within(self.folder, relative)
        if not path.is_dir():
            for part in reversed(path.parents[: len(PurePosixPath(relative).parts) - 1]):
                part.mkdir(exist_ok=True)
            path.mkdir(exist_ok=True)
        return path

    def shown(self, path: Path) -> str:
        """`<film's folder>/<path in it>`: the form in which paths leave the studio."""
        return f"{self.folder.name}/{path.relative_to(self.folder).as_posix()}"


@dataclass(frozen=True)
class Damaged:
    folder: Path
    reason: str

    @property
    def id(self) -> str:
        """Stable while the folder keeps its name; its own id can't be trusted."""
        return "damaged-" + hashlib.sha256(self.folder.name.encode()).hexdigest()[:16]


_opened: Remembered[Film | Damaged | None] = Remembered()


def at(folder: Path) -> Film:
    """The film that lies there. Raises `NotFound`."""
    found = _open(str(folder))
    if isinstance(found, Film):
        return found
    raise NotFound("There is no film in this folder.", code="project_not_found")


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
        return [found for folder in folders if (found := _open(folder))]

    def get(self, film_id: str) -> Film:
        """Raises `NotFound`."""
        folder, inode = self._index.get(film_id, _NOWHERE)
        found = _open(str(folder)) if folder and _inode(folder) == inode else None
        if isinstance(found, Film) and found.id == film_id:
            return found
        self._index.pop(film_id, None)
        for film in self.all():
            if film.id == film_id and isinstance(film, Film):
                return film
        raise NotFound("There is no project with this id.", code="project_not_found")

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


def changes(folder: Path) -> Stamp:
    """Another one after each change of the film: those of ours pass the outbox, a person's arrive with their commit."""
    root = str(folder)
    return stamp(
        f"{root}/{layout.MANIFEST}",
        f"{root}/{layout.STORY}",
        f"{root}/{layout.RENDERS}",
        f"{root}/{layout.STATE}/outbox",
        f"{root}/.git/logs/HEAD",
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    write_json(folder / layout.MANIFEST, manifest.as_json())


def _inode(folder: Path) -> int:
    """0 for a folder that is gone."""
    found = stamp(folder)[0]
    return found[2] if found else 0


def _open(folder: str) -> Film | Damaged | None:
    """None for what is no film: no manifest, a hidden folder, a link out of the workspace."""
    if folder.rpartition("/")[2].startswith("."):
        return None
    current = stamp(f"{folder}/{layout.MANIFEST}")
    return None if current == _NOTHING else _opened.get(folder, current, lambda: _read(Path(folder), current))


def _read(folder: Path, current: Stamp) -> Film | Damaged | None:
    if folder.is_symlink() or (folder / layout.MANIFEST).is_symlink():
        return None
    try:
        told = read_json(folder / layout.MANIFEST)
    except (FileNotFoundError, IsADirectoryError):
        return None
    except Unreadable as error:
        return Damaged(folder, str(error))
    try:
        return Film(folder, Manifest.model_validate(told), current)
    except ValidationError as error:
        return Damaged(folder, _misfit(told, error))


def _misfit(told: Any, error: ValidationError) -> str:
    first = error.errors()[0]
    where = f"project.json: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    made = told.get("version") if isinstance(told, dict) else None
    return f"Made by a newer version of Auteur ({made}), for this one {where}" if version.newer(made) else where
