from __future__ import annotations

import errno
from pathlib import Path

import pytest
from fastapi import FastAPI
from filelock import Timeout
from httpx import ASGITransport, AsyncClient, Response
from redis.exceptions import ConnectionError as RedisAway

from app import errors, problems
from app.errors import AuteurError
from tests.support.clients.calls import API, problem

TREE = [
    (errors.SignInRequired, 401),
    (errors.Refused, 403),
    (errors.NotFound, 404),
    (errors.Conflict, 409),
    (errors.Stale, 412),
    (errors.TooLarge, 413),
    (errors.Unsupported, 415),
    (errors.Invalid, 422),
    (errors.TooMany, 429),
    (errors.Unavailable, 503),
    (errors.StorageFull, 507),
]


async def answer(error: Exception) -> Response:
    app = FastAPI()
    problems.install(app)

    @app.get("/")
    def fail() -> None:
        raise error

    async with AsyncClient(transport=ASGITransport(app), base_url="http://localhost") as client:
        return await client.get("/")


@pytest.mark.parametrize(("kind", "status"), TREE)
async def test_every_refusal_is_a_problem_with_its_status(kind: type[AuteurError], status: int) -> None:
    refused = await answer(kind("Do this instead.", field="name"))
    body = problem(refused, status, kind.code)
    assert body["detail"] == "Do this instead."
    assert body["errors"] == [{"field": "name", "message": "Do this instead."}]
    assert body["type"] == f"urn:auteur:problem:{kind.code}"


def test_the_tree_in_the_file_is_whole() -> None:
    assert {kind for kind, _ in TREE} == {
        kind for kind in AuteurError.__subclasses__() if kind.__module__ == "app.errors"
    }


@pytest.mark.parametrize(
    "error", [RedisAway("away"), Timeout("lock"), errors.Unavailable("Wait."), errors.TooMany("Wait.")]
)
async def test_what_is_away_says_when_to_come_back(error: Exception) -> None:
    refused = await answer(error)
    problem(refused, 429 if isinstance(error, errors.TooMany) else 503)
    assert int(refused.headers["retry-after"]) > 0


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
async def test_a_full_disk_is_told_as_such(number: int) -> None:
    problem(await answer(OSError(number, "full")), 507, "disk_full")


async def test_no_detail_leads_out_of_the_project(api: AsyncClient, tmp_path: Path) -> None:
    for call in (api.get(f"{API}/projects/nope"), api.post(f"{API}/projects", json={"name": "../x"}), api.get("/nope")):
        assert str(tmp_path.parent) not in (await call).text


async def test_unknown_paths_and_methods_are_problems_too(api: AsyncClient) -> None:
    problem(await api.get("/nope"), 404)
    problem(await api.get(f"{API}/nope"), 404)
    refused = await api.delete(f"{API}/projects")
    problem(refused, 405)
    assert refused.headers["allow"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b'{"name": ', b"[" * 100_000, b'{"name": "\\ud800"}', b"9" * 5000]
)
async def test_a_body_that_is_no_json_is_unprocessable(api: AsyncClient, body: bytes) -> None:
    problem(await api.post(f"{API}/projects", content=body, headers={"Content-Type": "application/json"}), 422)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "application/xml"])
async def test_json_under_another_name_changes_nothing(api: AsyncClient, kind: str) -> None:
    """A page of another origin may send these without asking first."""
    sent = await api.post(
        f"{API}/projects", content=b'{"name": "Film"}', headers={"Content-Type": kind} if kind else {}
    )
    problem(sent, sent.status_code)
    assert sent.status_code in {415, 422}
    assert (await api.get(f"{API}/projects")).json() == []
