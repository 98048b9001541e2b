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
