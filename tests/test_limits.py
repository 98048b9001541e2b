from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from app.limits import MAX_BODY
from tests.support.clients.calls import API, problem

KINDS = ["application/json", "application/xml", "multipart/form-data; boundary=b", "application/offset+octet-stream"]


async def flood(chunks: int) -> AsyncIterator[bytes]:
    for _ in range(chunks):
        yield b" " * 1024 * 1024


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", ["/projects", "/projects/x/canvas", "/projects/x/tasks"])
async def test_a_body_without_end_is_refused_while_it_streams(api: AsyncClient, kind: str, path: str) -> None:
    method = "PUT" if path.endswith("canvas") else "POST"
    sent = await api.request(method, API + path, content=flood(50), headers={"Content-Type": kind})
    assert sent.status_code in {404, 413}, sent.text
    if path == "/projects":
        problem(sent, 413, "body_too_large")


async def test_the_limit_is_exact(api: AsyncClient) -> None:
    body = b'{"name": "Film"}'
    headers = {"Content-Type": "application/json"}
    fits = await api.post(f"{API}/projects", content=body + b" " * (MAX_BODY - len(body)), headers=headers)
    assert fits.status_code == 201
    over = await api.post(f"{API}/projects", content=body + b" " * (MAX_BODY - len(body) + 1), headers=headers)
    problem(over, 413, "body_too_large")
