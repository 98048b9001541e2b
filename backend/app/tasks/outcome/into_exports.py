"""Moving an export in: under the film's name, never over another one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from app.files.write import sync_folder
from app.projects import layout
from app.projects.film import Film
from app.takes.schemas import TakeRecord
from app.tasks.outcome.made import Made
from app.tasks.schemas import Task


def keep(film: Film, task: Task, made: Sequence[Made], _record: TakeRecord) -> list[Path]:
    """`06_Exports/<film>_<when it was asked for>_<task>.<extension>`: the same for every attempt."""
    folder = film.place(layout.EXPORTS)
    stem = f"{film.folder.name}_{task.created:%Y%m%dT%H%M%SZ}_{task.id[:8]}"
    paths = [folder / f"{stem}{output.path.suffix}" for output in made]
    for output, path in zip(made, paths, strict=True):
        with output.path.open("rb") as file:
            os.fsync(file.fileno())
        output.path.replace(path)
    sync_folder(folder)
    return paths
