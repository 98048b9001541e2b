"""Tasks that go back to the line unfinished."""

from __future__ import annotations

from app.events.log import draft
from app.projects.film import Film
from app.tasks import journal
from app.tasks.events import TaskRetrying
from app.tasks.ledger import Ledger, Next
from app.tasks.outcome.ending import cancel
from app.tasks.rights import Lease
from app.tasks.schemas import Status, Task
from app.tasks.telling import besides, ended


def put_back(ledger: Ledger, film: Film, task: Task) -> None:
    """To the line. The journal says first that the attempt was given up: from then on it can't finish the task."""

    def wait(current: Task) -> Next | None:
        if current.status is not Status.PROCESSING or current.attempt != task.attempt:
            return None
        waiting = _waiting(current)
        with journal.deciding(film, task.id, patience=0) as entry:
            entry.refuse_late(None)
            entry.write(waiting)
        told = ended(waiting, "worker_lost", "Its worker went away; the task is started again.")
        return waiting, [draft(TaskRetrying, film.id, told), *besides(film, waiting, "queued")]

    ledger.reclaim(task.id, wait)


def hand_back(ledger: Ledger, film: Film, lease: Lease) -> Task:
    """To the line, by a runner that stops or has no time for it: the attempt was not lost, and does not count. One that
    shall be cancelled goes to its end. The task as it is then. Raises `LeaseLost`, `Decided`."""

    def wait(current: Task) -> Next | None:
        if current.cancel_requested:
            return None
        waiting = _waiting(current).model_copy(update={"attempt": current.attempt - 1})
        told = ended(waiting, "handed_back", "Its runner gives it back; the task goes to one that is free.")
        return waiting, [draft(TaskRetrying, film.id, told), *besides(film, waiting, "queued")]

    task = ledger.change(lease.task_id, wait, lease)
    return cancel(ledger, film, task.id, lease=lease) if task.cancel_requested else task


def _waiting(task: Task) -> Task:
    unknown = dict.fromkeys(("runner_id", "pipeline", "step", "preview_url"))
    return task.model_copy(update=unknown | {"status": Status.PENDING, "progress": 0})
