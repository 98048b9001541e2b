"""Where what is no take moves in, by the type of the task that made it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from app.projects.film import Film
from app.takes.schemas import TakeRecord
from app.tasks.outcome import into_character, into_exports
from app.tasks.outcome.made import Made
from app.tasks.schemas import Task, TaskType

MOVES: dict[TaskType, Callable[[Film, Task, Sequence[Made], TakeRecord], list[Path]]] = {
    TaskType.CHARACTER_VARIATIONS: into_character.pictures,
    TaskType.LORA_TRAINING: into_character.learnt,
    TaskType.EXPORT: into_exports.keep,
}
