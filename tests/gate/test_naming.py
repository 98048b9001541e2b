from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
import structlog
from httpx import ASGITransport, AsyncClient
from starlette.types import Receive, Scope, Send

from app.gate.naming import RequestNames


async def echo(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001
    """Answers with the names that a line of the log would have."""
    found = structlog.contextvars.get_contextvars()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": "|".join(f"{k}={v}" for k, v in sorted(found.items())).encode()})


Ask = Callable[..., Awaitable[dict[str, str]]]


@pytest.fixture
def ask() -> Ask:
    async def asked(path: str, **headers: str) -> dict[str, str]:
        async with AsyncClient(transport=ASGITransport(RequestNames(echo)), base_url="http://localhost") as client:
            answer = await client.get(path, headers=headers)
        names = dict(part.split("=") for part in answer.text.split("|"))
        assert answer.headers["X-Request-ID"] == names.pop("request")
        return {"request": answer.headers["X-Request-ID"], **names}

    return asked


async def test_each_request_has_an_id_of_its_own(ask: Ask) -> None:
    assert (await ask("/"))["request"] != (await ask("/"))["request"]


async def test_an_id_that_a_proxy_gave_is_kept(ask: Ask) -> None:
    assert (await ask("/", **{"X-Request-ID": "proxy-7.a_b"}))["request"] == "proxy-7.a_b"


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, '"}', "a;b"])
async def test_what_could_write_lines_of_its_own_is_no_id(ask: Ask, given: str) -> None:
    assert (await ask("/", **{"X-Request-ID": given}))["request"] != given


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/api/v1/projects/p1/tasks", {"project": "p1"}),
        ("/api/v1/tasks/t1/cancel", {"task": "t1"}),
        ("/ws/projects/p1", {"project": "p1"}),
        ("/ws/p1", {"project": "p1"}),
        ("/ws/workspace", {}),
        ("/api/v1/projects", {}),
        ("/health", {}),
    ],
)
async def test_what_the_path_is_about_is_named(ask: Ask, path: str, names: dict[str, str]) -> None:
    found = await ask(path)
    assert {name: value for name, value in found.items() if name != "request"} == names
