"""What a task keeps in the cache while it runs: where it could go on, and in training each step's loss. It stays after
a failure."""

from __future__ import annotations

from pathlib import Path

from app.characters.schemas import Loss
from app.files.write import replacing
from app.projects import layout
from app.projects.film import Film
from app.tasks.schemas import Task

_FOLDER = f"{layout.CACHE}/checkpoints"


def path(film: Film, task_id: str) -> Path:
    return film.folder / _FOLDER / task_id


def read(film: Film, task: Task) -> bytes | None:
    """Its own, or that of the failed task which it tries again."""
    found = (path(film, each) for each in (task.id, task.retry_of) if each)
    return next((each.read_bytes() for each in found if each.is_file()), None)


def keep(film: Film, task_id: str, checkpoint: bytes) -> None:
    film.place(_FOLDER)
    with replacing(path(film, task_id)) as target:
        target.write(checkpoint)


def note_loss(film: Film, task_id: str, step: int, loss: float) -> None:
    film.place(_FOLDER)
    with _losses(film, task_id).open("a") as file:
        file.write(f"{step} {loss:.6g}\n")


def losses(film: Film, task_id: str) -> list[Loss]:
    """In the order of the steps; a step that was made again counts once, as it was made last."""
    try:
        lines = _losses(film, task_id).read_text().splitlines()
    except FileNotFoundError:
        return []
    made = dict(line.split() for line in lines if len(line.split()) == 2)
    return sorted((Loss(step=int(step), loss=float(loss)) for step, loss in made.items()), key=lambda each: each.step)


def forget(film: Film, task: Task) -> None:
    """When it is done or not wanted any more."""
    for task_id in filter(None, (task.id, task.retry_of)):
        path(film, task_id).unlink(missing_ok=True)
        _losses(film, task_id).unlink(missing_ok=True)


def _losses(film: Film, task_id: str) -> Path:
    return film.folder / _FOLDER / f"{task_id}.losses"
