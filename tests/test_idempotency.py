"""A POST may be sent again: it does its work once."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import pytest
from httpx import AsyncClient, Response
from redis import Redis
from redis.exceptions import ConnectionError as RedisAway

from app import idempotency
from app.api import create_app
from app.config import Settings
from app.tasks.ledger import Ledger
from app.tasks.service import Tasks
from tests.support.clients.calls import API, problem, told

TASK = {"type": "text_to_image", "prompt": "A door"}


async def post(api: AsyncClient, path: str, body: dict[str, Any], key: str) -> Response:
    return await api.post(f"{API}{path}", json=body, headers={"Idempotency-Key": key})


@pytest.fixture
async def film_id(api: AsyncClient) -> str:
    return str(told(await api.post(f"{API}/projects", json={"name": "Film"}), 201)["id"])


async def test_the_first_answer_is_given_again(api: AsyncClient) -> None:
    answers = [await post(api, "/projects", {"name": "Once"}, "k1") for _ in range(3)]
    assert {answer.status_code for answer in answers} == {201}
    assert {answer.content for answer in answers} == {answers[0].content}
    assert answers[2].headers["content-type"] == answers[0].headers["content-type"]
    assert len((await api.get(f"{API}/projects")).json()) == 1


async def test_another_key_is_another_request(api: AsyncClient, film_id: str, ledger: Ledger) -> None:
    ids = {told(await post(api, f"/projects/{film_id}/tasks", TASK, f"k{n}"), 201)["id"] for n in range(3)}
    assert len(ids) == len(ledger.of_project(film_id)) == 3


async def test_a_key_is_of_one_address(api: AsyncClient, film_id: str) -> None:
    told(await post(api, f"/projects/{film_id}/tasks", TASK, "k1"), 201)
    assert (await post(api, f"/projects/{film_id}/tasks/batch", {"tasks": [TASK]}, "k1")).status_code == 201


async def test_a_used_key_takes_no_other_request(api: AsyncClient, film_id: str) -> None:
    told(await post(api, f"/projects/{film_id}/tasks", TASK, "k1"), 201)
    other = await post(api, f"/projects/{film_id}/tasks", TASK | {"prompt": "A window"}, "k1")
    problem(other, 422, "idempotency_key_reused")


async def test_what_failed_may_be_tried_again(api: AsyncClient, film_id: str) -> None:
    problem(await post(api, f"/projects/{film_id}/tasks", TASK | {"prompt": ""}, "k1"), 422, "prompt_required")
    problem(await post(api, "/projects/nope/tasks", TASK, "k1"), 404)
    told(await post(api, f"/projects/{film_id}/tasks", TASK, "k1"), 201)


async def test_at_once_one_does_the_work(api: AsyncClient, film_id: str, ledger: Ledger) -> None:
    answers = await asyncio.gather(*(post(api, f"/projects/{film_id}/tasks", TASK, "k1") for _ in range(10)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    done = [answer for answer in answers if answer.status_code == 201]
    assert len({answer.json()["id"] for answer in done}) == 1
    for answer in answers:
        if answer.status_code == 409:
            problem(answer, 409, "idempotency_in_progress")
    assert len(ledger.of_project(film_id)) == 1


async def test_a_task_is_accepted_once_even_when_redis_forgot(
    api: AsyncClient, film_id: str, redis: Redis, ledger: Ledger
) -> None:
    first = told(await post(api, f"/projects/{film_id}/tasks", TASK, "k1"), 201)
    batch = (await post(api, f"/projects/{film_id}/tasks/batch", {"tasks": [TASK] * 3}, "k2")).json()
    redis.flushall()
    assert told(await post(api, f"/projects/{film_id}/tasks", TASK, "k1"), 201)["id"] == first["id"]
    again = (await post(api, f"/projects/{film_id}/tasks/batch", {"tasks": [TASK] * 3}, "k2")).json()
    assert [task["id"] for task in again] == [task["id"] for task in batch]
    assert ledger.of_project(film_id) == []


async def test_a_crash_between_work_and_answer_makes_no_second_task(
    api: AsyncClient, film_id: str, redis: Redis, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit = Tasks.submit

    def lose_the_answer(*arguments: Any) -> None:
        submit(*arguments)
        raise RedisAway

    with monkeypatch.context() as crash:
        crash.setattr(Tasks, "submit", lose_the_answer)
        problem(await post(api, f"/projects/{film_id}/tasks", TASK, "k1"), 503)
    told(await post(api, f"/projects/{film_id}/tasks", TASK, "k1"), 201)
    assert len(ledger.of_project(film_id)) == 1
    assert redis.dbsize()


async def test_an_upload_sent_again_is_one_asset(api: AsyncClient, film_id: str) -> None:
    address, headers = f"{API}/projects/{film_id}/assets?asset_type=scripts", {"Idempotency-Key": "k1"}
    answers = [
        await api.post(address, files=[("files", ("a.txt", b"text"))], headers=headers | {"x-try": str(n)})
        for n in range(2)
    ]
    assert answers[0].json() == answers[1].json()
    assert len((await api.get(f"{API}/projects/{film_id}/assets")).json()) == 1


async def test_a_character_a_scene_and_a_resumable_upload_are_made_once(api: AsyncClient, film_id: str) -> None:
    film = f"/projects/{film_id}"
    chapter = (await api.get(f"{API}{film}/story")).json()["chapters"][0]["id"]
    for path, body in (("/characters", {"name": "Orlok"}), ("/scenes", {"chapter_id": chapter})):
        first, again = [await post(api, film + path, body, "k1") for _ in range(2)]
        assert (first.status_code, first.content) == (201, again.content), first.text
    headers = {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": "4",
        "Upload-Metadata": f"filename {encoded('a.txt')},project_id {encoded(film_id)},asset_type {encoded('scripts')}",
        "Idempotency-Key": "k1",
    }
    begun = [await api.post(f"{API}/uploads", headers=headers) for _ in range(2)]
    assert begun[0].status_code == 201, begun[0].text
    assert begun[0].headers["location"] == begun[1].headers["location"]
    assert begun[1].headers["tus-resumable"] == "1.0.0"


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_every_post_that_creates_takes_a_key() -> None:
    paths = create_app(Settings()).openapi()["paths"]
    without = [
        path
        for path, methods in paths.items()
        if "201" in methods.get("post", {"responses": ()})["responses"]
        and "Idempotency-Key" not in {each["name"] for each in methods["post"]["parameters"]}
    ]
    assert without == []


async def test_a_key_is_held_while_its_first_request_is_answered_and_no_longer(
    api: AsyncClient, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idempotency, "_ANSWERING_SECONDS", 1)
    reached, over = asyncio.Event(), asyncio.Event()
    once = idempotency._Once.__dict__["answer"]

    async def slow(self: Any, answer: Any) -> Response:
        async def late(request: Any) -> Any:
            reached.set()
            await over.wait()
            return await answer(request)

        found: Response = await once(self, late)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(idempotency._Once, "answer", slow)
        first = asyncio.create_task(post(api, "/projects", {"name": "Once"}, "k1"))
        await reached.wait()
    [key] = list(redis.scan_iter("idempotency:*"))
    redis.pexpire(key, 600)
    while int(str(redis.pttl(key))) <= 600:
        assert redis.exists(key)
        await asyncio.sleep(0.05)
    problem(await post(api, "/projects", {"name": "Once"}, "k1"), 409, "idempotency_in_progress")
    over.set()
    assert (await first).status_code == 201


async def test_an_answer_that_can_not_be_kept_is_given_all_the_same(
    api: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = Redis.set

    def refuse(self: Redis, name: Any, value: Any, **options: Any) -> Any:
        if "status" in json.loads(value):
            raise RedisAway
        return keep(self, name, value, **options)

    monkeypatch.setattr(Redis, "set", refuse)
    told(await post(api, "/projects", {"name": "Once"}, "k1"), 201)


async def test_a_key_has_a_length(api: AsyncClient) -> None:
    problem(await post(api, "/projects", {"name": "Long"}, "k" * 201), 422)
