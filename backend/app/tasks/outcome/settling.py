"""A take that lies in its place, told: its record, its task's end, its commit."""

from __future__ import annotations

from datetime import UTC, datetime

from app.characters import usage
from app.events.log import draft
from app.faults import Point, crash_point
from app.files.paths import within
from app.projects import outbox
from app.projects.store import Film
from app.takes import store
from app.takes.events import TakeCreated, TakeData
from app.takes.schemas import TakeRecord
from app.takes.store import Stored
from app.tasks.events import TaskCompleted
from app.tasks.ledger import Lease, Ledger, Next
from app.tasks.queues import Dispatch
from app.tasks.schemas import Status, Task
from app.tasks.telling import completed, node_state


def settle(ledger: Ledger, dispatch: Dispatch, film: Film, done: Task, lease: Lease | None = None) -> None:
    """Tell what the journal says is done; without a lease, for a task whose worker died before it could. Idempotent."""
    media = [within(film.folder, path.removeprefix(f"{film.folder.name}/")) for path in done.outputs]
    record = store.record_of(media[0]) if store.is_numbered(media[0]) else store.loose_path(film, done.id)
    outbox.note(film, f"take: {store.title(record)} (task {done.id})", [*media, record])
    crash_point(Point.TASK_NOTED)
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
            *usage.told(film, done.character_ids),
        ]
        return done, events

    if lease:
        ledger.change(done.id, complete, lease)
    else:
        ledger.reclaim(done.id, complete)
    crash_point(Point.TASK_TOLD)
    dispatch.commit(film.id)


def done_by(task: Task, stored: Stored, finished: datetime) -> Task:
    """The task, ended by this take."""
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
