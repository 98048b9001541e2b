from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.events.schemas import Envelope
from app.schemas import Schema
from app.tasks.schemas import Step, TaskError


class TaskQueuedData(Schema):
    """`position` is how many tasks go before it; 0 is the next."""

    task_id: str
    node_id: str | None
    task_type: str
    priority: int
    position: int


class TaskStartedData(Schema):
    task_id: str
    node_id: str | None
    runner_id: str
    attempt: int


class TaskProgressData(Schema):
    task_id: str
    node_id: str | None
    progress: float = Field(ge=0, le=100)
    step: Step
    eta_seconds: float | None
    preview_url: str | None


class TaskCompletedData(Schema):
    task_id: str
    node_id: str | None
    output_path: str
    outputs: list[str]
    take_id: str | None
    duration: float


class TaskEndedData(Schema):
    task_id: str
    node_id: str | None
    error: TaskError


class NodeStateData(Schema):
    node_id: str
    task_id: str
    state: Literal["idle", "queued", "processing", "completed", "failed"]


class TaskCreated(Envelope):
    type: Literal["task.created"]
    data: TaskQueuedData


class TaskQueued(Envelope):
    type: Literal["task.queued"]
    data: TaskQueuedData


class TaskStarted(Envelope):
    type: Literal["task.started"]
    data: TaskStartedData


class TaskProgress(Envelope):
    type: Literal["task.progress"]
    data: TaskProgressData


class TaskCompleted(Envelope):
    type: Literal["task.completed"]
    data: TaskCompletedData


class TaskFailed(Envelope):
    type: Literal["task.failed"]
    data: TaskEndedData


class TaskCancelled(Envelope):
    type: Literal["task.cancelled"]
    data: TaskEndedData


class TaskRetrying(Envelope):
    type: Literal["task.retrying"]
    data: TaskEndedData


class NodeStateUpdated(Envelope):
    type: Literal["node.state.updated"]
    data: NodeStateData
