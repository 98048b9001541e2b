"""The queue can be held: by a person, and by a disk with too little room."""

from __future__ import annotations

from pathlib import Path

import pytest
from httpx import AsyncClient
from redis import Redis

from app.config import Settings
from app.projects.store import Films
from app.tasks.ledger import Ledger
from app.tasks.line.holds import Holds
from app.tasks.line.schemas import Hold
from app.tasks.queues import GENERATION, TRAINING
from tests.support.clients.calls import API, problem, told
from tests.support.films.stored import events
from tests.support.films.tasks import new_task

MORE_THAN_ANY_DISK = 2**62


@pytest.fixture
def holds(films: Films, redis: Redis) -> Holds:
    return Holds(films, redis)


def test_nobody_has_a_turn_while_the_queue_is_paused(holds: Holds, ledger: Ledger) -> None:
    task = new_task()
    ledger.add([(task, [])])
    holds.pause()
    assert ledger.line.first(GENERATION) is None
    holds.resume()
    assert ledger.line.first(GENERATION) == (task.id, "film")


def test_a_change_is_told_once(holds: Holds, redis: Redis) -> None:
    for _ in range(3):
        holds.pause()
    for _ in range(3):
        holds.resume()
    told_of = [event["data"] for event in events(redis, "workspace", "queue.updated")]
    assert told_of == [{"reason": "paused", "held": True}, {"reason": "paused", "held": False}]


def test_a_pause_outlives_redis(holds: Holds, redis: Redis) -> None:
    holds.pause()
    redis.flushall()
    assert holds.all() == []
    holds.look(reserve=0)
    assert holds.all() == [Hold.PAUSED]


def test_a_full_disk_holds_the_queue_until_there_is_room(holds: Holds, redis: Redis) -> None:
    holds.look(reserve=MORE_THAN_ANY_DISK)
    holds.look(reserve=MORE_THAN_ANY_DISK)
    assert holds.all() == [Hold.DISK_LOW]
    holds.look(reserve=0)
    assert holds.all() == []
    assert [event["data"]["held"] for event in events(redis, "workspace", "queue.updated")] == [True, False]


def test_room_on_the_disk_does_not_end_a_persons_pause(holds: Holds) -> None:
    holds.pause()
    holds.look(reserve=MORE_THAN_ANY_DISK)
    assert holds.all() == [Hold.PAUSED, Hold.DISK_LOW]
    holds.resume()
    assert holds.all() == [Hold.DISK_LOW]


async def test_a_long_queue_is_counted_whole_and_listed_as_far_as_asked(api: AsyncClient, ledger: Ledger) -> None:
    tasks = [new_task(queue=queue) for queue in (GENERATION, TRAINING) for _ in range(5)]
    ledger.add([(task, []) for task in tasks])
    state = told(await api.get(f"{API}/queue", params={"limit": 2}))
    assert (state["total"], state["working"]) == (10, 0)
    listed = [(each["task_id"], each["position"]) for each in state["waiting"]]
    assert listed == [(tasks[place].id, place % 5) for place in (0, 1, 5, 6)]
    for limit in (0, 1001, "all"):
        problem(await api.get(f"{API}/queue", params={"limit": limit}), 422)


async def test_the_queue_says_what_waits_and_why(api: AsyncClient, redis: Redis) -> None:
    film = told(await api.post(f"{API}/projects", json={"name": "Film"}), 201)["id"]
    body = {"type": "text_to_image", "prompt": "A door", "node_id": "n1"}
    ids = [told(await api.post(f"{API}/projects/{film}/tasks", json=body), 201)["id"] for _ in range(2)]
    state = told(await api.get(f"{API}/queue"))
    assert (state["holds"], state["working"]) == ([], 0)
    assert [(each["task_id"], each["position"], each["reason"]) for each in state["waiting"]] == [
        (ids[0], 0, "no_runner"),
        (ids[1], 1, "no_runner"),
    ]
    assert "standard" in state["waiting"][0]["detail"]
    paused = told(await api.post(f"{API}/queue/pause"))
    assert paused["holds"] == ["paused"]
    assert {each["reason"] for each in paused["waiting"]} == {"paused"}
    redis.delete(GENERATION)
    assert told(await api.post(f"{API}/queue/resume"))["holds"] == []
    assert redis.llen(GENERATION) == 2


async def test_pausing_twice_is_pausing_once(api: AsyncClient, settings: Settings) -> None:
    for _ in range(2):
        assert told(await api.post(f"{API}/queue/pause"))["holds"] == ["paused"]
    kept = Path(settings.workspace_root, ".auteur/queue.json")
    assert kept.exists()
    for _ in range(2):
        assert told(await api.post(f"{API}/queue/resume"))["holds"] == []
    assert not kept.exists()
