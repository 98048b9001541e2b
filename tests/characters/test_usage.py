from __future__ import annotations

from typing import Any

from httpx import Client
from redis import Redis

from tests.support.clients.calls import API, ended, make_film, problem, submit, told
from tests.support.films.casting import Casting, picture
from tests.support.films.stored import events
from tests.support.studios.studio import Studio


async def test_a_use_told_twice_counts_once(casting: Casting, redis: Redis) -> None:
    made = await casting.add()
    address = f"{casting.address}/{made['assetId']}/usage"
    for take in ("take_001", "take_002", "take_001"):
        body = {"shotId": "shot_001", "sceneId": "scene_001", "takeId": take}
        seen = told(await casting.api.post(address, json=body))
    assert seen["totalUsages"] == 2
    assert (seen["shotIds"], seen["sceneIds"]) == (["shot_001"], ["scene_001"])
    assert set(seen["takeIds"]) == {"take_001", "take_002"}
    assert told(await casting.api.get(address)) == seen == (await casting.get(made["assetId"]))["usage"]
    assert events(redis, casting.film_id, "character.usage.updated")[-1]["data"]["usage"] == seen


async def test_a_use_names_shot_and_take(casting: Casting) -> None:
    made = await casting.add()
    problem(await casting.api.post(f"{casting.address}/{made['assetId']}/usage", json={"shotId": "x"}), 422)


async def test_variations_are_what_lies_in_their_folder(casting: Casting) -> None:
    made = await casting.add()
    folder = casting.of(made["assetId"]) / "variations"
    for name in ("happy.png", "sad.png", "notes.txt", "Odd Name.png"):
        (folder / name).write_bytes(picture())
    address = f"{casting.address}/{made['assetId']}/variations"
    listed = told(await casting.api.get(address))
    assert list(listed) == ["happy", "sad"]
    assert (await casting.api.get(listed["happy"]["url"])).content == picture()
    problem(await casting.api.get(f"{address}/angry"), 404, "variation_not_found")


def test_takes_say_where_a_character_is_seen(studio: Studio) -> None:
    client = studio.client
    film = make_film(client)
    base = f"{API}/projects/{film['id']}"
    character = told(client.post(f"{base}/characters", json={"name": "Ellen"}), 201)
    shot, scene = _shot(client, base)
    for wishes in ({"shot_id": shot}, {}):
        task = submit(client, film["id"], character_ids=[character["assetId"]], **wishes)
        assert ended(client, task["id"])["status"] == "completed"
    seen = told(client.get(f"{base}/characters/{character['assetId']}/usage"))
    assert seen["totalUsages"] == 2
    assert set(seen["shotIds"]) == {shot, "unassigned"}
    assert seen["sceneIds"] == [scene]
    with studio.redis.client() as redis:
        assert events(redis, film["id"], "character.usage.updated")[-1]["data"]["usage"] == seen


def _shot(client: Client, base: str) -> tuple[str, str]:
    chapter: dict[str, Any] = client.get(f"{base}/story").json()["chapters"][0]
    scene = told(client.post(f"{base}/scenes", json={"chapter_id": chapter["id"], "slug_line": "INT. CASTLE"}), 201)
    return told(client.post(f"{base}/shots", json={"scene_id": scene["id"]}), 201)["id"], scene["id"]
