"""The one way from words to a path inside a project."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from app.errors import Invalid


def within(root: Path, relative: str) -> Path:
    """`root/relative`, proven to lie beneath `root` without following a link. Raises `Invalid`."""
    parts = PurePosixPath(relative).parts
    if not parts or "\0" in relative or "\\" in relative or relative.startswith("/") or ".." in parts:
        raise Invalid("Invalid path: it must lie inside the project.", code="path_invalid")
    path = root
    for part in parts:
        path = path / part
        if path.is_symlink():
            raise Invalid("Invalid path: it leads through a link.", code="path_invalid")
    return path
