"""What the worker's jobs need, put together once a process."""

from __future__ import annotations

from dataclasses import dataclass

from celery import Celery
from redis import Redis

from app.config import Settings
from app.connecting import connect
from app.events.telling import Telling
from app.functions.library import Library
from app.projects.store import Films
from app.tasks.ledger import Ledger
from app.tasks.line.holds import Holds
from app.tasks.queues import Dispatch
from app.worker.making.keeping import Keeper
from app.worker.shift import Shift


@dataclass(frozen=True)
class Studio:
    settings: Settings
    redis: Redis
    films: Films
    log: Telling
    ledger: Ledger
    dispatch: Dispatch
    holds: Holds
    keeper: Keeper
    shift: Shift
    library: Library


def assemble(settings: Settings, app: Celery, shift: Shift) -> Studio:
    redis = connect(settings.redis_url)
    films, ledger = Films(settings.workspace_root), Ledger(redis)
    return Studio(
        settings=settings,
        redis=redis,
        films=films,
        log=Telling(redis, films.untold),
        ledger=ledger,
        dispatch=Dispatch(app, redis),
        holds=Holds(films, redis),
        keeper=Keeper(ledger),
        shift=shift,
        library=Library(settings.workspace_root),
    )
