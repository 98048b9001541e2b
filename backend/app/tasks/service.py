"""What clients can do with tasks. REST and sockets call the same functions."""

from __future__ import annotations

import uuid

from filelock import FileLock

from app.errors import Conflict
from app.events.log import draft
from app.projects.store import Film, Films
from app.schemas import now
from app.tasks import journal
from app.tasks.accepting import accept, again
from app.tasks.admitting import admit
from app.tasks.events import TaskCancelled
from app.tasks.ledger import Ledger, Next
from app.tasks.queues import Dispatch
from app.tasks.schemas import BatchCreate, CancelMany, Status, Task, TaskCreate
from app.tasks.telling import ended, node_state


class Tasks:
    def __init__(self, films: Films, ledger: Ledger, dispatch: Dispatch) -> None:
        self._films = films
        self._ledger = ledger
        self._dispatch = dispatch

    def submit(self, film: Film, wanted: TaskCreate) -> Task:
        """Durable on disk, then announced, then queued. Raises `Invalid`, `NotFound`, `Unavailable`."""
        task = accept(film, wanted)
        admit(self._ledger, self._dispatch, film, [task])
        return task

    def submit_batch(self, film: Film, wanted: BatchCreate) -> list[Task]:
        """As `submit`, all or none."""
        batch_id = str(uuid.uuid4())
        tasks = [accept(film, each, batch_id) for each in wanted.tasks]
        admit(self._ledger, self._dispatch, film, tasks)
        return tasks

    def retry(self, task_id: str) -> Task:
        """A new task with the same wishes and seed; repeating it gives the same one. Raises `NotFound`, `Conflict`."""
        task = self._ledger.get(task_id)
        if task.status not in {Status.FAILED, Status.CANCELLED}:
            raise Conflict("Only a task that failed or was cancelled can be tried again.", code="not_retryable")
        film, fresh = self._films.get(task.project_id), again(task)
        with FileLock(film.state / "retries.lock", timeout=10):  # two at once are one
            if journal.read(film, fresh.id) is None:
                admit(self._ledger, self._dispatch, film, [fresh])
        return self._ledger.get(fresh.id)

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


def _cancelled(film: Film, task: Task) -> Next | None:
    """None for a task that has just ended: whoever wrote so tells it."""
    running = task.status is Status.PROCESSING
    marked = {"cancel_requested": True} if running else {"cancel_requested": True, "status": Status.CANCELLED}
    with journal.deciding(film, task.id) as entry:
        if entry.task and entry.task.ended:
            over = entry.task
        else:
            over = task.model_copy(update=marked | {"finished": None if running else now()})
            entry.write(over)
    if running or over.status is not Status.CANCELLED:
        return None if over.ended else (over, [])
    told = draft(TaskCancelled, film.id, ended(over, "cancelled", "Cancelled before it started."))
    return over, [told, *node_state(over, "idle")]
