from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from app.projects.schemas import Quality
from app.schemas import Body, Schema


class Hold(StrEnum):
    """Why nothing is taken on."""

    PAUSED = "paused"
    DISK_LOW = "disk_low"


class WaitingTask(Schema):
    """`position` is how many go before it in its queue; `reason` is why it waits, `detail` says it in words."""

    task_id: str
    project_id: str
    node_id: str | None
    task_type: str
    quality_preset: Quality
    queue: str
    priority: int
    position: int
    reason: Literal["paused", "disk_low", "no_runner", "turn"]
    detail: str
    estimated_start: datetime | None
    estimated_end: datetime | None


class QueueState(Schema):
    """What waits, the next first, queue by queue; `total` counts also what is not listed. `holds` is empty while tasks
    are taken on."""

    holds: list[Hold]
    working: int
    total: int
    waiting: list[WaitingTask]


class TaskMove(Body):
    """Exactly one of them: before or after another waiting task of the same project, or to an end of what it has."""

    before: str | None = Field(None, min_length=1, max_length=64)
    after: str | None = Field(None, min_length=1, max_length=64)
    to: Literal["first", "last"] | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if len([place for place in (self.before, self.after, self.to) if place is not None]) != 1:
            raise ValueError("name exactly one of before, after and to")
        return self
