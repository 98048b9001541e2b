"""Picking up what was dropped: tasks whose worker died, messages that got lost, uploads and commits left half way."""

from __future__ import annotations

import structlog

from app.assets import store as assets
from app.errors import NotFound
from app.projects import outbox, setups
from app.projects.store import Film
from app.schemas import now
from app.tasks import journal
from app.tasks.ledger import LeaseLost
from app.tasks.queues import FINISH_UPLOAD, GENERATION, RUN_TASK
from app.tasks.schemas import Status, Task
from app.worker import claiming
from app.worker.adopting import adopt_all
from app.worker.finishing import settle
from app.worker.studio import Studio

_PATIENCE_SECONDS = 5.0  # a message may be on its way this long

log = structlog.get_logger()


def sweep_tasks(studio: Studio) -> None:
    """Cheap enough for every beat: it looks at open tasks alone."""
    for task_id in studio.ledger.open_ids():
        try:
            task = studio.ledger.get(task_id)
            film = studio.films.get(task.project_id)
        except NotFound:
            continue
        if task.status is Status.PROCESSING and not studio.ledger.leased(task_id):
            _recover(studio, film, task)
        elif task.status is Status.PENDING:
            _resend(studio, task)


def sweep_films(studio: Studio) -> None:
    """What each film's own journals still hold, and what a killed creation or deletion left."""
    studio.films.tidy()
    adopt_all(studio)
    for setup in setups.all_of(studio.films):
        studio.dispatch.set_up(setup.id)
    for film in studio.films.all():
        if isinstance(film, Film):
            for asset_id in assets.unfinished(film):
                studio.dispatch.send(FINISH_UPLOAD, film.id, asset_id)
            if outbox.pending(film):
                studio.dispatch.commit(film.id)


def _recover(studio: Studio, film: Film, task: Task) -> None:
    log.warning("task.orphaned", task=task.id, attempt=task.attempt)
    done = journal.read(film, task.id)
    try:
        if done and done.status is Status.COMPLETED:
            settle(studio, film, done)
        elif claiming.revive(studio.ledger, film, task):
            studio.dispatch.send(RUN_TASK, task.id)
    except LeaseLost:
        return  # another sweep was faster


def _resend(studio: Studio, task: Task) -> None:
    """A waiting task with nothing in the queue has lost its message; one too many would be dropped by its claim."""
    waited = (now() - task.created).total_seconds()
    if waited > _PATIENCE_SECONDS and not studio.redis.llen(GENERATION):
        studio.dispatch.send(RUN_TASK, task.id)
