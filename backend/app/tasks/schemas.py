from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from app.projects.schemas import Quality, QualityInput
from app.schemas import Body, Schema


class Status(StrEnum):
    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({Status.COMPLETED, Status.FAILED, Status.CANCELLED})
LEGAL: dict[Status, frozenset[Status]] = {
    Status.PENDING: frozenset({Status.PROCESSING, Status.CANCELLED, Status.FAILED}),
    Status.PROCESSING: frozenset({Status.PENDING, Status.PROCESSING, *ENDED}),
    **{ended: frozenset() for ended in ENDED},
}


class TaskType(StrEnum):
    TEXT_TO_IMAGE = "text_to_image"


Seed = Annotated[int, Field(ge=0, lt=2**53)]  # exact in every JSON reader


class Parameters(Body):
    """What a task may name itself; the rest comes from its tier."""

    steps: int | None = Field(None, ge=1, le=200)
    cfg_scale: float | None = Field(None, ge=0, le=50)
    sampler: str | None = Field(None, max_length=50)
    seed: Seed | None = None
    width: int | None = Field(None, ge=64, le=4096)
    height: int | None = Field(None, ge=64, le=4096)


class TaskCreate(Body):
    type: TaskType
    prompt: Annotated[str, Field(max_length=10_000), BeforeValidator(lambda v: v.strip() if isinstance(v, str) else v)]
    node_id: str | None = Field(None, min_length=1, max_length=200)
    shot_id: str | None = Field(None, min_length=1, max_length=64)
    character_ids: list[str] = Field(default_factory=list, max_length=50)
    quality_preset: QualityInput | None = None
    parameters: Parameters = Parameters()
    template_id: str | None = Field(None, max_length=100)


class TaskError(Schema):
    code: str
    detail: str


class Step(Schema):
    current: int
    total: int
    description: str


class Task(Schema):
    """The record of a task, in Redis under `task:{id}` and journalled on disk. Times are UTC, `progress` 0 to 100."""

    id: str
    type: TaskType
    project_id: str
    status: Status
    quality_preset: Quality
    prompt: str
    parameters: dict[str, Any]
    node_id: str | None
    shot_id: str | None
    character_ids: list[str]
    template_id: str | None
    progress: float
    step: Step | None
    preview_url: str | None
    attempt: int
    runner_id: str | None
    pipeline: str | None
    fallback_from: str | None
    outputs: list[str]
    output_path: str | None
    take_id: str | None
    error: TaskError | None
    cancel_requested: bool
    created: datetime
    started: datetime | None
    finished: datetime | None

    @property
    def ended(self) -> bool:
        return self.status in ENDED


class Tier(Schema):
    steps: int
    cfg_scale: float
    sampler: str
    pipeline: str
    vram_gb: int
    optimizations: list[str]


class TierTable(Schema):
    draft: Tier
    standard: Tier
    premium: Tier
