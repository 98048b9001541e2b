"""A worker's last act: what its pool processes still hold goes to other workers at once."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

import structlog

from app.errors import NotFound
from app.projects.film import ReadOnly
from app.tasks.journal import Decided
from app.tasks.outcome.returning import hand_back
from app.tasks.rights import Lease, LeaseLost
from app.worker.studio import Studio

log = structlog.get_logger()


def leave(studio: Studio) -> None:
    """The processes that hold a lease are ended first, so that nobody works on what is handed back."""
    for task in studio.ledger.working():
        token = studio.ledger.holder(task.id) or ""
        process = studio.shift.process_of(token)
        if process is None:
            continue
        if process != os.getpid():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        with suppress(LeaseLost, Decided, NotFound, ReadOnly):  # it has just ended, or its film went
            film = studio.films.get(task.project_id)
            back = hand_back(studio.ledger, film, Lease(task.id, token, studio.settings.auteur_lease_seconds))
            log.info("task.cancelled" if back.ended else "task.handed_back", task=task.id)
