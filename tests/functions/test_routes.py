from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from redis import Redis

from app.config import Settings
from app.projects.film import Film
from app.projects.schemas import Quality
from app.tasks import journal
from app.tasks.durations import learn
from app.tasks.runners import register
from tests.support.clients.calls import API, ended, make_film, problem, submit, told
from tests.support.films.functions import declaration, keep, put
from tests.support.films.tasks import new_task
from tests.support.generation.runners import new_runner
from tests.support.studios.studio import Studio

PROMPT = "A lighthouse at dusk"
ADDRESS = f"{API}/functions/tasks"


def wish(film: Film, **fields: Any) -> dict[str, Any]:
    inputs = {"prompt": PROMPT, "width": 512, "height": 512, **fields.pop("inputs", {})}
    return {"template_id": "image_generation_v1", "inputs": inputs, "project_id": film.id, **fields}


async def made(api: AsyncClient, body: dict[str, Any], **headers: str) -> dict[str, Any]:
    """The task of what was submitted."""
    submitted = told(await api.post(ADDRESS, json=body, headers=headers))
    assert submitted["status"] == "submitted"
    assert submitted["tracking_id"] == submitted["task_id"]
    return told(await api.get(f"{API}/tasks/{submitted['task_id']}"))


async def test_templates_are_told_with_who_can_make_them_now(
    api: AsyncClient, redis: Redis, settings: Settings
) -> None:
    put(settings.workspace_root, "relight.json", declaration(comfyui={"workflow": {}}))
    first, *_, last = (await api.get(f"{API}/functions/templates")).json()
    assert (first["origin"], first["ready"]) == ("studio", [])
    assert (last["id"], last["origin"], "comfyui" in last) == ("relight_v1", "library", False)
    register.announce(redis, new_runner("a", pipelines=("storyboard", "recipe")))
    assert told(await api.get(f"{API}/functions/templates/relight_v1"))["ready"] == ["recipe"]
    assert told(await api.get(f"{API}/functions/templates/image_generation_v1"))["ready"] == ["storyboard"]
    problem(await api.get(f"{API}/functions/templates/teapot_v1"), 404, "template_not_found")


async def test_a_file_that_is_no_template_is_told(api: AsyncClient, settings: Settings) -> None:
    put(settings.workspace_root, "bad.json", {"id": "x"})
    (refused,) = (await api.get(f"{API}/functions/refused")).json()
    assert (refused["file"], "name" in refused["reason"]) == ("bad.json", True)


async def test_a_function_becomes_a_task_that_keeps_what_was_asked(api: AsyncClient, film: Film) -> None:
    source = f"asset://{keep(film).id}"
    inputs = {"location": source, "character_ids": ["orlok"], "seed": 7, "quality": "high"}
    task = await made(api, wish(film, inputs=inputs, canvas_node_id="node-1", user_id="somebody"))
    assert (task["type"], task["template_id"], task["node_id"]) == ("text_to_image", "image_generation_v1", "node-1")
    assert (task["prompt"], task["character_ids"], task["quality_preset"]) == (PROMPT, ["orlok"], "premium")
    expected = {"steps": 50, "width": 512, "height": 512, "seed": 7, "location": source}
    assert expected.items() <= task["parameters"].items()
    assert not {"prompt", "quality", "character_ids"} & task["parameters"].keys()
    assert str(film.folder) not in json.dumps(task)


async def test_the_tier_named_beside_the_inputs_wins(api: AsyncClient, film: Film) -> None:
    assert (await made(api, wish(film, inputs={"quality": "premium"}, quality="low")))["quality_preset"] == "draft"
    assert (await made(api, wish(film)))["quality_preset"] == "standard"


REFUSED: list[tuple[dict[str, Any], int, str | None]] = [
    ({"template_id": "teapot_v1"}, 404, None),
    ({"project_id": "nowhere"}, 404, None),
    ({"shot_id": "nowhere"}, 404, None),
    ({"inputs": {"width": 1}}, 422, "inputs.width"),
    ({"inputs": {"prompt": ""}}, 422, "inputs.prompt"),
    ({"inputs": {"prompt": " \n "}}, 422, "prompt"),
    ({"inputs": {"colour": "red"}}, 422, "inputs.colour"),
    ({"inputs": {"location": "asset://../../etc/passwd"}}, 422, "inputs.location"),
    ({"inputs": {"location": "asset://nowhere"}}, 422, "inputs.location"),
    ({"inputs": {"prompt": "asset://nowhere"}}, 422, "inputs.prompt"),
    ({"inputs": {"character_ids": ["a", 7]}}, 422, "inputs.character_ids.1"),
    ({"inputs": {"deep": json.loads("[" * 80 + "]" * 80)}}, 422, "inputs"),
    ({"inputs": {"large": "x" * 70_000}}, 422, "inputs"),
    ({"quality": "best"}, 422, "quality"),
]


@pytest.mark.parametrize(("wanted", "status", "field"), REFUSED)
async def test_what_does_not_fit_is_refused_where_it_stands_and_leaves_nothing(
    api: AsyncClient, film: Film, redis: Redis, wanted: dict[str, Any], status: int, field: str | None
) -> None:
    before = set(redis.keys("*"))
    told_problem = problem(await api.post(ADDRESS, json=wish(film, **wanted)), status)
    assert [error["field"] for error in told_problem["errors"]] == ([field] if field else [])
    assert str(film.folder) not in json.dumps(told_problem)
    assert set(redis.keys("*")) == before
    assert list(journal.all_of(film)) == []


