"""Which of two folders that hold one id is the film, and which its copy?

A film at home says in its own state which folder it lives in, by inode: renaming keeps that, copying does not. A film
that is alone with its id is at home wherever it stands; it is given its mark when a worker next sees it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.files.cached import read_cached
from app.files.write import encode_json, replacing
from app.projects import layout
from app.projects.film import Film


def mark(folder: Path, film_id: str) -> None:
    """`folder` is the home of this film from now on. A mark that a power cut takes is given again."""
    with replacing(_path(folder), durable=False) as file:
        file.write(encode_json({"inode": folder.stat().st_ino, "id": film_id}))


def marked(folder: Path) -> str | None:
    """The id of the film that lives here; None for a folder that was copied, cloned or brought from elsewhere."""
    found: Any = read_cached(_path(folder))
    here = isinstance(found, dict) and found.get("inode") == folder.stat().st_ino
    return str(found.get("id")) if here else None


def copies(films: Iterable[Film]) -> dict[Path, Film]:
    """By their folders those that share an id with another, each with the one that keeps it."""
    by_id = defaultdict(list)
    for film in films:
        by_id[film.id].append(film)
    found: dict[Path, Film] = {}
    for group in by_id.values():
        if len(group) > 1:
            original = min(group, key=lambda film: (marked(film.folder) != film.id, film.folder.name))
            found |= {film.folder: original for film in group if film is not original}
    return found


def _path(folder: Path) -> Path:
    return folder / layout.STATE / "home.json"
