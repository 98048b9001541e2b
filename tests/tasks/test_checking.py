"""What each type of task needs before it is accepted, and where it then waits."""

from __future__ import annotations

import pytest
from redis import Redis

from app.tasks.queues import GENERATION, TRAINING
from tests.support.clients.calls import API, problem, told
from tests.support.films.casting import Casting, picture


def tasks(casting: Casting) -> str:
    return f"{API}/projects/{casting.film_id}/tasks"


async def test_a_training_waits_in_its_own_queue_with_a_ticket_that_names_its_character(
    casting: Casting, redis: Redis
) -> None:
    character = await casting.add()
    await casting.send_face(character["assetId"], picture())
    body = {"type": "lora_training", "prompt": "", "character_ids": [character["assetId"]]}
    task = told(await casting.api.post(tasks(casting), json=body), 201)
    assert (task["queue"], task["status"]) == (TRAINING, "pending")
    [ticket] = redis.lrange(TRAINING, 0, -1)
    assert character["assetId"].encode() in ticket
    assert redis.llen(GENERATION) == 0


async def test_without_a_base_face_there_is_no_training(casting: Casting) -> None:
    character = await casting.add("Ellen")
    body = {"type": "lora_training", "prompt": "", "character_ids": [character["assetId"]]}
    refused = problem(await casting.api.post(tasks(casting), json=body), 409, "base_face_missing")
    assert refused["detail"].startswith("Ellen has no base face")


@pytest.mark.parametrize("kind", ["lora_training", "character_variations"])
async def test_an_unknown_character_is_named_so(casting: Casting, kind: str) -> None:
    body = {"type": kind, "prompt": "", "character_ids": ["nobody"]}
    problem(await casting.api.post(tasks(casting), json=body), 404, "character_not_found")


async def test_variations_need_no_picture_and_no_words(casting: Casting) -> None:
    character = await casting.add()
    wanted = {"variations": ["happy", "Very Sad"]}
    body = {"type": "character_variations", "prompt": "", "character_ids": [character["assetId"]]}
    task = told(await casting.api.post(tasks(casting), json={**body, "parameters": wanted}), 201)
    assert task["queue"] == GENERATION
    assert task["parameters"]["variations"] == ["happy", "Very Sad"]


async def test_a_video_is_of_a_picture_that_may_be_named_as_it_was_told(casting: Casting) -> None:
    (casting.folder / "03_Renders/a.png").write_bytes(picture())
    for source in ("03_Renders/a.png", f"{casting.folder.name}/03_Renders/a.png"):
        body = {"type": "image_to_video", "prompt": "", "parameters": {"source": source, "move": "pan"}}
        told(await casting.api.post(tasks(casting), json=body), 201)
