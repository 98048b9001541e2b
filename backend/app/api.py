"""The web application, put together: what lives in a process, what is mounted where."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator

import structlog
from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Scope

from app import faults, problems
from app.agents.routes import router as agents_router
from app.agents.service import Agents
from app.assets.limits import Limits
from app.assets.routes import router as assets_router
from app.assets.service import Assets
from app.canvas.routes import router as canvas_router
from app.casting.making import router as making_router
from app.casting.routes import prompts_router
from app.casting.routes import router as characters_router
from app.characters.service import Characters
from app.config import Settings
from app.connecting import connect, connect_sockets
from app.cut.exports.routes import router as exports_router
from app.cut.reading.routes import router as reading_router
from app.cut.routes import router as cut_router
from app.cut.service import Cuts
from app.cut.shooting.routes import router as shooting_router
from app.cut.shooting.service import Shooting
from app.events.telling import Telling
from app.functions.library import Library
from app.functions.routes import router as functions_router
from app.functions.service import Functions, Known
from app.gate.addresses import AddressGate
from app.gate.admission import Admission
from app.gate.naming import RequestNames
from app.gate.readiness import require_redis
from app.history.routes import router as history_router
from app.history.service import History
from app.legacy import router as legacy_router
from app.limits import BodyLimit
from app.live.outside.listening import Outside
from app.live.pulse import Pulse
from app.live.reader import Reader
from app.live.relay import Relay
from app.live.routes import router as live_router
from app.live.services import Live
from app.live.sockets import router as socket_router
from app.metrics.routes import router as metrics_router
from app.metrics.service import Metrics
from app.metrics.studio import Studio
from app.projects.outbox import Commits
from app.projects.routes import router as projects_router
from app.projects.service import Projects
from app.projects.store import Films
from app.provenance.checking import Provenance
from app.provenance.routes import router as provenance_router
from app.sample.routes import router as sample_router
from app.schemas import now
from app.schemas import problems as problem_responses
from app.screenplay.routes import router as screenplay_router
from app.screenplay.service import Screenplays
from app.sessions.routes import router as sessions_router
from app.sessions.service import Sessions
from app.story.routes import router as story_router
from app.story.service import Stories
from app.system.routes import domain_router as system_domain_router
from app.system.routes import router as system_router
from app.takes import store as take_store
from app.takes.routes import router as takes_router
from app.takes.service import Takes
from app.tasks.ledger import Ledger
from app.tasks.line.routes import router as queue_router
from app.tasks.line.service import Queue
from app.tasks.outcome.reporting import Reports
from app.tasks.queues import Dispatch, producer
from app.tasks.routes import router as tasks_router
from app.tasks.runners.routes import router as runners_router
from app.tasks.service import Tasks
from app.uploads.protocol import TUS_REQUEST, TUS_RESPONSE
from app.uploads.routes import router as uploads_router
from app.uploads.service import Uploads
from app.watching.memory import Memory

log = structlog.get_logger()

_ROUTERS = (
    projects_router,
    history_router,
    story_router,
    sample_router,
    screenplay_router,
    assets_router,
    uploads_router,
    characters_router,
    making_router,
    tasks_router,
    functions_router,
    queue_router,
    runners_router,
    system_domain_router,
    takes_router,
    provenance_router,
    agents_router,
    canvas_router,
    cut_router,
    exports_router,
    reading_router,
    shooting_router,
    live_router,
)

# Spans of requests alone, by the provider of this process; the log is ours.
_TELEMETRY: TelemetryConfig = {"logs": False, "operation_spans": False, "auto_configure": False}


def create_app(settings: Settings) -> FastAPI:
    metrics = Metrics()
    app = FastAPI(
        title="Auteur",
        version="1",
        description="A film studio in the browser.",
        lifespan=_lifespan,
        generate_unique_id_function=_operation_id,
        telemetry={**_TELEMETRY, "meter_provider": metrics.requests, "exclude": _unmeasured},
    )
    app.state.settings, app.state.metrics = settings, metrics
    faults.arm(settings.auteur_crash_folder)
    problems.install(app)
    domains = APIRouter(responses=problem_responses(401, 403, 422))
    domains.include_router(sessions_router)
    domains.include_router(prompts_router)
    for router in _ROUTERS:
        domains.include_router(router, dependencies=[Depends(require_redis)])
    app.include_router(domains, prefix="/api/v1")
    app.include_router(domains, prefix="/api", include_in_schema=False)
    app.include_router(legacy_router, dependencies=[Depends(require_redis)])
    app.include_router(system_router)
    app.include_router(metrics_router)
    app.include_router(socket_router)
    app.add_middleware(BodyLimit)
    app.add_middleware(Admission)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=sorted(settings.origins),
        allow_credentials=True,
        allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=[
            "Content-Type",
            "If-Match",
            "If-None-Match",
            "Idempotency-Key",
            "Range",
            "traceparent",
            *TUS_REQUEST,
        ],
        expose_headers=["ETag", "Link", "Retry-After", "Content-Range", "X-Request-ID", *TUS_RESPONSE],
    )
    app.add_middleware(AddressGate, settings=settings)
    app.add_middleware(RequestNames)
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    redis, async_redis = connect(settings.redis_url), connect_sockets(settings.redis_url)
    _compose(app, settings, redis, async_redis)
    live: Live = app.state.live
    running = [asyncio.create_task(part.run()) for part in (live.relay, live.pulse, live.outside)]
    for part in running:
        part.add_done_callback(_stop_when_broken)
    try:
        yield
    finally:
        for part in running:
            part.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await async_redis.aclose(close_connection_pool=True)
        redis.close()


def _stop_when_broken(part: asyncio.Task[None]) -> None:
    """A process that no longer relays would look alive and tell nothing: let the supervisor start another."""
    if not part.cancelled():
        log.critical("live.broken", reason=str(part.exception()))
        signal.raise_signal(signal.SIGTERM)


def _compose(app: FastAPI, settings: Settings, redis: Redis, async_redis: AsyncRedis) -> None:
    films = Films(settings.workspace_root)
    films.prepare()
    state = app.state
    state.sessions = Sessions(films.state, settings.access_token)
    state.redis, state.log = redis, Telling(redis, films.untold)
    state.dispatch = Dispatch(producer(settings), redis)
    state.commits = Commits(state.dispatch.commit)
    state.stories = Stories(state.log, state.commits, take_store.count_by_shot)
    state.screenplays = Screenplays(state.log, state.commits, take_store.count_by_shot)
    state.agents = Agents(state.log, state.commits, state.dispatch.advise)
    state.takes = Takes(films, state.stories, state.log, state.commits)
    state.cuts = Cuts(state.log, state.commits)
    state.history = History(films, state.log)
    ledger = Ledger(redis)
    library = Library(films.root)
    templates = Known(library)
    state.tasks = Tasks(redis, films, ledger, state.dispatch, templates)
    state.shooting = Shooting(redis, state.tasks)
    state.reports = Reports(films, ledger)
    state.queue = Queue(redis, films, ledger, state.dispatch, templates)
    state.provenance = Provenance(redis, library)
    state.functions = Functions(redis, library, state.tasks, state.queue)
    limits = Limits(settings.upload_limit, settings.disk_reserve)
    state.assets = Assets(redis, state.dispatch, state.log, state.commits, limits)
    state.uploads = Uploads(films, state.assets)
    state.characters = Characters(state.log, state.commits)
    memory = Memory(redis)
    farewells = [state.tasks.withdraw, state.assets.withdraw, lambda film: memory.leave(film.id)]
    state.projects = Projects(films, state.log, state.commits, state.dispatch.set_up, farewells)
    state.metrics.watch(Studio(redis, films, settings.disk_reserve))
    outside = Outside(async_redis, films, state.tasks, state.reports)
    relay = Relay(async_redis, outside.hear)
    pulse = Pulse(async_redis, relay, settings.auteur_heartbeat_seconds)
    state.live = Live(now(), Reader(async_redis), relay, pulse, films, state.tasks, outside)


def _unmeasured(scope: Scope) -> bool:
    """A socket's span would last as long as a page is open; probes ask every few seconds."""
    return scope["type"] == "websocket" or str(scope["path"]).startswith(("/health", "/metrics"))


def _operation_id(route: APIRoute) -> str:
    return route.name
