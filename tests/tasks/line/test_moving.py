"""The order of what waits can be changed."""

from __future__ import annotations

from typing import Any

from httpx import AsyncClient
from redis import Redis

from app.projects.film import Film
from app.tasks import journal
from app.tasks.ledger import Ledger
from app.tasks.line.plan import in_order
from app.tasks.queues import GENERATION
from tests.support.clients.calls import API, problem, told
from tests.support.films.stored import events
from tests.tasks.conftest import Submitted


async def move(api: AsyncClient, task_id: str, **where: str) -> dict[str, Any]:
    return told(await api.post(f"{API}/tasks/{task_id}/move", json=where))


def order(ledger: Ledger) -> list[str]:
    return in_order(ledger.line.lanes(GENERATION))


async def test_a_task_goes_where_it_is_moved(api: AsyncClient, submitted: Submitted, ledger: Ledger) -> None:
    a, b, c, d = [(await submitted())["id"] for _ in range(4)]
    await move(api, d, to="first")
    assert order(ledger) == [d, a, b, c]
    await move(api, d, to="last")
    assert order(ledger) == [a, b, c, d]
    await move(api, a, after=c)
    assert order(ledger) == [b, c, a, d]
    await move(api, d, before=c)
    assert order(ledger) == [b, d, c, a]
    await move(api, b, to="first")
    assert order(ledger) == [b, d, c, a]


async def test_it_takes_the_priority_of_where_it_goes(api: AsyncClient, submitted: Submitted, ledger: Ledger) -> None:
    urgent = [(await submitted(priority=5))["id"] for _ in range(2)]
    usual = [(await submitted())["id"] for _ in range(2)]
    moved = await move(api, usual[1], before=urgent[1])
    assert moved["priority"] == 5
    assert order(ledger) == [urgent[0], usual[1], urgent[1], usual[0]]
    assert (await move(api, urgent[0], to="last"))["priority"] == 0
    assert order(ledger) == [usual[1], urgent[1], usual[0], urgent[0]]


async def test_a_move_is_told_with_its_place_and_outlives_redis(
    api: AsyncClient, film: Film, submitted: Submitted, ledger: Ledger, redis: Redis
) -> None:
    ids = [(await submitted())["id"] for _ in range(3)]
    assert [e["data"]["position"] for e in events(redis, film.id, "task.queued")] == [0, 1, 2]
    await move(api, ids[2], to="first")
    assert events(redis, film.id, "task.queued")[-1]["data"] | {"position": 0} == {
        "task_id": ids[2],
        "node_id": None,
        "task_type": "text_to_image",
        "priority": 0,
        "position": 0,
    }
    redis.flushall()
    for task in journal.all_of(film):
        ledger.restore(task)
    assert order(ledger) == [ids[2], ids[0], ids[1]]


async def test_there_is_always_room_between_two(api: AsyncClient, submitted: Submitted, ledger: Ledger) -> None:
    first, *others = [(await submitted())["id"] for _ in range(3)]
    for _ in range(60):
        await move(api, others[1], after=first)
        assert order(ledger) == [first, others[1], others[0]]
        others.reverse()


async def test_only_what_waits_can_be_moved(api: AsyncClient, submitted: Submitted) -> None:
    waiting, cancelled = [(await submitted())["id"] for _ in range(2)]
    told(await api.post(f"{API}/tasks/{cancelled}/cancel"))
    for task_id, where in (
        (cancelled, {"to": "first"}),
        (waiting, {"before": cancelled}),
        (waiting, {"after": waiting}),
    ):
        problem(await api.post(f"{API}/tasks/{task_id}/move", json=where), 409, "not_waiting")
    problem(await api.post(f"{API}/tasks/nope/move", json={"to": "first"}), 404, "task_not_found")
    for nonsense in ({}, {"to": "middle"}, {"to": "first", "before": waiting}, {"before": ""}):
        problem(await api.post(f"{API}/tasks/{waiting}/move", json=nonsense), 422)


async def test_a_task_of_another_film_is_no_neighbour(api: AsyncClient, submitted: Submitted) -> None:
    other = told(await api.post(f"{API}/projects", json={"name": "Other"}), 201)["id"]
    body = {"type": "text_to_image", "prompt": "A door"}
    foreign = told(await api.post(f"{API}/projects/{other}/tasks", json=body), 201)["id"]
    task_id = (await submitted())["id"]
    problem(await api.post(f"{API}/tasks/{task_id}/move", json={"before": foreign}), 409, "not_waiting")
