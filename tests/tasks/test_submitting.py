from __future__ import annotations

import asyncio
import json
from typing import Any

from httpx import AsyncClient
from redis import Redis

from app.projects.film import Film
from app.tasks import journal
from app.tasks.ledger import Ledger
from tests.support.clients.calls import API, problem, told
from tests.support.films.stored import events
from tests.tasks.conftest import Submitted


async def test_an_accepted_task_is_in_redis_on_disk_told_and_queued(
    api: AsyncClient, film: Film, redis: Redis, submitted: Submitted
) -> None:
    task = await submitted(node_id="node-1")
    record = json.loads(str(redis.get(f"task:{task['id']}"), "utf-8"))  # type: ignore[arg-type]
    assert record == task
    written = journal.read(film, task["id"])
    assert written
    assert written.model_dump(mode="json") == task
    assert [event["type"] for event in events(redis, film.id)] == ["task.created", "task.queued", "node.state.updated"]
    assert redis.llen("task:queue:default") == 1
    assert (task["status"], task["progress"], task["attempt"]) == ("pending", 0, 0)
    assert told(await api.get(f"{API}/tasks/{task['id']}")) == task


async def test_the_tier_is_the_projects_unless_the_task_names_one(submitted: Submitted) -> None:
    assert (await submitted())["parameters"]["steps"] == 30
    for word, steps in (("low", 20), ("standard", 30), ("high", 50), ("premium", 50)):
        task = await submitted(quality_preset=word)
        assert task["parameters"]["steps"] == steps
    own = await submitted(quality_preset="premium", parameters={"steps": 4, "sampler": "ddim", "width": 64})
    assert own["quality_preset"] == "premium"
    assert own["parameters"] | {"seed": 0} == {"steps": 4, "cfg_scale": 7.5, "sampler": "ddim", "width": 64, "seed": 0}


async def test_a_seed_is_kept_or_given(submitted: Submitted) -> None:
    assert (await submitted(parameters={"seed": 2**53 - 1}))["parameters"]["seed"] == 2**53 - 1
    assert (await submitted(parameters={"seed": 0}))["parameters"]["seed"] == 0
    given = {(await submitted())["parameters"]["seed"] for _ in range(5)}
    assert len(given) == 5


async def test_a_prompt_is_trimmed_and_may_be_long(submitted: Submitted) -> None:
    assert (await submitted(prompt="  夜 \n"))["prompt"] == "夜"
    assert len((await submitted(prompt="x" * 10_000))["prompt"]) == 10_000


IMPOSSIBLE: list[dict[str, Any]] = [
    {"prompt": ""},
    {"prompt": "   "},
    {"prompt": None},
    {"prompt": 7},
    {"prompt": "x" * 10_001},
    {"type": "teapot"},
    {"type": None},
    {"quality_preset": "best"},
    {"quality_preset": []},
    {"quality_preset": {}},
    {"parameters": []},
    {"parameters": {"steps": 0}},
    {"parameters": {"steps": 201}},
    {"parameters": {"steps": "many"}},
    {"parameters": {"width": 63}},
    {"parameters": {"height": 4097}},
    {"parameters": {"seed": -1}},
    {"parameters": {"seed": 2**53}},
    {"parameters": {"cfg_scale": 51}},
    {"node_id": ""},
    {"node_id": "x" * 201},
    {"character_ids": "all"},
    {"type": "image_to_video", "prompt": ""},
    {"type": "image_to_video", "parameters": {"source": "03_Renders/gone.png"}},
    {"type": "image_to_video", "parameters": {"source": "../project.json"}},
    {"type": "image_to_video", "parameters": {"move": "loop"}},
    {"type": "image_to_video", "parameters": {"duration": 31}},
    {"type": "character_variations"},
    {"type": "character_variations", "character_ids": ["a", "b"]},
    {"type": "character_variations", "character_ids": ["a"], "parameters": {"variations": ["../happy"]}},
    {"type": "lora_training", "character_ids": []},
    {"type": "lora_training", "character_ids": ["a"], "parameters": {"epochs": 0}},
]


async def test_an_impossible_wish_is_refused_and_leaves_nothing(api: AsyncClient, film: Film, redis: Redis) -> None:
    before = set(redis.keys("*"))
    for wish in IMPOSSIBLE:
        body = {"type": "text_to_image", "prompt": "A lighthouse", **wish}
        problem(await api.post(f"{API}/projects/{film.id}/tasks", json=body), 422)
    body = {"type": "text_to_image", "prompt": "A lighthouse", "shot_id": "nope"}
    assert (await api.post(f"{API}/projects/{film.id}/tasks", json=body)).status_code in {404, 422}
    assert set(redis.keys("*")) == before
    assert list(journal.all_of(film)) == []


async def test_tasks_are_listed_newest_first_and_by_status(api: AsyncClient, film: Film, submitted: Submitted) -> None:
    made = [await submitted() for _ in range(3)]
    await api.post(f"{API}/tasks/{made[1]['id']}/cancel")
    address = f"{API}/projects/{film.id}/tasks"
    assert [task["id"] for task in (await api.get(address)).json()] == [task["id"] for task in reversed(made)]
    assert [task["id"] for task in (await api.get(f"{address}?status=cancelled")).json()] == [made[1]["id"]]
    problem(await api.get(f"{address}?status=lost"), 422)


async def test_a_waiting_task_is_cancelled_at_once_and_only_once(
    api: AsyncClient, film: Film, redis: Redis, submitted: Submitted
) -> None:
    task = await submitted(node_id="node-1")
    answers = await asyncio.gather(*(api.post(f"{API}/tasks/{task['id']}/cancel") for _ in range(10)))
    assert {answer.status_code for answer in answers} == {200}
    assert {json.dumps(answer.json()) for answer in answers} == {json.dumps(answers[0].json())}
    assert answers[0].json()["status"] == "cancelled"
    assert len(events(redis, film.id, "task.cancelled")) == 1
    assert events(redis, film.id)[-1]["data"]["state"] == "idle"
    written = journal.read(film, task["id"])
    assert written
    assert written.status == "cancelled"


async def test_unknown_tasks_are_not_found(api: AsyncClient) -> None:
    for task_id in ("nope", "%00", "a" * 64, "é"):
        problem(await api.get(f"{API}/tasks/{task_id}"), 404, "task_not_found")
        problem(await api.post(f"{API}/tasks/{task_id}/cancel"), 404, "task_not_found")
        problem(await api.get(f"{API}/tasks/{task_id}/preview"), 404)
    problem(await api.get(f"{API}/tasks/{'a' * 65}"), 422)


async def test_a_task_without_preview_says_so(api: AsyncClient, submitted: Submitted) -> None:
    task = await submitted()
    answer = await api.get(f"{API}/tasks/{task['id']}/preview")
    assert (answer.status_code, answer.content) == (204, b"")


async def test_a_task_that_could_not_be_announced_leaves_no_journal(
    api: AsyncClient, film: Film, ledger: Ledger, redis: Redis
) -> None:
    redis.config_set("maxmemory", 1)
    try:
        body = {"type": "text_to_image", "prompt": "A lighthouse"}
        refused = await api.post(f"{API}/projects/{film.id}/tasks", json=body)
    finally:
        redis.config_set("maxmemory", 0)
    problem(refused, 503)
    assert refused.headers["retry-after"]
    assert list(journal.all_of(film)) == ledger.of_project(film.id) == []
