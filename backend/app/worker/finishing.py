"""From a pipeline's outputs to a take. Each effect is idempotent, and in this order:

outputs moved in → take record → journal says done → note for Git → record and events in Redis → commit asked for.

The journal's line is the point of no return: before it another attempt starts afresh, after it `settle` only repeats
what was not told yet.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.events.log import draft
from app.files.write import encode_json, publish
from app.projects import layout, outbox
from app.projects.store import Film
from app.schemas import now
from app.takes import store
from app.takes.embedding import embed
from app.takes.events import TakeCreated, TakeData
from app.takes.schemas import TakeRecord
from app.tasks import journal
from app.tasks.events import TaskCompleted
from app.tasks.ledger import Lease, LeaseLost, Next
from app.tasks.schemas import Status, Task
from app.tasks.telling import completed, node_state
from app.worker import thumbnails
from app.worker.context import Output
from app.worker.studio import Studio
from app.worker.work import Work


def finish(studio: Studio, work: Work, made: Sequence[Output]) -> None:
    """Raises `LeaseLost` when the task is someone else's by now."""
    film, task, finished = work.film, work.task, now()
    record = _record(work, [f"{store.stem(task.id)}.{output.extension}" for output in made], finished)
    if not studio.ledger.renew(work.lease):
        raise LeaseLost(task.id)
    for output, name in zip(made, record.outputs, strict=True):
        _move_in(output, film.folder / layout.RENDERS / name, record)
    store.write(film, record)
    with contextlib.suppress(ValueError):  # no picture to show small
        thumbnails.make(film, record.id, store.media_path(film, record))
    done = _done(film, task, record, finished)
    journal.write(film, done)
    settle(studio, film, done, work.lease)


def settle(studio: Studio, film: Film, done: Task, lease: Lease | None = None) -> None:
    """Tell what the journal says is done; without a lease, for a task whose worker died before it could."""
    media = [film.folder / layout.RENDERS / Path(path).name for path in done.outputs]
    outbox.note(film, f"take: {store.stem(done.id)} (task {done.id})", [*media, store.record_path(film, done.id)])
    path, duration = done.output_path or "", _seconds(done)
    take = TakeData(take_id=done.take_id or done.id, shot_id=done.shot_id, take_number=None, path=path)

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


def _move_in(output: Output, final: Path, record: TakeRecord) -> None:
    if output.extension == "png":
        output.path.write_bytes(embed(output.path.read_bytes(), encode_json(record.model_dump(mode="json"))))
    final.unlink(missing_ok=True)  # an attempt that died before its journal line left this
    publish(output.path, final)


def _done(film: Film, task: Task, record: TakeRecord, finished: datetime) -> Task:
    paths = [film.shown(film.folder / layout.RENDERS / name) for name in record.outputs]
    return task.model_copy(
        update={
            "status": Status.COMPLETED,
            "progress": 100.0,
            "outputs": paths,
            "output_path": paths[0],
            "take_id": record.id,
            "preview_url": None,
            "finished": finished,
        }
    )


def _record(work: Work, outputs: list[str], finished: datetime) -> TakeRecord:
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
        outputs=outputs,
        created=finished,
        duration=(finished - (task.started or finished)).total_seconds(),
        chosen=False,
        rating=None,
        note="",
    )


def _seconds(task: Task) -> float:
    begun = task.started or datetime.now(UTC)
    return ((task.finished or begun) - begun).total_seconds()
