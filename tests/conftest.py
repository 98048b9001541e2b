from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from asgi_lifespan import LifespanManager
from httpx import ASGITransport, AsyncClient
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from redis import Redis

from app.api import create_app
from app.config import Settings
from app.events.log import EventLog
from app.projects.film import Film
from app.projects.making.building import build
from app.projects.outbox import Commits
from app.projects.schemas import ProjectCreate
from app.projects.service import Projects
from app.projects.store import Films
from app.tasks.ledger import Ledger
from app.tasks.queues import Dispatch, producer
from tests.support.clients.calls import API, told
from tests.support.films.casting import Casting
from tests.support.studios.redis_server import RedisServer
from tests.support.studios.studio import Studio

# A shared machine pauses at will: what an example costs says nothing about the code.
hypothesis_settings.register_profile(
    "auteur",
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.load_profile("auteur")

# Fixtures that start processes: who uses one is an integration test.
_PROCESSES = {
    "redis_server",
    "replicas",
    "studio",
    "own_studio",
    "fragile",
    "far",
    "gated",
    "drawing",
    "stack",
    "launch",
    "mortal",
    "pair",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and _PROCESSES.intersection(item.fixturenames):
            item.add_marker("integration")


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest.fixture
def redis(redis_server: RedisServer) -> Iterator[Redis]:
    """An empty database of a real server."""
    with redis_server.client() as client:
        client.flushall()
        yield client


@pytest.fixture
def settings(tmp_path: Path, redis: Redis, redis_server: RedisServer) -> Settings:  # noqa: ARG001  empties Redis
    return Settings(workspace_root=tmp_path / "workspace", redis_url=redis_server.url())


@pytest.fixture
def films(tmp_path: Path) -> Films:
    """An empty workspace."""
    found = Films(tmp_path / "workspace")
    found.prepare()
    return found


@pytest.fixture
def film(films: Films) -> Film:
    return build(films, ProjectCreate(name="Nosferatu"))


@pytest.fixture
def log(redis: Redis) -> EventLog:
    return EventLog(redis)


@pytest.fixture
def ledger(redis: Redis) -> Ledger:
    return Ledger(redis)


@pytest.fixture
def dispatch(settings: Settings, redis: Redis) -> Iterator[Dispatch]:
    app = producer(settings)
    yield Dispatch(app, redis)
    app.close()


@pytest.fixture
def projects(films: Films, log: EventLog) -> Projects:
    return Projects(films, log, Commits(lambda _: None), lambda _: None)


@pytest.fixture
async def api(settings: Settings) -> AsyncIterator[AsyncClient]:
    """The web application in this process, with an empty workspace and no worker."""
    app = create_app(settings)
    async with (
        LifespanManager(app) as manager,
        AsyncClient(transport=ASGITransport(manager.app), base_url="http://localhost") as client,
    ):
        yield client


@pytest.fixture
async def casting(api: AsyncClient, settings: Settings) -> Casting:
    made = told(await api.post(f"{API}/projects", json={"name": "Nosferatu"}), 201)
    return Casting(api, made["id"], settings.workspace_root / "Nosferatu")


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A whole studio with the null pipeline, for all tests that leave its processes alone."""
    running = Studio(tmp_path_factory.mktemp("studio"))
    running.start_worker()
    yield running
    running.close()
