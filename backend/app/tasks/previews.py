"""Previews of running tasks: one file a task in the cache, replaced as the picture grows."""

from __future__ import annotations

from pathlib import Path

from app.files.write import replacing
from app.projects import layout
from app.projects.film import Film

_FOLDER = f"{layout.CACHE}/previews"


def read(film: Film, task_id: str) -> bytes | None:
    """Whole, as it was at one moment: the next one may take its place while it is sent. None where there is none."""
    try:
        return path(film, task_id).read_bytes()
    except FileNotFoundError:
        return None


def url(task_id: str, step: int) -> str:
    """The step makes each preview's address new, so that no browser shows an old one."""
    return f"/api/v1/tasks/{task_id}/preview?step={step}"


def show(film: Film, task_id: str, jpeg: bytes) -> None:
    film.place(_FOLDER)
    with replacing(path(film, task_id), durable=False) as file:
        file.write(jpeg)


def remove(film: Film, task_id: str) -> None:
    path(film, task_id).unlink(missing_ok=True)


def path(film: Film, task_id: str) -> Path:
    return film.folder / _FOLDER / f"{task_id}.jpg"
