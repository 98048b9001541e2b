from __future__ import annotations

import pytest
from httpx import AsyncClient

from tests.support.clients.calls import API, problem

OWN_ORIGINS = ["http://localhost:3000", "http://127.0.0.1:3000", "https://localhost:3000", "http://localhost:8000"]
FOREIGN_ORIGINS = [
    "null",
    "",
    "http://evil.example",
    "http://localhost",
    "http://localhost:3001",
    "http://localhost:3000.evil.example",
    "http://localhost.evil.example:3000",
    "file://",
    "http://localhost:3000/",
    "chrome-extension://abc",
]
FOREIGN_HOSTS = [
    "evil.example",
    "localhost.evil.example",
    "169.254.169.254",
    "",
    "backend",
    "localhost:80:80",
    "[::2]",
    "127.0.0.1.nip.io",
]


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
async def test_a_foreign_page_can_neither_read_nor_change(api: AsyncClient, origin: str) -> None:
    headers = {"Origin": origin}
    for call in (
        api.get(f"{API}/projects", headers=headers),
        api.post(f"{API}/projects", headers=headers, json={"name": "Film"}),
        api.delete(f"{API}/projects/x", headers=headers),
        api.options(f"{API}/projects", headers=headers | {"Access-Control-Request-Method": "POST"}),
    ):
        refused = await call
        problem(refused, 403, "origin_refused")
        assert "access-control-allow-origin" not in refused.headers
    assert (await api.get(f"{API}/projects")).json() == []


@pytest.mark.parametrize("origin", OWN_ORIGINS)
async def test_our_own_pages_may_call(api: AsyncClient, origin: str) -> None:
    assert (await api.get(f"{API}/projects", headers={"Origin": origin})).status_code == 200


async def test_the_frontend_may_ask_first(api: AsyncClient) -> None:
    headers = {
        "Origin": "http://localhost:3000",
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "If-Match",
    }
    allowed = await api.options(f"{API}/projects/x/canvas", headers=headers)
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == "http://localhost:3000"
    assert "if-match" in allowed.headers["access-control-allow-headers"].lower()


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
async def test_a_host_name_that_is_not_ours_is_refused(api: AsyncClient, host: str) -> None:
    problem(await api.get(f"{API}/projects", headers={"Host": host}), 403, "host_refused")
    problem(await api.get("/health", headers={"Host": host}), 403, "host_refused")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "[::1]"])
async def test_our_own_names_are_served_on_any_port(api: AsyncClient, host: str) -> None:
    assert (await api.get(f"{API}/projects", headers={"Host": host})).status_code == 200
