"""Whatever a client sends to whichever call, it is answered, and never by a fault of ours."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response
from hypothesis import event, given, settings
from hypothesis import strategies as st

from app.api import create_app
from app.config import Settings
from app.openapi import document
from tests.support.calls import API
from tests.support.redis_server import RedisServer
from tests.support.wishes import wishes

DOCUMENT = document()
# Making and deleting whole films is slow and has tests of its own.
for _path, _call in ((f"{API}/projects", "post"), (f"{API}/projects/{{project_id}}", "delete")):
    DOCUMENT["paths"][_path].pop(_call)

KNOWN = {"Tus-Resumable": "1.0.0", "status": "pending", "asset_type": "styles", "limit": "10"}
Ask = Callable[..., Response]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, redis_server: RedisServer) -> Iterator[Ask]:
    """Asks an application in this process that has a film and a task; a fault of ours is raised here."""
    own = Settings(workspace_root=tmp_path_factory.mktemp("fuzz"), redis_url=redis_server.url(3))
    with asyncio.Runner() as runner:
        app = create_app(own)
        life = app.router.lifespan_context(app)
        client = AsyncClient(transport=ASGITransport(app), base_url="http://localhost")

        def asked(method: str, path: str, **what: Any) -> Response:
            return runner.run(client.request(method, path, **what))

        runner.run(life.__aenter__())
        film = asked("POST", f"{API}/projects", json={"name": "Film"}).json()
        body = {"type": "text_to_image", "prompt": "A door"}
        task = asked("POST", f"{API}/projects/{film['id']}/tasks", json=body).json()
        KNOWN.update(project_id=film["id"], task_id=task["id"], chapter_id=film["chapters"][0]["id"])
        yield asked
        runner.run(client.aclose())
        runner.run(life.__aexit__(None, None, None))


@settings(max_examples=600)
@given(st.data())
def test_no_request_is_answered_by_a_fault(ask: Ask, data: st.DataObject) -> None:
    wish = data.draw(wishes(DOCUMENT, KNOWN))
    headers = {"Content-Type": "application/json"} | wish.headers
    answer = ask(wish.method, wish.path, params=wish.query, headers=headers, content=wish.body)
    event(f"{wish.method} {answer.status_code}")
    assert answer.status_code < 500, (wish, answer.text)
    if answer.status_code >= 400 and wish.method != "HEAD":
        assert answer.headers["content-type"].startswith("application/problem+json"), (wish, answer.text)
