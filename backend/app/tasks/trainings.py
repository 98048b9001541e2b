"""The training of a character, as its task goes on."""

from __future__ import annotations

from app.characters import training
from app.characters.events import CharacterLoraStatus, LoraStatusData
from app.characters.schemas import LoraStatus
from app.characters.training import Attempt
from app.events.log import Draft, draft
from app.projects.film import Film
from app.tasks.schemas import Status, Step, Task, TaskType

_STATUS = {
    Status.PENDING: LoraStatus.TRAINING,
    Status.PROCESSING: LoraStatus.TRAINING,
    Status.COMPLETED: LoraStatus.COMPLETED,
    Status.FAILED: LoraStatus.FAILED,
}


def follow(film: Film, task: Task) -> None:
    """Keep how it stands, after the journal has it. A cancelled training is as if it had not been asked for."""
    if task.type is not TaskType.LORA_TRAINING:
        return
    if (status := _STATUS.get(task.status)) is None:
        training.forget(film, task.character_ids[0], task.id)
    else:
        attempt = Attempt(task_id=task.id, status=status, error=task.error.detail if task.error else None)
        training.note(film, task.character_ids[0], attempt)


def forget(film: Film, task: Task) -> None:
    """For a task that was never announced."""
    if task.type is TaskType.LORA_TRAINING:
        training.forget(film, task.character_ids[0], task.id)


def told(film: Film, task: Task) -> list[Draft]:
    """Nothing for a task of another type."""
    if task.type is not TaskType.LORA_TRAINING:
        return []
    status = _STATUS.get(task.status) or training.lasting(film, task.character_ids[0])
    return [_draft(task, status, task.step)]


def progressed(task: Task, step: Step) -> list[Draft]:
    return [_draft(task, LoraStatus.TRAINING, step)] if task.type is TaskType.LORA_TRAINING else []


def _draft(task: Task, status: LoraStatus, step: Step | None) -> Draft:
    data = LoraStatusData(
        char_id=task.character_ids[0],
        task_id=task.id,
        status=status,
        progress=task.progress,
        current_step=step.current if step else 0,
        total_steps=step.total if step else None,
        loss=step.loss if step else None,
        sample_url=task.preview_url,
        error=task.error.detail if task.error else None,
    )
    return draft(CharacterLoraStatus, task.project_id, data)
