"""What the sockets need, put together once a process."""

from __future__ import annotations

from dataclasses import dataclass

from redis.asyncio import Redis

from app.live.reader import Reader
from app.live.relay import Relay
from app.projects.store import Films
from app.tasks.service import Tasks


@dataclass(frozen=True)
class Live:
    redis: Redis
    reader: Reader
    relay: Relay
    films: Films
    tasks: Tasks
    heartbeat_seconds: float
