from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from app.events.schemas import Envelope, WorkspaceWide
from app.schemas import Schema
from app.tasks.runners.schemas import RunnerStatus

RunnerId = Annotated[str, Field(description="The runner; all of them are at `/system/runners`.")]


class RunnerData(Schema):
    runner_id: RunnerId
    status: RunnerStatus = Field(description="What it holds, and what it can do.")
    metrics: dict[str, float] = Field(description="`seconds`: how long it worked, where something was completed.")


class RunnerAssigned(Envelope):
    """A runner has taken a task of this project."""

    type: Literal["runner.assigned"]
    data: RunnerData


class RunnerHeartbeat(WorkspaceWide):
    """A runner is there: when what it holds is another, and every half minute."""

    type: Literal["runner.heartbeat"]
    data: RunnerData


class RunnerCompleted(Envelope):
    """A runner has completed a task of this project."""

    type: Literal["runner.completed"]
    data: RunnerData
