"""What is told about a task, from its record."""

from __future__ import annotations

from typing import Any, Literal

from app.events.log import Draft, draft
from app.projects.film import Film
from app.tasks import trainings
from app.tasks.events import (
    NodeErrorData,
    NodeErrorOccurred,
    NodeOutputData,
    NodeOutputReady,
    NodeProgressData,
    NodeProgressUpdated,
    NodeStateData,
    NodeStateUpdated,
    TaskCompletedData,
    TaskEndedData,
    TaskProgress,
    TaskProgressData,
    TaskQueuedData,
    TaskStartedData,
)
from app.tasks.schemas import Step, Task, TaskError

State = Literal["idle", "queued", "processing", "completed", "failed"]


def queued(task: Task, position: int) -> TaskQueuedData:
    """`position` is how many go before it."""
    return TaskQueuedData(
        task_id=task.id, node_id=task.node_id, task_type=task.type, priority=task.priority, position=position
    )


def started(task: Task, runner_id: str) -> TaskStartedData:
    return TaskStartedData(task_id=task.id, node_id=task.node_id, runner_id=runner_id, attempt=task.attempt)


def progressed(task: Task, step: Step, eta_seconds: float | None) -> TaskProgressData:
    return TaskProgressData(
        task_id=task.id,
        node_id=task.node_id,
        progress=task.progress,
        step=step,
        eta_seconds=eta_seconds,
        preview_url=task.preview_url,
    )


def completed(task: Task, output_path: str, duration: float) -> TaskCompletedData:
    return TaskCompletedData(
        task_id=task.id,
        node_id=task.node_id,
        output_path=output_path,
        outputs=task.outputs,
        take_id=task.take_id,
        duration=duration,
    )


def ended(task: Task, code: str, detail: str) -> TaskEndedData:
    return TaskEndedData(task_id=task.id, node_id=task.node_id, error=TaskError(code=code, detail=detail))


def besides(film: Film, task: Task, state: State) -> list[Draft]:
    """What its node does now, and how the training of its character stands, with what has come of it."""
    return [*_node(task, state), *trainings.told(film, task)]


def _node(task: Task, state: State) -> list[Draft]:
    """Nothing for a task that no node asked for."""
    if task.node_id is None:
        return []
    data = NodeStateData(node_id=task.node_id, task_id=task.id, state=state)
    told = [draft(NodeStateUpdated, task.project_id, data)]
    if state == "completed":
        told.append(draft(NodeOutputReady, task.project_id, NodeOutputData.model_validate(_of_node(task))))
    if state == "failed":
        told.append(draft(NodeErrorOccurred, task.project_id, NodeErrorData.model_validate(_of_node(task))))
    return told


def progress(task: Task, step: Step, eta_seconds: float | None) -> list[Draft]:
    data = progressed(task, step, eta_seconds)
    told = [draft(TaskProgress, task.project_id, data)]
    if task.node_id is not None:
        told.append(draft(NodeProgressUpdated, task.project_id, NodeProgressData(**data.model_dump())))
    return [*told, *trainings.progressed(task, step)]


def _of_node(task: Task) -> dict[str, Any]:
    return task.model_dump() | {"task_id": task.id}
