"""What clients can do with tasks. REST and sockets call the same functions."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import nullcontext
from threading import Lock

from redis import Redis

from app.errors import Conflict, NotFound
from app.events.log import draft
from app.faults import Point, crash_point
from app.projects.film import Film
from app.projects.layout import STATE
from app.projects.locking import locked
from app.projects.store import Films
from app.schemas import now
from app.tasks import journal
from app.tasks.events import TaskCancelled
from app.tasks.intake.accepting import accept, again
from app.tasks.intake.admitting import admit
from app.tasks.intake.templates import NoTemplates, Templates
from app.tasks.ledger import Ledger, Next
from app.tasks.queues import Dispatch
from app.tasks.runners import register
from app.tasks.runners.routing import route
from app.tasks.runners.schemas import Runner
from app.tasks.schemas import BatchCreate, CancelMany, Status, Task, TaskCreate
from app.tasks.telling import besides, ended
from app.tasks.tracing import submitting


class Tasks:
    def __init__(
        self, redis: Redis, films: Films, ledger: Ledger, dispatch: Dispatch, templates: Templates | None = None
    ) -> None:
        self._redis = redis
        self._films = films
        self._ledger = ledger
        self._dispatch = dispatch
        self._templates = templates or NoTemplates()
        # One after the other: of many side by side the first would be announced when the last one is.
        self._batches = Lock()

    def submit(self, film: Film, wanted: TaskCreate, key: str | None = None) -> Task:
        """Durable on disk, then announced, then queued. With a key that was used before, it is the task of then.
        Raises `Invalid`, `NotFound`, `Unavailable`."""
        return self._admit(film, [accept(film, wanted, _id(film, key), self._templates)], once=key is not None)[0]

    def submit_batch(self, film: Film, wanted: BatchCreate, key: str | None = None) -> list[Task]:
        """As `submit`, all or none."""
        batch_id = _id(film, key)
        with self._batches:
            tasks = [self._of_batch(film, each, batch_id, place) for place, each in enumerate(wanted.tasks)]
            return self._admit(film, tasks, once=key is not None)

    def retry(self, task_id: str) -> Task:
        """A new task with the same wishes and seed; repeating it gives the same one. Raises `NotFound`, `Conflict`."""
        task = self._ledger.get(task_id)
        if task.status not in {Status.FAILED, Status.CANCELLED}:
            raise Conflict("Only a task that failed or was cancelled can be tried again.", code="not_retryable")
        return self._admit(self._films.get(task.project_id), [again(task)], once=True)[0]

    def get(self, task_id: str) -> Task:
        return self._ledger.get(task_id)

    def of_project(self, film: Film, status: Status | None) -> list[Task]:
        tasks = self._ledger.of_project(film.id)
        return [task for task in tasks if status is None or task.status == status]

    def cancel(self, task_id: str) -> Task:
        """At once while queued; a running pipeline is asked between its steps. Repeating it changes nothing."""
        film = self._films.get(self._ledger.get(task_id).project_id)

        def step(task: Task) -> Next | None:
            return None if task.ended or task.cancel_requested else _cancelled(film, task)

        return self._ledger.change(task_id, step)

    def cancel_many(self, wanted: CancelMany) -> list[Task]:
        """All that fit every word of the wish and have not ended. Raises `NotFound` for an unknown id, before any."""
        tasks = [self._ledger.get(task_id) for task_id in wanted.ids] if wanted.ids else self._ledger.open_tasks()
        return [self.cancel(task.id) for task in tasks if wanted.fits(task)]

    def withdraw(self, film: Film) -> None:
        """Before a film goes: end its tasks and leave no key of them."""
        for task in self.of_project(film, None):
            self.cancel(task.id)
        self._ledger.forget(film.id)
        self._dispatch.drop_request(film.id)

    def _of_batch(self, film: Film, wanted: TaskCreate, batch_id: uuid.UUID, place: int) -> Task:
        task = accept(film, wanted, uuid.uuid5(batch_id, str(place)), self._templates)
        return task.model_copy(update={"batch_id": str(batch_id)})

    def _admit(self, film: Film, tasks: list[Task], *, once: bool) -> list[Task]:
        """With `once` their ids may be there already: then those tasks stay as they are."""
        film.insist_writable()
        with locked(film, f"{STATE}/admitting.lock", timeout=10) if once else nullcontext():
            known = [journal.read(film, task.id) for task in tasks] if once else []
            if not any(known):
                routed = self._routed(tasks)
                with submitting(self._redis, routed):
                    admit(self._ledger, self._dispatch, film, routed)
                return routed
        return [self._newest(task) for task in known if task]

    def _routed(self, tasks: list[Task]) -> list[Task]:
        runners = register.alive(self._redis)
        return [task.model_copy(update={"queue": self._route(task, runners)}) for task in tasks]

    def _route(self, task: Task, runners: Sequence[Runner]) -> str:
        return route(task.type, task.quality_preset, runners, self._templates.pipelines(task.template_id))

    def _newest(self, written: Task) -> Task:
        try:
            return self._ledger.get(written.id)
        except NotFound:  # Redis was emptied and has not got it back yet
            return written


def _id(film: Film, key: str | None) -> uuid.UUID:
    """The same for a request that is sent again."""
    return uuid.uuid4() if key is None else uuid.uuid5(uuid.NAMESPACE_URL, f"urn:auteur:{film.id}:{key}")


def _cancelled(film: Film, task: Task) -> Next | None:
    """None for a task that has just ended: whoever wrote so tells it. That may be this call: a worker has claimed the
    task between its line in the journal and its record."""
    running = task.status is Status.PROCESSING
    marked = {"cancel_requested": True} if running else {"cancel_requested": True, "status": Status.CANCELLED}
    with journal.deciding(film, task.id) as entry:
        if entry.task and entry.task.ended:
            over = entry.task
        else:
            over = task.model_copy(update=marked | {"finished": None if running else now()})
            entry.write(over)
    crash_point(Point.TASK_CANCELLED)
    if over.status is not Status.CANCELLED:
        return None if over.ended else (over, [])
    told = draft(TaskCancelled, film.id, ended(over, "cancelled", "Cancelled before it started."))
    return over, [told, *besides(film, over, "idle")]
