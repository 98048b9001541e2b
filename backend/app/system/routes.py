from __future__ import annotations

from typing import Literal

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from app.live.services import Live
from app.schemas import Schema, now
from app.system.health import examine
from app.system.schemas import Health, SocketHealth

router = APIRouter(tags=["system"])


class Alive(Schema):
    status: Literal["alive"]


@router.get("/health", responses={503: {"model": Health, "description": "Unhealthy"}})
def health(request: Request, response: Response) -> Health:
    """200 while healthy or degraded, 503 when unhealthy."""
    state = request.app.state
    found = examine(state.redis, state.projects.films)
    response.status_code = 503 if found.status == "unhealthy" else 200
    return found


@router.get("/health/live")
async def health_live() -> Alive:
    """The process answers; nothing else is asked."""
    return Alive(status="alive")


@router.get("/health/websocket")
async def health_websocket(request: Request) -> SocketHealth:
    live: Live = request.app.state.live
    connected = (await to_thread.run_sync(examine, request.app.state.redis, live.films)).redis == "connected"
    return SocketHealth(
        status="healthy" if connected else "unhealthy",
        active_connections=live.relay.count,
        redis_connected=connected,
        timestamp=now(),
    )
