"""Whatever a client sends to whichever call, it is answered as the call's own description says, and never by a fault.

What one call makes, others are asked about. AUTEUR_TEST_REQUESTS sends more in a long run.
"""

from __future__ import annotations

import asyncio
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from httpx import ASGITransport, AsyncClient, Response
from hypothesis import event, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.api import create_app
from app.config import Settings
from app.openapi import document
from app.schemas import Problem
from tests.support.clients.calls import API
from tests.support.clients.wishes import Wish, wishes
from tests.support.studios.redis_server import RedisServer

REQUESTS = int(os.environ.get("AUTEUR_TEST_REQUESTS", "800"))
DOCUMENT = document()
# Making and deleting whole films is slow and has tests of its own.
_WHOLE = ((f"{API}/projects", "post"), (f"{API}/projects/sample", "post"), (f"{API}/projects/{{project_id}}", "delete"))
for _path, _call in _WHOLE:
    DOCUMENT["paths"][_path].pop(_call)

# What a call's answer names, by the last word of its address.
NAMED = {
    "chapters": "element_id",
    "scenes": "element_id",
    "shots": "element_id",
    "story": "element_id",
    "tasks": "task_id",
    "batch": "task_id",
    "assets": "asset_id",
    "takes": "take_id",
    "characters": "character_id",
    "log": "from",
    "events": "after",
}
USUAL = {
    "tus-resumable": ["1.0.0"],
    "status": ["pending"],
    "asset_type": ["styles"],
    "limit": ["10"],
    "upload-length": ["3"],
    "upload-offset": ["0"],
    "variation_type": ["happy"],
}
KNOWN = {*USUAL, "project_id", "upload_id", "if-match", "shot_id", "to", *NAMED.values()}


class Desk:
    """Asks an application in this process, and remembers what its answers name."""

    def __init__(self, ask: Callable[..., Response], models: dict[str, Any]) -> None:
        self._ask = ask
        self._models = models
        self.pool: defaultdict[str, list[str]] = defaultdict(list, USUAL)

    def send(self, wish: Wish) -> Response:
        address, headers = wish.address(self.pool), {"Content-Type": "application/json"} | wish.said(self.pool)
        answer = self._ask(wish.method, address, params=wish.asked(self.pool), headers=headers, content=wish.body)
        if answer.is_success:
            self._learn(wish.template, answer)
        return answer

    def conforms(self, wish: Wish, answer: Response) -> bool:
        """Its status is one that is described, and its body what is described for it."""
        if str(answer.status_code) not in wish.operation["responses"]:
            return False
        model = self._models.get(wish.operation["operationId"]) if answer.is_success else Problem
        if model is None or wish.method == "HEAD" or not answer.content:
            return True
        adapter: TypeAdapter[Any] = TypeAdapter(model)
        return bool(adapter.dump_python(adapter.validate_json(answer.content), mode="json") == answer.json())

    def _learn(self, template: str, answer: Response) -> None:
        if "etag" in answer.headers:
            self._keep("if-match", answer.headers["etag"])
        if "location" in answer.headers:
            self._keep("upload_id", answer.headers["location"].rpartition("/")[2])
        last = next((word for word in reversed(template.split("/")) if word in NAMED), None)
        if last and answer.content and answer.headers.get("content-type") == "application/json":
            for found in _ids(answer.json()):
                self._keep(NAMED[last], found)

    def _keep(self, name: str, value: str) -> None:
        """The newest few: what is old is mostly deleted."""
        self.pool[name] = [*(known for known in self.pool[name] if known != value), value][-20:]


def _ids(body: Any) -> Iterator[str]:
    if isinstance(body, list):
        for each in body:
            yield from _ids(each)
    elif isinstance(body, dict):
        yield from (
            body[name] for name in ("id", "assetId", "commit", "last_event_id") if isinstance(body.get(name), str)
        )
        for each in body.values():
            yield from _ids(each)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, redis_server: RedisServer) -> Iterator[Desk]:
    """Of a studio with a film, a task and a take; a fault of ours is raised here."""
    own = Settings(workspace_root=tmp_path_factory.mktemp("fuzz"), redis_url=redis_server.url(3))
    app = create_app(own)
    with asyncio.Runner() as runner:
        life = app.router.lifespan_context(app)
        client = AsyncClient(transport=ASGITransport(app), base_url="http://localhost")

        def ask(method: str, path: str, **what: Any) -> Response:
            client.cookies.clear()
            return runner.run(client.request(method, path, **what))

        runner.run(life.__aenter__())
        models = {route.name: route.response_model for route in app.routes if isinstance(route, APIRoute)}
        found = Desk(ask, models)
        _furnish(found, ask, own.workspace_root)
        yield found
        runner.run(client.aclose())
        runner.run(life.__aexit__(None, None, None))


def _furnish(desk: Desk, ask: Callable[..., Response], workspace: Path) -> None:
    film = ask("POST", f"{API}/projects", json={"name": "Film"}).json()
    desk.pool["project_id"] = [film["id"]]
    desk.pool["element_id"] = [chapter["id"] for chapter in film["chapters"]]
    scene = ask("POST", f"{API}/projects/{film['id']}/scenes", json={"chapter_id": film["chapters"][0]["id"]}).json()
    shot = ask("POST", f"{API}/projects/{film['id']}/shots", json={"scene_id": scene["id"]}).json()
    desk.pool["shot_id"] = [shot["id"]]
    desk.pool["after"] = [ask("GET", f"{API}/projects/{film['id']}/events").json()["last_event_id"]]
    history = ask("GET", f"{API}/projects/{film['id']}/git/log").json()
    desk.pool["from"] = desk.pool["to"] = list(_ids(history))
    kept = ask("POST", f"{API}/projects/{film['id']}/assets?asset_type=styles", files={"files": ("a.txt", b"A ferry.")})
    desk.pool["asset_id"] = list(_ids(kept.json()))
    cast = {"name": "Mara", "triggerWord": "mara"}
    character = ask("POST", f"{API}/projects/{film['id']}/characters", json=cast).json()
    desk.pool["character_id"] = [character["assetId"]]
    tasks = f"{API}/projects/{film['id']}/tasks"
    made, waiting = (ask("POST", tasks, json={"type": "text_to_image", "prompt": "A door"}).json() for _ in range(2))
    (workspace / film["folder"] / "03_Renders/door.png").write_bytes(b"not looked at here")
    for report in ({"status": "processing"}, {"status": "completed", "output_path": "03_Renders/door.png"}):
        assert ask("PATCH", f"{API}/tasks/{made['id']}", json=report).is_success
    desk.pool["task_id"] = [made["id"], waiting["id"]]
    desk.pool["take_id"] = [made["id"]]


@pytest.mark.timeout(120 + REQUESTS)
@settings(max_examples=REQUESTS)
@given(st.data())
def test_every_request_is_answered_as_it_is_described(desk: Desk, data: st.DataObject) -> None:
    wish = data.draw(wishes(DOCUMENT, KNOWN))
    answer = desk.send(wish)
    event(f"{wish.method} {answer.status_code}")
    assert answer.status_code < 500 or answer.status_code == 503, (wish, answer.text)
    if answer.status_code >= 400 and wish.method != "HEAD":
        assert answer.headers["content-type"].startswith("application/problem+json"), (wish, answer.text)
    if wish.arrives(desk.pool):
        assert desk.conforms(wish, answer), (wish, answer.status_code, answer.text)


def test_what_was_made_was_asked_about(desk: Desk) -> None:
    """Otherwise the above tries little more than refusals."""
    assert {*NAMED.values(), "if-match"} <= {name for name, values in desk.pool.items() if values}
