"""What is told about a task, from its record."""

from __future__ import annotations

from typing import Literal

from app.events.log import Draft, draft
from app.tasks.events import (
    NodeStateData,
    NodeStateUpdated,
    TaskCompletedData,
    TaskEndedData,
    TaskProgressData,
    TaskQueuedData,
    TaskStartedData,
)
from app.tasks.schemas import Step, Task, TaskError

NodeState = Literal["idle", "queued", "processing", "completed", "failed"]


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


def node_state(task: Task, state: NodeState) -> list[Draft]:
    """Nothing for a task that no node asked for."""
    if task.node_id is None:
        return []
    data = NodeStateData(node_id=task.node_id, task_id=task.id, state=state)
    return [draft(NodeStateUpdated, task.project_id, data)]
