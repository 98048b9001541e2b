"""Tasks that end without a result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.events.log import Draft, draft
from app.projects.film import Film
from app.schemas import now
from app.tasks import journal, trainings
from app.tasks.events import TaskCancelled, TaskFailed
from app.tasks.ledger import Ledger, Next
from app.tasks.rights import Lease
from app.tasks.schemas import Status, Task, TaskError
from app.tasks.telling import besides, ended

CANCELLED = TaskError(code="cancelled", detail="Cancelled.")


@dataclass(frozen=True)
class _End:
    status: Status
    reason: TaskError

    def of(self, task: Task) -> Task:
        """Only a failure keeps its reason; every end tells it."""
        error = self.reason if self.status is Status.FAILED else None
        return task.model_copy(update={"status": self.status, "error": error, "finished": now()})


def fail(ledger: Ledger, film: Film, task_id: str, error: TaskError, lease: Lease | None = None) -> Task:
    """The task as it is then; one that has ended stays as it is. Without a lease: for a task that nobody works on.
    Raises `LeaseLost`, `Decided`."""
    return _end(ledger, film, task_id, _End(Status.FAILED, error), lease)


def cancel(ledger: Ledger, film: Film, task_id: str, reason: TaskError = CANCELLED, lease: Lease | None = None) -> Task:
    """As `fail`."""
    return _end(ledger, film, task_id, _End(Status.CANCELLED, reason), lease)


def conclude(ledger: Ledger, film: Film, over: Task) -> None:
    """Tell an end without a result that the journal holds, and that whoever wrote it could not tell."""
    trainings.follow(film, over)
    told = _told(film, over, over.error or CANCELLED)
    ledger.reclaim(over.id, lambda task: None if task.ended else (over, told))


def _end(ledger: Ledger, film: Film, task_id: str, end: _End, lease: Lease | None) -> Task:
    def step(task: Task) -> Next | None:
        if task.ended:
            return None
        over = end.of(task)
        journal.write(film, over, task.attempt if lease else None)
        return over, _told(film, over, end.reason)

    if lease:
        ledger.renew(lease)  # asked before the step writes to the journal
        return ledger.change(task_id, step, lease)
    return ledger.reclaim(task_id, step)


def _told(film: Film, over: Task, reason: TaskError) -> Sequence[Draft]:
    failed = over.status is Status.FAILED
    told = draft(TaskFailed if failed else TaskCancelled, film.id, ended(over, reason.code, reason.detail))
    return [told, *besides(film, over, "failed" if failed else "idle")]
