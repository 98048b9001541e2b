from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.schemas import Schema


class Check(Schema):
    name: str
    ok: bool
    warning: bool = Field(description="It goes on, but somebody should look.")
    detail: str


class Health(Schema):
    """Healthy, degraded (films can be read, not all can be done) or unhealthy (answered with 503)."""

    status: Literal["healthy", "degraded", "unhealthy"]
    redis: Literal["connected", "disconnected"]
    worker: Literal["running", "missing"]
    git_lfs: bool
    workspace: Literal["writable", "unwritable"]
    version: str
    checks: list[Check]


class SocketHealth(Schema):
    status: Literal["healthy", "unhealthy"]
    active_connections: int
    redis_connected: bool
    timestamp: datetime


class SelfTest(Schema):
    """Whether a task went through, and if not, why."""

    ok: bool
    seconds: float
    pipeline: str | None
    reason: str | None


class ContainerLoad(Schema):
    """`cpu_percent` is of one processor; what was received and sent, since the container started."""

    name: str
    status: str
    cpu_percent: float
    memory_bytes: int
    memory_limit_bytes: int
    received_bytes: int
    sent_bytes: int


class Containers(Schema):
    """`engine` is its version; where none answers, `reason` says so."""

    engine: str | None
    reason: str | None
    containers: list[ContainerLoad]
