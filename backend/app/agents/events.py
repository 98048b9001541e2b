from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from app.agents.schemas import Trade
from app.events.schemas import Envelope
from app.schemas import Schema

AgentType = Annotated[Trade, Field(description="Who of the crew.")]
TaskId = Annotated[str, Field(description="The task; `/projects/{project_id}/agents/tasks/{task_id}` tells all of it.")]


class AgentAssignedData(Schema):
    agent_type: AgentType
    task_id: TaskId
    description: str = Field(description="What a person asked for beyond the usual.")


class AgentProgressData(Schema):
    agent_type: AgentType
    task_id: TaskId
    progress: float = Field(ge=0, le=100, description="Percent.")
    message: str = Field(description="What is being done.")


class AgentCompletedData(Schema):
    agent_type: AgentType
    task_id: TaskId
    status: Literal["completed", "failed", "cancelled"] = Field(description="How it ended.")
    error: str | None = Field(description="Why it failed, as a sentence.")
    changes: int = Field(description="How many changes it proposes; none of them is made.")


class AgentTaskAssigned(Envelope):
    """Someone of the crew was asked to look at the film."""

    type: Literal["agent.task.assigned"]
    data: AgentAssignedData


class AgentTaskProgress(Envelope):
    """A task of the crew moves on, or a person refused some of what it proposed."""

    type: Literal["agent.task.progress"]
    data: AgentProgressData


class AgentTaskCompleted(Envelope):
    """A task of the crew has ended; what it proposes waits for a person."""

    type: Literal["agent.task.completed"]
    data: AgentCompletedData
