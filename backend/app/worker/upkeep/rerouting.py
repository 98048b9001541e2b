"""Waiting tasks follow the runners: up when a better one comes, down when it goes."""

from __future__ import annotations

from app.events.log import draft
from app.tasks.events import TaskQueued
from app.tasks.ledger import Next
from app.tasks.line.line import lane_of
from app.tasks.line.plan import positions
from app.tasks.runners import register
from app.tasks.runners.routing import route
from app.tasks.schemas import Status, Task
from app.tasks.telling import queued
from app.worker.studio import Studio


class Routes:
    """The queues that are served, looked at in every beat."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._served: frozenset[str] = frozenset()

    def look(self) -> None:
        """All that wait are looked at only when something changed."""
        served = frozenset(queue for runner in register.alive(self._studio.redis) for queue in runner.queues)
        if served != self._served:
            reroute(self._studio)
            self._served = served


def reroute(studio: Studio) -> None:
    """Idempotent."""
    runners = register.alive(studio.redis)
    for task in studio.ledger.open_tasks():
        queue = route(task.type, task.quality_preset, runners, studio.library.pipelines(task.template_id))
        if task.status is Status.PENDING and task.queue != queue:
            _move(studio, task.id, queue)


def _move(studio: Studio, task_id: str, queue: str) -> None:
    def step(task: Task) -> Next | None:
        if task.status is not Status.PENDING or task.queue == queue:
            return None
        moved = task.model_copy(update={"queue": queue})
        [position] = positions(studio.ledger.line.lanes(queue, lane_of(moved)), [moved])
        return moved, [draft(TaskQueued, task.project_id, queued(moved, position))]

    studio.ledger.change(task_id, step)
