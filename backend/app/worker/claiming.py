"""Taking a task on, giving it back, ending it without a result: each one step of the ledger."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from app.errors import Conflict, NotFound
from app.events.log import draft
from app.pipelines.base import Pipeline
from app.projects.store import Film
from app.schemas import now
from app.tasks import journal
from app.tasks.events import TaskCancelled, TaskFailed, TaskRetrying, TaskStarted
from app.tasks.ledger import Lease, LeaseLost, Ledger, Next
from app.tasks.schemas import Status, Task, TaskError
from app.tasks.telling import ended, node_state, started
from app.tasks.tiers import tier
from app.worker.studio import Studio
from app.worker.work import Work

MAX_ATTEMPTS = 3


def claim(studio: Studio, film: Film, task_id: str, pipeline: Pipeline) -> Work | None:
    """The task with its lease; None when it is someone else's, ended, or gone: a message may come twice."""
    runner_id = studio.runner_id
    lease = Lease(task_id, f"{runner_id}:{uuid.uuid4().hex}", studio.settings.auteur_lease_seconds)
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
        task = studio.ledger.claim(lease, take)
    except (LeaseLost, NotFound, Conflict):
        return None
    return Work(film, task, lease, pipeline) if ours else None


def fail(ledger: Ledger, film: Film, task_id: str, error: TaskError, lease: Lease | None = None) -> None:
    """Without a lease: for a task that nobody works on."""

    def end(task: Task) -> Next | None:
        if task.ended:
            return None
        over = task.model_copy(update={"status": Status.FAILED, "error": error, "finished": now()})
        journal.write(film, over)
        told = draft(TaskFailed, film.id, ended(over, error.code, error.detail))
        return over, [told, *node_state(over, "failed")]

    _apply(ledger, task_id, end, lease)


def cancel(ledger: Ledger, film: Film, task_id: str, lease: Lease | None = None) -> None:
    def end(task: Task) -> Next | None:
        if task.ended:
            return None
        over = task.model_copy(update={"status": Status.CANCELLED, "finished": now()})
        journal.write(film, over)
        told = draft(TaskCancelled, film.id, ended(over, "cancelled", "Cancelled while it was running."))
        return over, [told, *node_state(over, "idle")]

    _apply(ledger, task_id, end, lease)


def revive(ledger: Ledger, film: Film, task: Task) -> bool:
    """What to do with a task whose lease ran out: again, or the end. True when it waits to be run again."""
    if task.cancel_requested:
        cancel(ledger, film, task.id)
        return False
    if task.attempt >= MAX_ATTEMPTS:
        detail = f"Its worker died {task.attempt} times while making it; the task was given up."
        fail(ledger, film, task.id, TaskError(code="worker_lost", detail=detail))
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


def _apply(ledger: Ledger, task_id: str, step: Callable[[Task], Next | None], lease: Lease | None) -> None:
    if lease:
        if not ledger.renew(lease):  # asked before the step writes to the journal
            raise LeaseLost(task_id)
        ledger.change(task_id, step, lease)
    else:
        ledger.reclaim(task_id, step)
