"""Without Redis a change is refused before anything has happened, and reading goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from asgi_lifespan import LifespanManager
from httpx import ASGITransport, AsyncClient

from app.api import create_app
from app.config import Settings
from tests.support.clients.calls import API, problem
from tests.support.studios.processes import free_port

_READS_ONLY = {"/api/v1/assets/composite-prompt"}


@pytest.fixture
async def cut_off(tmp_path: Path) -> AsyncIterator[AsyncClient]:
    """The web application in this process, without a Redis."""
    app = create_app(Settings(workspace_root=tmp_path, redis_url=f"redis://127.0.0.1:{free_port()}/0"))
    async with (
        LifespanManager(app) as manager,
        AsyncClient(transport=ASGITransport(manager.app), base_url="http://localhost") as client,
    ):
        yield client


def changing() -> list[tuple[str, str]]:
    """Every route that changes something, with something in the place of its names."""
    paths = create_app(Settings()).openapi()["paths"]
    return [
        (method.upper(), path.replace("{", "").replace("}", ""))
        for path, methods in paths.items()
        for method in methods
        if method in {"post", "put", "patch", "delete"} and "/session" not in path and path not in _READS_ONLY
    ]


@pytest.mark.parametrize(("method", "path"), [*changing(), ("POST", "/api/tasks/submit"), ("POST", "/api/projects")])
async def test_every_change_is_refused_and_says_when_to_come_back(cut_off: AsyncClient, method: str, path: str) -> None:
    refused = await cut_off.request(method, path, json={"name": "Never"})
    problem(refused, 503, "redis_unavailable")
    assert int(refused.headers["retry-after"]) > 0


async def test_nothing_of_a_refused_change_is_there(cut_off: AsyncClient, tmp_path: Path) -> None:
    for wish in ({"name": "Never"}, {"name": "Never", "process_async": True}):
        problem(await cut_off.post(f"{API}/projects", json=wish), 503, "redis_unavailable")
    assert (await cut_off.get(f"{API}/projects")).json() == []
    assert list((tmp_path / ".auteur").rglob("*.json")) == []


async def test_who_reads_may_sign_in(cut_off: AsyncClient) -> None:
    assert (await cut_off.get(f"{API}/session")).status_code == 200
    assert (await cut_off.post(f"{API}/session", json={})).is_success
    assert (await cut_off.get(f"{API}/projects")).json() == []


def test_every_change_says_that_it_may_be_refused() -> None:
    paths = create_app(Settings()).openapi()["paths"]
    silent = [
        (method, path)
        for path, methods in paths.items()
        for method, operation in methods.items()
        if method in {"post", "put", "patch", "delete"}
        and "/session" not in path
        and path not in _READS_ONLY
        and "503" not in operation["responses"]
    ]
    assert silent == []
