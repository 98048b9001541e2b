from __future__ import annotations

from datetime import datetime

from pydantic import Field

from app.pipelines.models import Model
from app.schemas import Schema


class Memory(Schema):
    total_mb: int = Field(description="Of its machine.")
    free_mb: int = Field(description="Of it, free at the moment.")


class RunnerStatus(Schema):
    active_tasks: list[str] = Field(description="The tasks that it works on.")
    memory: Memory = Field(description="Its machine's memory, in MiB.")
    vram: float = Field(description="GiB of its GPU's memory; 0 without one.")
    pipelines: list[str] = Field(description="The pipelines that can make something now, the preferred first.")
    makes: dict[str, list[str]] = Field(description="The types of tasks that each of them makes.")
    lacking: dict[str, str] = Field(description="The others that it was given, each with what it lacks.")


class Runner(Schema):
    """A worker as it announces itself. It takes tasks from `queues`, `concurrency` of them at one time;
    `answering` says that it hears the broker; `models` are the weights that it can use, `versions` those of all its
    pipelines."""

    id: str
    host: str
    pid: int
    gpu: str | None
    queues: list[str]
    concurrency: int
    started: datetime
    answering: bool
    models: list[Model]
    versions: dict[str, str]
    status: RunnerStatus

    @property
    def vram(self) -> float:
        return self.status.vram

    @property
    def pipelines(self) -> list[str]:
        return self.status.pipelines
