"""A result that lies in its place, told: its task's end, its commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from app import steps
from app.events.log import Draft, draft
from app.faults import Point, crash_point
from app.files.write import syncing
from app.projects import outbox
from app.projects.film import Film
from app.steps import Steps
from app.takes.schemas import TakeRecord
from app.tasks import journal, trainings
from app.tasks.events import TaskCompleted
from app.tasks.ledger import Ledger
from app.tasks.outcome import results
from app.tasks.rights import Lease
from app.tasks.schemas import Status, Task
from app.tasks.telling import besides, completed


def settle(ledger: Ledger, film: Film, done: Task, lease: Lease | None = None) -> None:
    """Tell what the journal says is done, once that is durable; without a lease, for a task whose worker died before it
    could. Idempotent. What it has left then waits for Git; with the lease the commit is asked for. Raises
    `LeaseLost`."""
    steps.alone(settling(ledger, film, done, lease))


def settling(ledger: Ledger, film: Film, done: Task, lease: Lease | None, after: Sequence[Draft] = ()) -> Steps[None]:
    """As `settle`, in steps, and tell what is to be told `after` it."""
    trainings.follow(film, done)
    result = results.of(film, done)
    if result.paths:
        yield from outbox.noting(film, result.message, result.paths, after=journal.folder_of(film))
    else:
        yield from syncing(journal.folder_of(film))
    crash_point(Point.TASK_NOTED)

    told = draft(TaskCompleted, film.id, completed(done, done.output_path or "", seconds_of(done)))
    events = [*result.events, told, *besides(film, done, "completed"), *after]
    if lease:
        yield from ledger.ending(lease, done, events)
    else:
        ledger.reclaim(done.id, lambda task: None if task.ended else (done, events))
    crash_point(Point.TASK_TOLD)


def done_by(film: Film, task: Task, media: Sequence[Path], take_id: str | None, finished: datetime) -> Task:
    """The task, ended by these files."""
    paths = [film.shown(path) for path in media]
    return task.model_copy(
        update={
            "status": Status.COMPLETED,
            "progress": 100.0,
            "outputs": paths,
            "output_path": paths[0],
            "take_id": take_id,
            "preview_url": None,
            "finished": finished,
        }
    )


def record_of(task: Task, pipeline: str, version: str, finished: datetime) -> TakeRecord:
    """A take's record without its place: number and outputs are known once it has moved in."""
    return TakeRecord(
        id=task.id,
        task_id=task.id,
        task_type=task.type,
        template_id=task.template_id,
        prompt=task.prompt,
        parameters=task.parameters,
        seed=int(task.parameters["seed"]),
        quality_preset=task.quality_preset,
        pipeline=pipeline,
        pipeline_version=version,
        fallback_from=task.fallback_from,
        models=[],
        character_ids=task.character_ids,
        sources=task.sources,
        runner_id=task.runner_id or "",
        parent_take=task.parameters.get("parent_take"),
        shot_id=task.shot_id,
        node_id=task.node_id,
        take_number=None,
        outputs=[],
        created=finished,
        duration=(finished - (task.started or finished)).total_seconds(),
        chosen=False,
        rating=None,
        note="",
    )


def seconds_of(task: Task) -> float:
    """How long it was in work."""
    begun = task.started or datetime.now(UTC)
    return ((task.finished or begun) - begun).total_seconds()
