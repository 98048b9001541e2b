from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from app.events.schemas import Envelope
from app.schemas import Schema
from app.tasks.schemas import Step, TaskError

TaskId = Annotated[str, Field(description="The task; its record is at `/tasks/{task_id}`.")]
NodeId = Annotated[str | None, Field(description="The node of the canvas that asked for it, if one did.")]


class TaskQueuedData(Schema):
    task_id: TaskId
    node_id: NodeId
    task_type: str = Field(description="What is to be made.")
    priority: int = Field(description="Higher goes first.")
    position: int = Field(description="How many tasks go before it; 0 is the next.")


class TaskStartedData(Schema):
    task_id: TaskId
    node_id: NodeId
    runner_id: str = Field(description="Who works on it.")
    attempt: int = Field(description="From 1; more than 1 after a runner was lost.")


class TaskProgressData(Schema):
    task_id: TaskId
    node_id: NodeId
    progress: float = Field(ge=0, le=100, description="Percent.")
    step: Step = Field(description="What is being done, as one of how many steps.")
    eta_seconds: float | None = Field(description="Seconds until it is done, as far as can be told.")
    preview_url: str | None = Field(description="What there is to see of it so far.")


class TaskCompletedData(Schema):
    task_id: TaskId
    node_id: NodeId
    output_path: str = Field(description="The first of `outputs`.")
    outputs: list[str] = Field(description="`<folder of the film>/03_Renders/…`.")
    take_id: str | None = Field(description="The take that it became.")
    duration: float = Field(description="Seconds.")


class TaskEndedData(Schema):
    task_id: TaskId
    node_id: NodeId
    error: TaskError = Field(description="Why: a code for programs, a sentence for people.")


class NodeStateData(Schema):
    node_id: str = Field(description="The node of the canvas.")
    task_id: TaskId
    state: Literal["idle", "queued", "processing", "completed", "failed"] = Field(
        description="`idle` again after its task was cancelled."
    )


class NodeProgressData(TaskProgressData):
    node_id: str = Field(description="The node of the canvas.")


class NodeOutputData(Schema):
    node_id: str = Field(description="The node of the canvas.")
    task_id: TaskId
    output_path: str | None = Field(description="The first of `outputs`.")
    outputs: list[str] = Field(description="`<folder of the film>/03_Renders/…`.")
    take_id: str | None = Field(description="The take that it became.")


class NodeErrorData(Schema):
    node_id: str = Field(description="The node of the canvas.")
    task_id: TaskId
    error: TaskError = Field(description="Why: a code for programs, a sentence for people.")


class TaskCreated(Envelope):
    """A task was accepted: from here on it ends exactly once."""

    type: Literal["task.created"]
    data: TaskQueuedData


class TaskQueued(Envelope):
    """A task waits for a runner."""

    type: Literal["task.queued"]
    data: TaskQueuedData


class TaskStarted(Envelope):
    """A runner has taken a task."""

    type: Literal["task.started"]
    data: TaskStartedData


class TaskProgress(Envelope):
    """A task moves on. At most four a second; to a slow client only the newest that waits."""

    type: Literal["task.progress"]
    data: TaskProgressData


class TaskCompleted(Envelope):
    """A task is done, and its take lies in the film's folder."""

    type: Literal["task.completed"]
    data: TaskCompletedData


class TaskFailed(Envelope):
    """A task has ended without a result."""

    type: Literal["task.failed"]
    data: TaskEndedData


class TaskCancelled(Envelope):
    """A task was stopped because someone asked for it."""

    type: Literal["task.cancelled"]
    data: TaskEndedData


class TaskRetrying(Envelope):
    """A task lost its runner and waits for another."""

    type: Literal["task.retrying"]
    data: TaskEndedData


class NodeStateUpdated(Envelope):
    """What the newest task of a node does; for clients that follow nodes alone."""

    type: Literal["node.state.updated"]
    data: NodeStateData


class NodeProgressUpdated(Envelope):
    """As `task.progress`, for clients that follow nodes alone."""

    type: Literal["node.progress.updated"]
    data: NodeProgressData


class NodeOutputReady(Envelope):
    """As `task.completed`, for clients that follow nodes alone."""

    type: Literal["node.output.ready"]
    data: NodeOutputData


class NodeErrorOccurred(Envelope):
    """As `task.failed`, for clients that follow nodes alone."""

    type: Literal["node.error.occurred"]
    data: NodeErrorData
