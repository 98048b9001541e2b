"""What was accepted, cancelled and ended, on disk before it is announced: a lost Redis costs only live progress."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from app.files.write import Unreadable, read_json, write_json
from app.projects import layout
from app.projects.store import Film
from app.tasks.schemas import Status, Task


def write(film: Film, task: Task) -> None:
    """Durable when it returns."""
    film.place(f"{layout.STATE}/tasks")
    write_json(_path(film, task.id), task.model_dump(mode="json"))


def read(film: Film, task_id: str) -> Task | None:
    return _load(_path(film, task_id))


def completed(film: Film, task_id: str) -> bool:
    """Past the point of no return, though it may not have been announced yet."""
    written = read(film, task_id)
    return written is not None and written.status is Status.COMPLETED


def all_of(film: Film) -> Iterator[Task]:
    for path in sorted(_folder(film).glob("*.json")):
        if task := _load(path):
            yield task


def forget(film: Film, task_id: str) -> None:
    """For a task that was never announced."""
    _path(film, task_id).unlink(missing_ok=True)


def _folder(film: Film) -> Path:
    return film.state / "tasks"


def _path(film: Film, task_id: str) -> Path:
    return _folder(film) / f"{task_id}.json"


def _load(path: Path) -> Task | None:
    try:
        return Task.model_validate(read_json(path))
    except FileNotFoundError:
        return None
    except (Unreadable, ValidationError):
        path.replace(path.with_suffix(".damaged"))
        return None
