"""Bringing tasks back from the films' journals, after Redis lost them or a film was copied in with its history."""

from __future__ import annotations

import structlog

from app.projects import outbox
from app.projects.film import Film
from app.tasks import journal
from app.tasks.durations import learn
from app.tasks.schemas import Status, Task
from app.worker.studio import Studio

log = structlog.get_logger()


def restore_lost(studio: Studio) -> None:
    """Cheap enough for every beat: one question to Redis for all films. What was told before is not told again; a lost
    log has a new epoch, and clients fetch their state anew."""
    films = list(studio.films.writable())
    for film, known in zip(films, studio.ledger.known([film.id for film in films]), strict=True):
        if not known:
            _restore(studio, film)


def _restore(studio: Studio, film: Film) -> None:
    tasks = [_resumed(task) for task in journal.all_of(film)]
    added = [task for task in tasks if studio.ledger.restore(task)]
    for task in added:
        if task.status is Status.COMPLETED:
            learn(studio.redis, task)
    studio.ledger.mark_known(film.id)
    if outbox.pending(film):  # whoever asked for the commit was forgotten too
        studio.dispatch.commit(film.id)
    if added:
        log.warning("tasks.restored", project=film.id, tasks=len(added))


def _resumed(task: Task) -> Task:
    """What was running starts afresh; what was to be cancelled is."""
    if task.ended:
        return task
    status = Status.CANCELLED if task.cancel_requested else Status.PENDING
    return task.model_copy(
        update={"status": status, "progress": 0, "step": None, "preview_url": None, "pipeline": None}
    )
