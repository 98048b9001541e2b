"""From a pipeline's outputs to a take. Each effect is idempotent, and in this order:

outputs moved in → take record → journal says done → note for Git → record and events in Redis → commit asked for.

The journal's line is the point of no return: before it another attempt starts afresh, after it `settle` only repeats
what was not told yet.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import UTC, datetime

from app.events.log import draft
from app.files.paths import within
from app.pipelines.base import Cancelled
from app.projects import outbox
from app.projects.store import Film
from app.schemas import now
from app.takes import store
from app.takes.events import TakeCreated, TakeData
from app.takes.schemas import TakeRecord
from app.takes.store import Stored
from app.tasks import journal
from app.tasks.events import TaskCompleted
from app.tasks.ledger import Lease, LeaseLost, Next
from app.tasks.schemas import Status, Task
from app.tasks.telling import completed, node_state
from app.worker import thumbnails
from app.worker.context import Output
from app.worker.publishing import move_in
from app.worker.studio import Studio
from app.worker.work import Work


def finish(studio: Studio, work: Work, made: Sequence[Output]) -> None:
    """Raises `LeaseLost` when the task is someone else's by now, `Cancelled`, `ValueError` for nothing made."""
    film, finished = work.film, now()
    if not made:
        raise ValueError("it made no output")
    if not studio.ledger.renew(work.lease):
        raise LeaseLost(work.task.id)
    if studio.ledger.get(work.task.id).cancel_requested:
        raise Cancelled
    stored = move_in(work, made, _record(work, finished))
    with contextlib.suppress(ValueError):  # no picture to show small
        thumbnails.make(film, stored.record.id, stored.media[0])
    done = _done(work.task, stored, finished)
    journal.write(film, done)
    settle(studio, film, done, work.lease)


def settle(studio: Studio, film: Film, done: Task, lease: Lease | None = None) -> None:
    """Tell what the journal says is done; without a lease, for a task whose worker died before it could."""
    media = [within(film.folder, path.removeprefix(f"{film.folder.name}/")) for path in done.outputs]
    record = store.record_of(media[0])
    outbox.note(film, f"take: {store.title(record)} (task {done.id})", [*media, record])
    path, duration = done.output_path or "", _seconds(done)
    stored = store.read(film, record)
    number = stored.record.take_number if stored else None
    take = TakeData(take_id=done.take_id or done.id, shot_id=done.shot_id, take_number=number, path=path)

    def complete(task: Task) -> Next | None:
        if task.ended:
            return None
        events = [
            draft(TakeCreated, film.id, take),
            draft(TaskCompleted, film.id, completed(done, path, duration)),
            *node_state(done, "completed"),
        ]
        return done, events

    if lease:
        studio.ledger.change(done.id, complete, lease)
    else:
        studio.ledger.reclaim(done.id, complete)
    studio.dispatch.commit(film.id)


def _done(task: Task, stored: Stored, finished: datetime) -> Task:
    paths = [stored.film.shown(path) for path in stored.media]
    return task.model_copy(
        update={
            "status": Status.COMPLETED,
            "progress": 100.0,
            "outputs": paths,
            "output_path": paths[0],
            "take_id": stored.record.id,
            "preview_url": None,
            "finished": finished,
        }
    )


def _record(work: Work, finished: datetime) -> TakeRecord:
    task = work.task
    return TakeRecord(
        id=task.id,
        task_id=task.id,
        task_type=task.type,
        template_id=task.template_id,
        prompt=task.prompt,
        parameters=task.parameters,
        seed=int(task.parameters["seed"]),
        quality_preset=task.quality_preset,
        pipeline=work.pipeline.id,
        pipeline_version=work.pipeline.version,
        fallback_from=task.fallback_from,
        models=[],
        character_ids=task.character_ids,
        sources={},
        runner_id=task.runner_id or "",
        parent_take=None,
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


def _seconds(task: Task) -> float:
    begun = task.started or datetime.now(UTC)
    return ((task.finished or begun) - begun).total_seconds()
