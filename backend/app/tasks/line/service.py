"""The queue as people see and change it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from redis import Redis

from app.errors import Conflict
from app.events.log import draft
from app.projects.schemas import Quality
from app.projects.store import Films
from app.schemas import now
from app.tasks import journal
from app.tasks.durations import typical
from app.tasks.events import TaskQueued
from app.tasks.intake.templates import Templates
from app.tasks.ledger import Ledger, Next
from app.tasks.line.calling import call
from app.tasks.line.foreseeing import Typical, foresee, later
from app.tasks.line.holds import Holds
from app.tasks.line.line import Lane, Waiting, lane_of
from app.tasks.line.plan import between, in_order, positions
from app.tasks.line.schemas import QueueState, TaskMove
from app.tasks.line.telling import Situation, tell
from app.tasks.queues import LINES, Dispatch
from app.tasks.runners import register
from app.tasks.runners.routing import maker_of, places_of
from app.tasks.runners.schemas import Runner
from app.tasks.schemas import Status, Task, TaskType
from app.tasks.telling import queued

LISTED = 500
_NEAREST = 100


class Queue:
    def __init__(self, redis: Redis, films: Films, ledger: Ledger, dispatch: Dispatch, templates: Templates) -> None:
        self.holds = Holds(films, redis)
        self._redis = redis
        self._films = films
        self._ledger = ledger
        self._dispatch = dispatch
        self._templates = templates

    def state(self, limit: int = LISTED) -> QueueState:
        """With the next `limit` tasks of each queue."""
        runners = register.alive(self._redis)
        return tell(self._ledger, Situation(self.holds.all(), runners, self._typical(runners), self._templates), limit)

    def completion(self, task: Task) -> datetime | None:
        """When it will be done, as far as that can be told; of a task that has ended, when it did."""
        if task.finished:
            return task.finished
        runners, order = register.alive(self._redis), in_order(self._ledger.line.lanes(task.queue))
        if task.id in order:
            return None if self.holds.all() else self._behind(order[: order.index(task.id)], task, runners)
        seconds = self._typical(runners)(task)  # a worker was quicker than this
        return None if seconds is None else (task.started or now()) + timedelta(seconds=seconds)

    def _behind(self, ahead: Sequence[str], task: Task, runners: Sequence[Runner]) -> datetime | None:
        """However many wait, a few records are read: the next ones stand for all that go before it."""
        nearest = self._ledger.these(ahead[:_NEAREST])
        working = [each for each in self._ledger.working() if each.queue == task.queue]
        places, typical = places_of(task.queue, runners), self._typical(runners)
        *_, foreseen = foresee([*nearest, task], working, places, typical, now())
        return later(foreseen.end, len(ahead) - len(nearest), places, [typical(each) for each in nearest])

    def pause(self) -> None:
        self.holds.pause()

    def resume(self) -> None:
        """Raises `Unavailable`."""
        self.holds.resume()
        for queue in LINES:
            call(self._ledger.line, self._dispatch, queue)

    def move(self, task_id: str, wanted: TaskMove) -> Task:
        """It takes the priority of where it goes. Raises `NotFound`, `Conflict` for what does not wait any more."""
        task = self._ledger.get(task_id)
        lanes = [lane for lane in self._ledger.line.lanes(task.queue) if lane.project_id == task.project_id]
        lane, place = _destination(lanes, task, wanted)
        others = [each for each in lane.tasks if each.id != task.id]
        order = between(others, place)
        if order is None:
            others = self._space_out(others)
            order = between(others, place)
        return self._put(task_id, lane.priority, order or 0.0)

    def _typical(self, runners: Sequence[Runner]) -> Typical:
        """By the pipeline that makes a task, or will."""

        @cache
        def seconds(kind: TaskType, quality: Quality, queue: str, pipeline: str | None) -> float | None:
            maker = pipeline or maker_of(queue, runners)
            return typical(self._redis, kind, quality, maker) if maker else None

        return lambda task: seconds(task.type, task.quality_preset, task.queue, task.pipeline)

    def _space_out(self, waiting: list[Waiting]) -> list[Waiting]:
        """Between two numbers there is no end of places on paper alone; after some twenty moves the gap is used up."""
        spaced = [each._replace(order=waiting[0].order + place) for place, each in enumerate(waiting)]
        for each in reversed(spaced):
            self._put(each.id, self._ledger.get(each.id).priority, each.order)
        return spaced

    def _put(self, task_id: str, priority: int, order: float) -> Task:
        def step(task: Task) -> Next | None:
            if task.status is not Status.PENDING:
                raise Conflict("Only a task that waits can be moved.", code="not_waiting")
            moved = task.model_copy(update={"priority": priority, "order": order})
            journal.write(self._films.get(task.project_id), moved)
            lanes = self._ledger.line.lanes(task.queue, lane_of(moved))
            [position] = positions(lanes, [moved])
            return moved, [draft(TaskQueued, task.project_id, queued(moved, position))]

        return self._ledger.change(task_id, step)


def _destination(lanes: list[Lane], task: Task, wanted: TaskMove) -> tuple[Lane, int]:
    """A lane of the task's project, and the place in it, counted without the task. Raises `Conflict`."""
    if not lanes or not any(each.id == task.id for lane in lanes for each in lane.tasks):
        raise Conflict("Only a task that waits can be moved.", code="not_waiting")
    if wanted.to == "first":
        return max(lanes, key=lambda lane: lane.priority), 0
    if wanted.to == "last":
        lane = min(lanes, key=lambda lane: lane.priority)
        return lane, len([each for each in lane.tasks if each.id != task.id])
    other = wanted.before or wanted.after
    for lane in lanes:
        ids = [each.id for each in lane.tasks if each.id != task.id]
        if other in ids:
            return lane, ids.index(other) + (wanted.after is not None)
    raise Conflict("The other task does not wait in this project's queue.", code="not_waiting")
