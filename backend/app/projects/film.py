"""A film as its folder tells of it. A folder with a valid `project.json` is a film, whoever put it there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from app.errors import Conflict, NotFound
from app.files.cached import Remembered, Stamp, stamp
from app.files.paths import within
from app.files.write import Unreadable, read_json, write_json
from app.projects import layout, version
from app.projects.schemas import Manifest

_NOTHING: Stamp = (None,)
_NEWER = "Made by a newer version of Auteur ({}): it can be looked at here, and changed there."


class ReadOnly(Conflict):
    """Nothing of the film may be written here."""

    title, code = "Read-only", "project_read_only"


def gone() -> NotFound:
    return NotFound("There is no project with this id.", code="project_not_found")


@dataclass(frozen=True)
class Film:
    """A film's folder with its manifest as just read; `as_of` is the manifest's stamp then."""

    folder: Path
    manifest: Manifest
    as_of: Stamp = ()

    @property
    def id(self) -> str:
        return self.manifest.id

    @cached_property
    def state(self) -> Path:
        return self.folder / layout.STATE

    @cached_property
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


_remembered: Remembered[Film | Damaged | None] = Remembered()


def at(folder: Path) -> Film:
    """The film that lies there. Raises `NotFound`."""
    found = opened(str(folder))
    if isinstance(found, Film):
        return found
    raise NotFound("There is no film in this folder.", code="project_not_found")


def opened(folder: str) -> Film | Damaged | None:
    """None for what is no film: no manifest, a hidden folder, a link out of the workspace."""
    if folder.rpartition("/")[2].startswith("."):
        return None
    current = stamp(f"{folder}/{layout.MANIFEST}")
    return None if current == _NOTHING else _remembered.get(folder, current, lambda: _read(Path(folder), current))


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
