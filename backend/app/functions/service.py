"""Functions as clients call them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from redis import Redis

from app.functions import asking
from app.functions.library import Library, is_shipped
from app.functions.schemas import Declaration, FunctionCreate, FunctionTemplate, Refusal, Submitted, Template
from app.projects.film import Film
from app.tasks.line.service import Queue
from app.tasks.runners import register
from app.tasks.runners.schemas import Runner
from app.tasks.schemas import TaskCreate
from app.tasks.service import Tasks


class Known:
    """The library as tasks know it: implements `app.tasks.intake.templates.Templates`."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.pipelines = library.pipelines

    def parameters(self, film: Film, wanted: TaskCreate) -> dict[str, Any]:
        if wanted.template_id is None:
            return asking.untemplated(film, wanted)
        return asking.parameters(self._library.get(wanted.template_id), film, wanted)


class Functions:
    def __init__(self, redis: Redis, library: Library, tasks: Tasks, queue: Queue) -> None:
        self._redis = redis
        self._library = library
        self._tasks = tasks
        self._queue = queue

    def templates(self) -> list[FunctionTemplate]:
        runners = register.alive(self._redis)
        return [_told(template, runners) for template in self._library.all()]

    def template(self, template_id: str) -> FunctionTemplate:
        """Raises `NotFound`."""
        return _told(self._library.get(template_id), register.alive(self._redis))

    def refused(self) -> list[Refusal]:
        return self._library.refused()

    def submit(self, film: Film, wanted: FunctionCreate, key: str | None = None) -> Submitted:
        """Raises `Invalid`, `NotFound`, `Unavailable`."""
        template = self._library.get(wanted.template_id)
        task = self._tasks.submit(film, asking.wish(template, film, wanted), key)
        return Submitted(
            task_id=task.id,
            tracking_id=task.id,
            status="submitted",
            estimated_completion=self._queue.completion(task),
        )


def _told(template: Template, runners: Sequence[Runner]) -> FunctionTemplate:
    there = {pipeline for runner in runners for pipeline in runner.pipelines}
    return FunctionTemplate(
        **template.model_dump(include=set(Declaration.model_fields)),
        origin="studio" if is_shipped(template) else "library",
        ready=[pipeline for pipeline in template.needs.pipelines if pipeline in there],
    )
