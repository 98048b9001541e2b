"""From a pipeline's outputs to a take, a character's files or an export. Each effect is idempotent, and in this order:

outputs moved in → their record → journal says done → note for Git → record, events, request for a commit.

The journal's line is the point of no return: before it another attempt starts afresh, after it `settle` only repeats
what was not told yet. From the first to the third the journal's entry is held, so that a worker that slept past its
lease can neither move in nor be given up in between.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from app.events.log import Draft, draft
from app.faults import Point, crash_point
from app.pipelines.base import Cancelled
from app.schemas import now
from app.steps import Steps
from app.takes.schemas import TakeRecord
from app.tasks import journal
from app.tasks.outcome import moving
from app.tasks.outcome.made import Made
from app.tasks.outcome.settling import done_by, record_of, seconds_of, settling
from app.tasks.runners.events import RunnerCompleted, RunnerData
from app.tasks.schemas import Task
from app.worker.making import thumbnails
from app.worker.making.context import Output, TaskContext
from app.worker.making.embedding import played
from app.worker.making.promoting import choose_promoted
from app.worker.making.publishing import moving_in
from app.worker.making.work import Work
from app.worker.studio import Studio


def finishing(studio: Studio, work: Work, made: TaskContext) -> Steps[None]:
    """Raises `LeaseLost` or `Decided` when the task is someone else's by now, `Cancelled`, `ValueError` for nothing
    made."""
    film, finished = work.film, now()
    if not made.outputs:
        raise ValueError("it made no output")
    with journal.deciding(film, work.task.id) as entry:
        entry.refuse_late(work.task.attempt)
        if entry.task and entry.task.cancel_requested:
            raise Cancelled
        record = record_of(work.task, work.pipeline.id, work.pipeline.version, finished)
        length = played(made.outputs[0])
        used = {"models": made.models, "template_sha256": made.template_sha256, "length": length}
        moved = yield from _moving_in(work, made.outputs, record.model_copy(update=used))
        crash_point(Point.TAKE_MOVED_IN)
        done = done_by(film, work.task, moved.media, moved.take_id, finished)
        yield from entry.writing(done, after=moved.folder)
        crash_point(Point.TASK_DONE)
    with contextlib.suppress(ValueError):  # no picture to show small
        if moved.take_id:
            thumbnails.make(film, moved.take_id, moved.media[0])
    yield from settling(studio.ledger, film, done, work.lease, [_released(studio, done)])
    choose_promoted(studio, film, record)


def _released(studio: Studio, done: Task) -> Draft:
    """Its runner is free again."""
    data = RunnerData(
        runner_id=done.runner_id or "", status=studio.shift.status([]), metrics={"seconds": seconds_of(done)}
    )
    return draft(RunnerCompleted, done.project_id, data)


class _Moved(NamedTuple):
    """Where the outputs lie, the take that they are, and the folder whose sync is still to come, if any."""

    media: Sequence[Path]
    take_id: str | None
    folder: Path | None


def _moving_in(work: Work, made: Sequence[Output], record: TakeRecord) -> Steps[_Moved]:
    if into := moving.MOVES.get(work.task.type):
        outputs = [Made(output.name, output.path) for output in made]
        return _Moved(into(work.film, work.task, outputs, record), None, None)
    stored, folder = yield from moving_in(work, made, record)
    return _Moved(stored.media, stored.record.id, folder)
