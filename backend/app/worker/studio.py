"""What the worker's jobs need, put together once a process."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass

from celery import Celery
from redis import Redis

from app.config import Settings
from app.events.log import EventLog
from app.projects.store import Films
from app.tasks.ledger import Ledger
from app.tasks.queues import Dispatch


@dataclass(frozen=True)
class Studio:
    settings: Settings
    redis: Redis
    films: Films
    log: EventLog
    ledger: Ledger
    dispatch: Dispatch
    runner_id: str


def assemble(settings: Settings, app: Celery) -> Studio:
    redis = Redis.from_url(settings.redis_url, socket_connect_timeout=5, socket_timeout=10)
    return Studio(
        settings=settings,
        redis=redis,
        films=Films(settings.workspace_root),
        log=EventLog(redis),
        ledger=Ledger(redis),
        dispatch=Dispatch(app, redis),
        runner_id=f"{socket.gethostname()}-{os.getpid()}",
    )
