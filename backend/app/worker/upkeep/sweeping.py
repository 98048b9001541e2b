"""Picking up what was dropped: tasks whose worker died, messages that got lost, uploads and commits left half way."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress

import structlog

from app.agents import journal as crew
from app.assets import journal as uploads
from app.assets.strays import strays
from app.errors import NotFound, Unavailable
from app.history import restoring
from app.projects import changing, outbox
from app.projects.film import Film, ReadOnly
from app.projects.making import setups
from app.tasks import journal
from app.tasks.intake.admitting import go_through
from app.tasks.journal import Decided
from app.tasks.line.calling import call
from app.tasks.outcome.ending import cancel, conclude, fail
from app.tasks.outcome.returning import put_back
from app.tasks.outcome.settling import settle
from app.tasks.queues import FINISH_UPLOAD, LINES, NOTICE
from app.tasks.rights import LeaseLost
from app.tasks.schemas import Status, Task, TaskError
from app.worker.making.work import clear
from app.worker.noticing import AT_ONCE
from app.worker.studio import Studio
from app.worker.upkeep.adopting import adopt_all

_MAX_ATTEMPTS = 3

log = structlog.get_logger()


def sweep_tasks(studio: Studio, *, every_record: bool = False) -> None:
    """Cheap enough for every beat: it looks at tasks in work alone, and counts those that wait. Now and then it asks
    every record: an earlier version kept no list of what is in work."""
    ids = studio.ledger.open_ids() if every_record else studio.ledger.working_ids()
    for task in studio.ledger.these(_suspects(studio, ids)):
        if task.status is Status.PROCESSING and _orphaned(studio, task):
            # Its film is out of sight, another sweep was faster, or it is just being finished.
            with suppress(NotFound, ReadOnly, LeaseLost, Decided, Unavailable):
                _recover(studio, studio.films.get(task.project_id), task)
    for queue in LINES:
        call(studio.ledger.line, studio.dispatch, queue)


def sweep_films(studio: Studio) -> None:
    """What each film's own journals still hold."""
    adopt_all(studio)
    for setup in setups.all_of(studio.films):
        studio.dispatch.set_up(setup.id)
    for film in studio.films.writable():
        changing.finish(film)
        restoring.finish(film)
        for asset_id in uploads.waiting(film):
            studio.dispatch.send(FINISH_UPLOAD, film.id, asset_id)
        for task_id in crew.waiting(film):
            studio.dispatch.advise(film.id, task_id)
        go_through(studio.ledger, film)
        if missed := strays(film):
            studio.dispatch.send(NOTICE, film.id, *missed[:AT_ONCE])
        if outbox.pending(film):
            studio.dispatch.commit(film.id)


def _suspects(studio: Studio, ids: Sequence[str]) -> list[str]:
    """At a glance; one that was just being claimed is known once its record has been read."""
    tokens = studio.ledger.holders(ids)
    return [each for each, token in zip(ids, tokens, strict=True) if token is None or _is_of_dead(studio, token)]


def _orphaned(studio: Studio, task: Task) -> bool:
    """Its lease ran out; or a pool process of this worker held it, and died: then nobody needs to wait for that."""
    token = studio.ledger.holder(task.id)
    return token is None or (_is_of_dead(studio, token) and studio.ledger.release(task.id, token))


def _is_of_dead(studio: Studio, token: str) -> bool:
    process = studio.shift.process_of(token)
    return process is not None and not _lives(process)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _recover(studio: Studio, film: Film, task: Task) -> None:
    log.warning("task.orphaned", task=task.id, attempt=task.attempt)
    done = journal.read(film, task.id)
    if done and done.status is Status.COMPLETED:
        settle(studio.ledger, film, done)
        studio.dispatch.commit(film.id)
        clear(film, done)
    elif done and done.ended:
        conclude(studio.ledger, film, done)
    else:
        _revive(studio, film, task)


def _revive(studio: Studio, film: Film, task: Task) -> None:
    """What to do with a task whose worker is gone: again, or the end. Raises `LeaseLost` when somebody works on it,
    `Decided` when it has ended, `Unavailable` when it is just being finished."""
    if task.cancel_requested:
        cancel(studio.ledger, film, task.id)
    elif task.attempt >= _MAX_ATTEMPTS:
        detail = f"Its worker died {task.attempt} times while making it; the task was given up."
        fail(studio.ledger, film, task.id, TaskError(code="worker_lost", detail=detail))
    else:
        put_back(studio.ledger, film, task)
