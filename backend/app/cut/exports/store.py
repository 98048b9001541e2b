"""Deliverables on disk: what lies in `06_Exports` is one, whoever put it there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args
from urllib.parse import quote

from app.cut.exports.schemas import Export
from app.errors import NotFound
from app.files.paths import within
from app.projects import layout
from app.projects.film import Film
from app.tasks.schemas import ExportFormat

_EXTENSIONS = {f".{name}" for name in get_args(ExportFormat)}


def all_of(film: Film) -> list[Export]:
    """Newest first."""
    return sorted((_tell(film, path) for path in _files(film)), key=lambda each: each.created, reverse=True)


def find(film: Film, name: str) -> Path:
    """Raises `NotFound`."""
    for path in _files(film):
        if path.name == name:
            return path
    raise NotFound("There is no export of this name.", code="export_not_found")


def _files(film: Film) -> Iterator[Path]:
    for path in within(film.folder, layout.EXPORTS).glob("[!.]*"):
        if path.suffix in _EXTENSIONS and path.is_file() and not path.is_symlink():
            yield path


def _tell(film: Film, path: Path) -> Export:
    found = path.stat()
    return Export(
        id=path.name,
        name=path.name,
        format=path.suffix[1:],
        size=found.st_size,
        created=datetime.fromtimestamp(found.st_mtime, UTC),
        path=film.shown(path),
        url=f"/api/v1/projects/{film.id}/exports/{quote(path.name)}",
    )
