"""A task in a worker's hands."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from app.pipelines.base import Pipeline
from app.projects.film import Film
from app.projects.layout import CACHE
from app.tasks import previews
from app.tasks.rights import Lease
from app.tasks.schemas import Task


@dataclass
class Work:
    """What is being made, by right of which lease. What it leaves behind before it is finished lies in `folder`."""

    film: Film
    task: Task
    lease: Lease
    pipeline: Pipeline
    seconds: float | None = None  # with its pipeline; None until that has done with it

    @property
    def folder(self) -> Path:
        """Made when it is asked for."""
        return self.film.place(f"{CACHE}/tasks/{self.task.id}.{self.task.attempt}")

    def sweep(self) -> None:
        clear(self.film, self.task)


def clear(film: Film, task: Task) -> None:
    """Leave nothing of this attempt, nor of an earlier one whose worker was killed; a later one is at work."""
    previews.remove(film, task.id)
    for attempt in range(1, task.attempt + 1):
        folder = film.folder / CACHE / "tasks" / f"{task.id}.{attempt}"
        if folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
