"""A pipeline's view of the studio: its task's wishes in, progress and outputs out."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from app.functions import references as inputs
from app.pipelines.base import Cancelled, CharacterReference, Reference
from app.tasks import checkpoints, previews
from app.tasks.durations import typical
from app.tasks.ledger import Next
from app.tasks.schemas import Step, Task
from app.tasks.telling import progress
from app.tasks.tiers import tier
from app.worker.making import references
from app.worker.making.work import Work
from app.worker.studio import Studio

_TELL_SECONDS = 0.25  # at most four a second per task on the wire
_FINISH_SECONDS = 5.0  # a worker that stops finishes what needs no longer


class OutOfTime(Cancelled):
    """The task has taken longer than its type may."""


class HandedBack(Cancelled):
    """The worker stops, and there is too much left to do."""


@dataclass(frozen=True)
class Output:
    """What is `held` in memory lies in no file before somebody wants one."""

    name: str
    extension: str
    work: Work
    held: bytes | None = None

    @cached_property
    def path(self) -> Path:
        path = self.work.folder / f"{self.name}.{self.extension}"
        if self.held is not None:
            path.write_bytes(self.held)
        return path

    @property
    def data(self) -> bytes:
        return self.path.read_bytes() if self.held is None else self.held


class TaskContext:
    """Implements `app.pipelines.base.Context`. Outputs wait, in memory or a folder, until it is finished."""

    def __init__(self, work: Work, studio: Studio, limit: float) -> None:
        self._work, self._limit = work, limit
        self._ledger, self._shift, self._library = studio.ledger, studio.shift, studio.library
        self._redis = studio.redis
        self._began = time.monotonic()
        self._told = -_TELL_SECONDS
        self._preview_url: str | None = None
        self.outputs: list[Output] = []
        self.models: list[dict[str, str]] = []
        self.template_sha256 = studio.library.sha256(work.task.template_id)

    @property
    def folder(self) -> Path:
        return self._work.film.folder

    @property
    def task_type(self) -> str:
        return self._work.task.type

    @property
    def prompt(self) -> str:
        return self._work.task.prompt

    @cached_property
    def parameters(self) -> Mapping[str, Any]:
        """Raises `NotFound` when an asset that they name is gone by now."""
        resolved: Mapping[str, Any] = inputs.resolved(self._work.film, self._work.task.parameters)
        return resolved

    @cached_property
    def template(self) -> Mapping[str, Any]:
        return self._library.said(self._work.task.template_id, self._work.pipeline.id)

    @property
    def seed(self) -> int:
        return int(self._work.task.parameters["seed"])

    @cached_property
    def characters(self) -> Sequence[CharacterReference]:
        return references.characters(self._work.film, self._work.task)

    @cached_property
    def location(self) -> Reference | None:
        return references.reference(self._work.film, self._work.task, "location")

    @cached_property
    def style(self) -> Reference | None:
        return references.reference(self._work.film, self._work.task, "style")

    @cached_property
    def source(self) -> Path | None:
        return references.picture(self._work.film, self._work.task.parameters.get("source"))

    @cached_property
    def mask(self) -> Path | None:
        return references.picture(self._work.film, self._work.task.parameters.get("mask"))

    @property
    def memory_gb(self) -> float:
        return tier(self._work.task.quality_preset).vram_gb

    @property
    def checkpoint(self) -> bytes | None:
        return checkpoints.read(self._work.film, self._work.task)

    def keep(self, checkpoint: bytes) -> None:
        checkpoints.keep(self._work.film, self._work.task.id, checkpoint)

    def progress(
        self, step: int, total: int, description: str, preview: bytes | None = None, loss: float | None = None
    ) -> None:
        if preview is not None:
            previews.show(self._work.film, self._work.task.id, preview)
            self._preview_url = previews.url(self._work.task.id, step)
        if loss is not None:
            checkpoints.note_loss(self._work.film, self._work.task.id, step, loss)
        now = time.monotonic()
        left = self._left(now - self._began, step, total)
        if now - self._began > self._limit:
            raise OutOfTime
        if self._shift.over and (left is None or left > _FINISH_SECONDS):
            raise HandedBack
        if step < total and now - self._told < _TELL_SECONDS:
            return
        self._told = now
        told = Step(current=step, total=total, description=description, loss=loss)
        if self._tell(told, left).cancel_requested:
            raise Cancelled

    def made_with(self, kind: str, name: str, sha256: str, **details: str) -> None:
        self.models.append({"kind": kind, "name": name, "sha256": sha256, **details})

    @cached_property
    def _usual(self) -> float | None:
        """Seconds that such tasks take."""
        return typical(self._redis, self._work.task.type, self._work.task.quality_preset, self._work.pipeline.id)

    def _left(self, taken: float, step: int, total: int) -> float | None:
        """Seconds: by its own pace, before the first step by that of others."""
        if step:
            return taken / step * (total - step)
        return None if self._usual is None else max(0.0, self._usual - taken)

    def save(self, output: str, extension: str, data: bytes) -> None:
        self.outputs.append(Output(output, extension, self._work, data))

    def place(self, output: str, extension: str) -> Path:
        placed = Output(output, extension, self._work)
        self.outputs.append(placed)
        return placed.path

    def _tell(self, step: Step, eta_seconds: float | None) -> Task:
        def advance(task: Task) -> Next | None:
            if task.cancel_requested:
                return None
            percent = round(100 * step.current / step.total, 1)
            update = {"progress": percent, "step": step, "preview_url": self._preview_url}
            changed = task.model_copy(update=update)
            return changed, progress(changed, step, eta_seconds)

        return self._ledger.change(self._work.task.id, advance, self._work.lease)
