"""A task that failed or was cancelled can be made again."""

from __future__ import annotations

import asyncio

from httpx import AsyncClient
from redis import Redis

from app.projects.film import Film
from app.tasks import journal
from tests.support.clients.calls import API, problem, told
from tests.support.films.stored import events
from tests.tasks.conftest import Record, Submitted


async def cancelled(api: AsyncClient, task: Record) -> Record:
    return told(await api.post(f"{API}/tasks/{task['id']}/cancel"))


async def test_a_retry_is_a_new_task_with_the_same_wishes(
    api: AsyncClient, film: Film, submitted: Submitted, redis: Redis
) -> None:
    task = await cancelled(api, await submitted(node_id="n1", priority=3, parameters={"width": 64}))
    again = told(await api.post(f"{API}/tasks/{task['id']}/retry"), 201)
    same = ("prompt", "parameters", "quality_preset", "node_id", "priority", "type", "project_id")
    assert {name: again[name] for name in same} == {name: task[name] for name in same}
    assert (again["retry_of"], again["status"], again["attempt"]) == (task["id"], "pending", 0)
    assert (again["finished"], again["error"], again["cancel_requested"]) == (None, None, False)
    assert events(redis, film.id)[-2]["data"]["task_id"] == again["id"]
    assert told(await api.get(f"{API}/tasks/{task['id']}")) == task
    assert journal.read(film, again["id"])


async def test_however_often_it_is_asked_for_it_is_one(
    api: AsyncClient, film: Film, submitted: Submitted, redis: Redis
) -> None:
    task = await cancelled(api, await submitted())
    answers = await asyncio.gather(*(api.post(f"{API}/tasks/{task['id']}/retry") for _ in range(8)))
    assert len({told(answer, 201)["id"] for answer in answers}) == 1
    assert len(events(redis, film.id, "task.created")) == 2


async def test_a_retry_can_be_retried(api: AsyncClient, submitted: Submitted) -> None:
    chain = [await cancelled(api, await submitted())]
    for _ in range(3):
        again = told(await api.post(f"{API}/tasks/{chain[-1]['id']}/retry"), 201)
        assert again["retry_of"] == chain[-1]["id"]
        chain.append(await cancelled(api, again))
    assert len({task["id"] for task in chain}) == 4


async def test_what_has_not_failed_is_not_made_again(api: AsyncClient, submitted: Submitted) -> None:
    task = await submitted()
    problem(await api.post(f"{API}/tasks/{task['id']}/retry"), 409, "not_retryable")
    problem(await api.post(f"{API}/tasks/nope/retry"), 404, "task_not_found")
