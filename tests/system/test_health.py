from __future__ import annotations

import pytest
from httpx import AsyncClient
from redis import Redis

from app.config import Settings
from app.git import lfs
from app.projects.store import Films
from app.system.health import examine
from app.tasks.line.holds import Holds
from app.tasks.runners import register
from tests.support.clients.calls import told
from tests.support.generation.runners import new_runner
from tests.support.studios.studio import Studio


def test_a_whole_studio_is_healthy(studio: Studio) -> None:
    health = told(studio.client.get("/health"))
    assert (health["status"], health["redis"], health["worker"]) == ("healthy", "connected", "running")
    assert (health["git_lfs"], health["workspace"]) == (True, "writable")
    assert {check["name"] for check in health["checks"]} >= {"redis", "worker", "git_lfs", "workspace"}
    assert all(check["ok"] for check in health["checks"])


async def test_without_a_worker_it_is_degraded_and_says_what_is_missing(api: AsyncClient) -> None:
    health = told(await api.get("/health"))
    assert (health["status"], health["worker"]) == ("degraded", "missing")
    [check] = [check for check in health["checks"] if not check["ok"]]
    assert (check["name"], "worker" in check["detail"]) == ("worker", True)


async def test_a_worker_that_announces_itself_is_seen(api: AsyncClient, redis: Redis) -> None:
    register.announce(redis, new_runner("r"))
    assert told(await api.get("/health"))["status"] == "healthy"
    register.withdraw(redis, "r")
    assert told(await api.get("/health"))["status"] == "degraded"


async def test_a_disk_with_too_little_room_degrades_it_and_a_pause_does_not(
    api: AsyncClient, redis: Redis, films: Films
) -> None:
    holds = Holds(films, redis)
    holds.pause()
    register.announce(redis, new_runner("r"))
    assert told(await api.get("/health"))["status"] == "healthy"
    holds.look(reserve=2**62)
    register.announce(redis, new_runner("r"))
    health = told(await api.get("/health"))
    assert health["status"] == "degraded"
    [check] = [check for check in health["checks"] if not check["ok"]]
    assert (check["name"], "make room" in check["detail"]) == ("queue", True)


def slow(redis: Redis, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Redis answers after so long, by the clock that health goes by."""
    clock = iter((0.0, seconds))
    monkeypatch.setattr("app.system.health.time.perf_counter", lambda: next(clock))
    register.announce(redis, new_runner("r"))


@pytest.mark.parametrize(("seconds", "warning"), [(0.1, False), (0.101, True)])
def test_a_redis_that_answers_late_is_warned_of_and_degrades_nothing(
    redis: Redis, films: Films, monkeypatch: pytest.MonkeyPatch, seconds: float, warning: bool
) -> None:
    slow(redis, monkeypatch, seconds)
    health = examine(redis, films)
    [check] = [check for check in health.checks if check.name == "redis"]
    assert (health.status, check.ok, check.warning) == ("healthy", True, warning)


async def test_without_git_lfs_it_is_degraded(api: AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    lfs.installed.cache_clear()
    try:
        health = told(await api.get("/health"))
    finally:
        lfs.installed.cache_clear()
    assert (health["status"], health["git_lfs"]) == ("degraded", False)


async def test_without_a_workspace_it_is_unhealthy(api: AsyncClient, settings: Settings) -> None:
    settings.workspace_root.rename(settings.workspace_root.with_name("moved"))
    answer = await api.get("/health")
    assert answer.status_code == 503
    assert answer.json()["workspace"] == "unwritable"


async def test_the_process_alone_always_answers(api: AsyncClient) -> None:
    assert told(await api.get("/health/live")) == {"status": "alive"}


async def test_the_sockets_have_a_health_of_their_own(api: AsyncClient) -> None:
    health = told(await api.get("/health/websocket"))
    assert (health["status"], health["redis_connected"], health["active_connections"]) == ("healthy", True, 0)