async def test_a_library_template_s_own_reading_of_a_task_s_words_is_refused(
    api: AsyncClient, film: Film, settings: Settings
) -> None:
    put(settings.workspace_root, "odd.json", declaration("odd_v1", properties={"prompt": {}, "steps": {}}))
    body = wish(film, template_id="odd_v1") | {"inputs": {"prompt": "x", "steps": "many"}}
    assert problem(await api.post(ADDRESS, json=body), 422)["errors"][0]["field"] == "inputs.steps"
    body["inputs"] = {"prompt": ["x"]}
    assert problem(await api.post(ADDRESS, json=body), 422)["errors"][0]["field"] == "inputs.prompt"


async def test_a_task_may_name_its_template_and_is_checked_by_it(
    api: AsyncClient, film: Film, settings: Settings
) -> None:
    layers = {"type": "array", "items": {"type": "object"}}
    put(settings.workspace_root, "relight.json", declaration(properties={"prompt": {}, "layers": layers, "seed": {}}))
    address = f"{API}/projects/{film.id}/tasks"
    body = {"type": "text_to_image", "prompt": PROMPT, "template_id": "relight_v1"}
    source = {"picture": f"asset://{keep(film).id}"}
    task = told(await api.post(address, json={**body, "parameters": {"layers": [source]}}), 201)
    assert task["parameters"]["layers"] == [source]
    for parameters, field in (
        ({"layers": 1}, "parameters.layers"),
        ({"width": 640}, "parameters.width"),
        ({"layers": [{"picture": "asset://nowhere"}]}, "parameters.layers.0.picture"),
        ({"layers": ["x" * 70_000]}, "parameters"),
    ):
        found = problem(await api.post(address, json={**body, "parameters": parameters}), 422)
        assert found["errors"][0]["field"] == field
    problem(await api.post(address, json={**body, "template_id": "gone_v1"}), 404, "template_not_found")


async def test_without_a_template_unknown_parameters_are_passed_over(api: AsyncClient, film: Film) -> None:
    body = {"type": "text_to_image", "prompt": PROMPT, "parameters": {"layers": [1], "steps": 3}}
    task = told(await api.post(f"{API}/projects/{film.id}/tasks", json=body), 201)
    assert (task["parameters"]["steps"], "layers" in task["parameters"]) == (3, False)


async def test_sent_again_with_its_key_it_is_the_same_task(api: AsyncClient, film: Film, redis: Redis) -> None:
    first = await made(api, wish(film), **{"Idempotency-Key": "once"})
    for key in redis.scan_iter("idempotency:*"):
        redis.delete(key)  # as a day later, or after a flush
    assert await made(api, wish(film), **{"Idempotency-Key": "once"}) == first
    assert len(list(journal.all_of(film))) == 1


async def test_completion_is_foreseen_from_what_was_measured(api: AsyncClient, film: Film, redis: Redis) -> None:
    assert told(await api.post(ADDRESS, json=wish(film)))["estimated_completion"] is None
    register.announce(redis, new_runner("a", pipelines=("storyboard",)).model_copy(update={"concurrency": 1}))
    began = datetime.now(UTC)
    done = {"started": began, "finished": began + timedelta(seconds=60), "pipeline": "storyboard"}
    learn(redis, new_task(quality_preset=Quality.STANDARD, **done))
    foreseen = told(await api.post(ADDRESS, json=wish(film)))["estimated_completion"]
    assert (datetime.fromisoformat(foreseen) - began).total_seconds() >= 120


async def test_a_long_line_is_reckoned_with_though_not_read(api: AsyncClient, film: Film, redis: Redis) -> None:
    register.announce(redis, new_runner("a", pipelines=("storyboard",)).model_copy(update={"concurrency": 1}))
    began = datetime.now(UTC)
    done = {"started": began, "finished": began + timedelta(seconds=60), "pipeline": "storyboard"}
    learn(redis, new_task(quality_preset=Quality.STANDARD, **done))
    tasks = [{"type": "text_to_image", "prompt": PROMPT}] * 70
    for _ in range(2):
        told_tasks = await api.post(f"{API}/projects/{film.id}/tasks/batch", json={"tasks": tasks})
        assert told_tasks.status_code == 201
    foreseen = told(await api.post(ADDRESS, json=wish(film)))["estimated_completion"]
    assert (datetime.fromisoformat(foreseen) - began).total_seconds() == pytest.approx(141 * 60, rel=0.02)


async def test_while_the_queue_is_held_nobody_knows(api: AsyncClient, film: Film, redis: Redis) -> None:
    register.announce(redis, new_runner("a", pipelines=("storyboard",)))
    assert (await api.post(f"{API}/queue/pause")).is_success
    assert told(await api.post(ADDRESS, json=wish(film)))["estimated_completion"] is None


def test_what_a_worker_takes_at_once_is_foreseen_too(studio: Studio) -> None:
    film = make_film(studio.client)
    ended(studio.client, submit(studio.client, film["id"])["id"])
    body = {"template_id": "image_generation_v1", "inputs": {"prompt": PROMPT}, "project_id": film["id"]}
    assert told(studio.client.post(ADDRESS, json=body))["estimated_completion"]
