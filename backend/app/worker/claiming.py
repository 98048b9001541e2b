"""Taking a task on, giving it back, ending it without a result: each one step of the ledger."""

from __future__ import annotations

import uuid

from app.errors import Conflict, NotFound
from app.events.log import Draft, draft
from app.pipelines.base import Pipeline
from app.projects.store import Film
from app.schemas import now
from app.tasks import journal
from app.tasks.events import TaskCancelled, TaskFailed, TaskRetrying, TaskStarted
from app.tasks.ledger import Lease, LeaseLost, Ledger, Next
from app.tasks.schemas import Status, Task, TaskError
from app.tasks.telling import ended, node_state, started
from app.tasks.tiers import tier

MAX_ATTEMPTS = 3


def claim(
    ledger: Ledger, task_id: str, runner_id: str, pipeline: Pipeline, seconds: float
) -> tuple[Task, Lease] | None:
    """The task with its lease; None when it is someone else's, ended, or gone: a message may come twice."""
    lease = Lease(task_id, f"{runner_id}:{uuid.uuid4().hex}", seconds)
    ours = False

    def take(task: Task) -> Next | None:
        nonlocal ours
        ours = task.status is Status.PENDING
        if not ours:
            return None
        claimed = task.model_copy(
            update={
                "status": Status.PROCESSING,
                "attempt": task.attempt + 1,
                "runner_id": runner_id,
                "pipeline": pipeline.id,
                "fallback_from": tier(task.quality_preset).pipeline,
                "started": now(),
            }
        )
        event = draft(TaskStarted, task.project_id, started(claimed, runner_id))
        return claimed, [event, *node_state(claimed, "processing")]

    try:
        task = ledger.claim(lease, take)
    except (LeaseLost, NotFound, Conflict):
        return None
    return (task, lease) if ours else None


def fail(ledger: Ledger, film: Film, task_id: str, lease: Lease | None, error: TaskError) -> None:
    _end(ledger, film, task_id, lease, Status.FAILED, error)


def cancel(ledger: Ledger, film: Film, task_id: str, lease: Lease | None) -> None:
    error = TaskError(code="cancelled", detail="Cancelled while it was running.")
    _end(ledger, film, task_id, lease, Status.CANCELLED, error)


def revive(ledger: Ledger, film: Film, task: Task) -> bool:
    """What to do with a task whose lease ran out: again, or the end. True when it waits to be run again."""
    if task.cancel_requested:
        cancel(ledger, film, task.id, None)
        return False
    if task.attempt >= MAX_ATTEMPTS:
        detail = f"Its worker died {task.attempt} times while making it; the task was given up."
        fail(ledger, film, task.id, None, TaskError(code="worker_lost", detail=detail))
        return False

    def put_back(current: Task) -> Next | None:
        if current.status is not Status.PROCESSING or current.attempt != task.attempt:
            return None
        waiting = current.model_copy(
            update={"status": Status.PENDING, "runner_id": None, "progress": 0, "step": None, "preview_url": None}
        )
        told = ended(waiting, "worker_lost", "Its worker went away; the task is started again.")
        return waiting, [draft(TaskRetrying, film.id, told), *node_state(waiting, "queued")]

    return ledger.reclaim(task.id, put_back).status is Status.PENDING


def _end(ledger: Ledger, film: Film, task_id: str, lease: Lease | None, status: Status, error: TaskError) -> None:
    def finish(task: Task) -> Next | None:
        if task.ended:
            return None
        over = task.model_copy(update={"status": status, "error": error, "finished": now()})
        journal.write(film, over)
        return over, [_told(over, error), *node_state(over, "failed" if status is Status.FAILED else "idle")]

    if lease:
        ledger.change(task_id, finish, lease)
    else:
        ledger.reclaim(task_id, finish)


def _told(task: Task, error: TaskError) -> Draft:
    kind = TaskFailed if task.status is Status.FAILED else TaskCancelled
    return draft(kind, task.project_id, ended(task, error.code, error.detail))
