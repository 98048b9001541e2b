from __future__ import annotations

from typing import Literal

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from app.config import Settings
from app.live.services import Live
from app.schemas import Schema, now, problems
from app.system.containers import look
from app.system.health import examine
from app.system.schemas import Containers, Health, SelfTest, SocketHealth
from app.system.selftest import try_out

router = APIRouter(tags=["system"])
domain_router = APIRouter(tags=["system"])  # beside the others, below their prefix


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


@domain_router.post("/system/selftest", responses=problems(503, 507))
def run_selftest(request: Request) -> SelfTest:
    """A whole task goes through the studio, in a film that is deleted afterwards: an answer within 35 s."""
    state = request.app.state
    return try_out(state.projects, state.tasks)


@domain_router.get("/system/containers")
def list_containers(request: Request) -> Containers:
    """What each container takes, where an engine can be reached."""
    settings: Settings = request.app.state.settings
    return look(settings.compose_project_name)
