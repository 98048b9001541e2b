"""One task from its ticket to its end."""

from __future__ import annotations

import math
import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

import structlog
from redis.exceptions import RedisError
from structlog.contextvars import bound_contextvars

from app import steps, tracing
from app.faults import Point, crash_point
from app.pipelines.base import Cancelled, Pipeline
from app.steps import Steps
from app.tasks.journal import Decided
from app.tasks.line.calling import call
from app.tasks.outcome.ending import cancel, fail
from app.tasks.outcome.returning import hand_back
from app.tasks.rights import LeaseLost
from app.tasks.schemas import TaskError
from app.tasks.tracing import making
from app.worker.making import claiming
from app.worker.making.context import HandedBack, OutOfTime, TaskContext
from app.worker.making.finishing import finishing
from app.worker.making.pace import Pace
from app.worker.making.work import Work
from app.worker.studio import Studio

_BEGIN_SECONDS = 1.0  # to be begun, of what was taken on together because it was quick so far
_GRACE_SECONDS = 5.0  # for a pipeline to be asked between two steps

log = structlog.get_logger()


def run_for(studio: Studio, pipelines: Sequence[Pipeline], queue: str, seconds: float) -> None:
    """Go on without further tickets for so long: fetching each costs more than a small task. What else this worker is
    asked for has its turn then, and tickets for what still waits lie behind it."""
    until, pace = time.monotonic() + seconds, Pace()
    while taken := _taken(studio, pipelines, queue, pace):
        begin_by = time.monotonic() + _BEGIN_SECONDS
        with studio.keeper.kept([work.lease for work in taken]):
            steps.together(_work(studio, work, begin_by) for work in taken)
        for work in taken:
            pace.note(work.task, work.seconds)
        if studio.shift.over:
            return
        if time.monotonic() >= until:
            call(studio.ledger.line, studio.dispatch, queue)
            return


def run(studio: Studio, pipelines: Sequence[Pipeline], queue: str) -> bool:
    """A ticket says that something waits in a queue; whose turn it is is decided now. One ticket too many, or one for
    what was cancelled meanwhile, finds nothing to do: False."""
    taken = _taken(studio, pipelines, queue, Pace())
    with studio.keeper.kept([work.lease for work in taken]):
        for work in taken:
            steps.alone(_work(studio, work))
    return bool(taken)


def _taken(studio: Studio, pipelines: Sequence[Pipeline], queue: str, pace: Pace) -> list[Work]:
    taken = claiming.take_next(studio, pipelines, queue, pace)
    if taken:
        crash_point(Point.TASK_CLAIMED)
    return taken


def _work(studio: Studio, work: Work, begin_by: float = math.inf) -> Steps[None]:
    """Its first step is the first after its pipeline, which is free then for another. `begin_by` is on the monotonic
    clock: where one before it turned out slow, it is for a worker that is free."""
    with bound_contextvars(task=work.task.id, project=work.film.id, attempt=work.task.attempt):
        yield from _attempt(studio, work, begin_by)


def _attempt(studio: Studio, work: Work, begin_by: float) -> Steps[None]:
    task = work.task
    try:
        if time.monotonic() > begin_by:
            hand_back(studio.ledger, work.film, work.lease)
            return
        with making(studio.redis, task):
            log.info(f"Processing task {task.id}", pipeline=work.pipeline.id)
            yield from _make(studio, work)
    except LeaseLost:
        log.warning("task.lease_lost")
    except Decided:  # an earlier attempt came to its end, and nobody could tell: the sweep need not wait to do so
        log.warning("task.decided")
        studio.ledger.release(task.id, work.lease.token)
    finally:
        studio.keeper.let_go(work.lease)
        work.sweep()


def _make(studio: Studio, work: Work) -> Steps[None]:
    limit = studio.settings.task_limit(work.task.type)
    context = TaskContext(work, studio, limit)
    try:
        with (
            tracing.span(f"pipeline {work.pipeline.id}", {}),
            studio.keeper.overseen(limit + _GRACE_SECONDS, partial(_end_hung, studio, work, limit)),
        ):
            began = time.monotonic()
            work.pipeline.run(context)
            work.seconds = time.monotonic() - began
        crash_point(Point.TASK_MADE)
        with tracing.span("move the take in", {}):
            yield from finishing(studio, work, context)
    except HandedBack:
        hand_back(studio.ledger, work.film, work.lease)
    except OutOfTime:
        _fail_late(studio, work, limit)
    except Cancelled:
        cancel(studio.ledger, work.film, work.task.id, lease=work.lease)
    except (LeaseLost, Decided, RedisError):
        raise  # the lease runs out, and what the journal says is then told or made again
    except Exception as error:
        log.exception("task.failed")
        told = TaskError(code="pipeline_failed", detail=f"The {work.pipeline.id} pipeline failed: {error}")
        fail(studio.ledger, work.film, work.task.id, told, work.lease)


def _fail_late(studio: Studio, work: Work, limit: float) -> None:
    told = TaskError(code="time_limit", detail=f"It was stopped after {limit:g} s, the limit for its type.")
    fail(studio.ledger, work.film, work.task.id, told, work.lease)


def _end_hung(studio: Studio, work: Work, limit: float) -> None:
    """A pipeline that makes no step can only be ended with its process; the pool starts another."""
    log.error("task.hung", task=work.task.id)
    try:
        with suppress(LeaseLost, Decided, RedisError):
            _fail_late(studio, work, limit)
        work.sweep()
    finally:
        os.kill(os.getpid(), signal.SIGKILL)
