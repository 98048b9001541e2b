"""What a client asks of a studio over REST."""

from __future__ import annotations

import itertools
from typing import Any

import httpx

from tests.support.waiting import DEADLINE, eventually

_numbers = itertools.count(1)
API = "/api/v1"
ENDED = {"completed", "failed", "cancelled"}


def new_name() -> str:
    return f"Film {next(_numbers)}"


def make_film(client: httpx.Client, name: str | None = None, **wishes: Any) -> dict[str, Any]:
    return told(client.post(f"{API}/projects", json={"name": name or new_name(), **wishes}), 201)


def submit(client: httpx.Client, film_id: str, prompt: str = "A lighthouse at dusk", **wishes: Any) -> dict[str, Any]:
    body = {"type": "text_to_image", "prompt": prompt, **wishes}
    return told(client.post(f"{API}/projects/{film_id}/tasks", json=body), 201)


def task(client: httpx.Client, task_id: str) -> dict[str, Any]:
    return told(client.get(f"{API}/tasks/{task_id}"))


def ended(client: httpx.Client, task_id: str, seconds: float = DEADLINE) -> dict[str, Any]:
    """The task, once it has ended."""
    eventually(lambda: task(client, task_id)["status"] in ENDED, seconds)
    return task(client, task_id)


def upload(client: httpx.Client, film_id: str, *files: tuple[str, bytes], kind: str = "locations") -> httpx.Response:
    parts = [("files", (name, data)) for name, data in files]
    return client.post(f"{API}/projects/{film_id}/assets", params={"asset_type": kind}, files=parts)


def assets(client: httpx.Client, film_id: str, **query: str) -> list[dict[str, Any]]:
    found = client.get(f"{API}/projects/{film_id}/assets", params=query)
    assert found.status_code == 200, found.text
    listed: list[dict[str, Any]] = found.json()
    return listed


def finished_assets(client: httpx.Client, film_id: str, count: int) -> list[dict[str, Any]]:
    """All assets of the film, once `count` of them are no longer being processed."""
    eventually(lambda: sum(asset["status"] != "processing" for asset in assets(client, film_id)) >= count)
    return assets(client, film_id)


def told(response: httpx.Response, status: int = 200) -> dict[str, Any]:
    assert response.status_code == status, response.text
    body: dict[str, Any] = response.json()
    return body


def problem(response: httpx.Response, status: int, code: str | None = None) -> dict[str, Any]:
    """The refusal, proven to be one of the contract's form."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"].startswith("application/problem+json")
    body: dict[str, Any] = response.json()
    assert {"type", "title", "status", "detail", "code"} <= body.keys()
    assert body["status"] == status
    assert body["detail"]
    assert code in {None, body["code"]}, body
    return body
