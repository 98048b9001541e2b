"""Previews of running tasks: one file a task in the cache, replaced as the picture grows."""

from __future__ import annotations

import uuid
from pathlib import Path

from app.files.write import TEMPORARY
from app.projects import layout
from app.projects.store import Film

_FOLDER = f"{layout.CACHE}/previews"


def path(film: Film, task_id: str) -> Path:
    return film.folder / _FOLDER / f"{task_id}.jpg"


def url(task_id: str, step: int) -> str:
    """The step makes each preview's address new, so that no browser shows an old one."""
    return f"/api/v1/tasks/{task_id}/preview?step={step}"


def show(film: Film, task_id: str, jpeg: bytes) -> None:
    """Whole or not at all, but not synced: a preview need not survive a power cut."""
    final = path(film, task_id)
    film.place(_FOLDER)
    temporary = final.with_name(f"{TEMPORARY}{uuid.uuid4().hex}")
    temporary.write_bytes(jpeg)
    temporary.replace(final)


def remove(film: Film, task_id: str) -> None:
    path(film, task_id).unlink(missing_ok=True)
