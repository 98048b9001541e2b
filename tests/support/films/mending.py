"""The reconciler on a studio's workspace, with no patience: nothing may be under way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.config import Settings
from app.events.log import EventLog
from app.projects.store import Films
from app.reconcile import service
from app.reconcile.findings import Finding, Survey
from app.tasks.ledger import Ledger
from app.tasks.queues import Dispatch, producer
from app.tasks.service import Tasks
from tests.support.studios.studio import Studio


def findings(studio: Studio) -> list[Finding]:
    with _compared(studio) as compared:
        return service.check(compared)


def repaired(studio: Studio) -> list[Finding]:
    """What a person would have to decide."""
    with _compared(studio) as compared:
        return service.repair(compared)


@contextmanager
def _compared(studio: Studio) -> Iterator[Survey]:
    settings = Settings(workspace_root=studio.workspace, redis_url=studio.redis.url())
    sender, films = producer(settings), Films(studio.workspace)
    with studio.redis.client() as redis:
        ledger = Ledger(redis)
        tasks = Tasks(redis, films, ledger, Dispatch(sender, redis))
        yield Survey(films, EventLog(redis), ledger, tasks, patience=0)
    sender.close()
