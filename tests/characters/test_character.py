from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from redis import Redis

from app.characters.schemas import CharacterCreate
from app.characters.service import Characters
from app.events.log import EventLog
from app.projects.film import Film
from app.projects.outbox import Commits
from tests.support.clients.calls import problem, told
from tests.support.films.casting import Casting
from tests.support.films.stored import events


async def test_a_new_character_is_untrained_and_has_its_folder(casting: Casting, redis: Redis) -> None:
    made = await casting.add(description="Gaunt, bald", triggerWord="orlok_lora")
    told_fields = {"name": "Count Orlok", "description": "Gaunt, bald", "triggerWord": "orlok_lora"}
    assert made == made | told_fields | {"baseFace": None, "variations": {}, "loraModel": None}
    assert made["loraTrainingStatus"] == "untrained"
    assert made["usage"] == {"totalUsages": 0, "shotIds": [], "sceneIds": [], "takeIds": []}
    folder = casting.of(made["assetId"])
    assert (folder / "variations").is_dir()
    assert json.loads((folder / "character.json").read_text())["triggerWord"] == "orlok_lora"
    assert "character: add Count Orlok" in casting.notes()
    [event] = events(redis, casting.film_id, "character.created")
    assert event["data"] == {"char_id": made["assetId"], "character": made}


async def test_characters_are_listed_by_name(casting: Casting) -> None:
    for name in ("knock", "Ellen", "Count Orlok"):
        await casting.add(name)
    listed = (await casting.api.get(casting.address)).json()
    assert [each["name"] for each in listed] == ["Count Orlok", "Ellen", "knock"]
    assert listed[1] == await casting.get(listed[1]["assetId"])


async def test_without_a_trigger_word_one_is_made_that_no_other_has(casting: Casting) -> None:
    words = [(await casting.add("Élodie Grant"))["triggerWord"] for _ in range(3)]
    assert words == ["elodie_grant", "elodie_grant_2", "elodie_grant_3"]
    assert (await casting.add("人形"))["triggerWord"]


async def test_two_characters_cant_have_one_trigger_word(casting: Casting) -> None:
    await casting.add(triggerWord="orlok")
    other = await casting.add("Ellen")
    body = {"name": "Knock", "triggerWord": "ORLOK"}
    refused = problem(await casting.api.post(casting.address, json=body), 409, "trigger_word_taken")
    assert "Count Orlok" in refused["detail"]
    problem(await casting.api.patch(f"{casting.address}/{other['assetId']}", json=body), 409, "trigger_word_taken")
    assert len((await casting.api.get(casting.address)).json()) == 2


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": "   "},
        {"name": "x" * 101},
        {"name": "Ellen", "triggerWord": "two words"},
        {"name": "Ellen", "triggerWord": "../x"},
        {"name": "Ellen", "triggerWord": ""},
        {"name": "Ellen", "description": "x" * 5001},
    ],
)
async def test_what_can_be_no_character_is_refused(casting: Casting, body: dict[str, Any]) -> None:
    problem(await casting.api.post(casting.address, json=body), 422)
    assert [path.name for path in (casting.folder / "01_Assets/Characters").iterdir()] == [".gitkeep"]


async def test_only_what_is_named_changes(casting: Casting, redis: Redis) -> None:
    made = await casting.add(description="Gaunt")
    address = f"{casting.address}/{made['assetId']}"
    changed = told(await casting.api.patch(address, json={"name": "Orlok"}))
    assert changed == made | {"name": "Orlok"} == await casting.get(made["assetId"])
    assert events(redis, casting.film_id, "character.updated")[-1]["data"]["character"] == changed


async def test_someone_elses_change_is_not_overwritten(casting: Casting) -> None:
    made = await casting.add()
    address = f"{casting.address}/{made['assetId']}"
    etag = (await casting.api.get(address)).headers["etag"]
    answer = await casting.api.patch(address, json={"name": "Orlok"}, headers={"If-Match": etag})
    assert answer.headers["etag"] == (await casting.api.get(address)).headers["etag"] != etag
    stale = await casting.api.patch(address, json={"name": "Knock"}, headers={"If-Match": etag})
    problem(stale, 412, "character_stale")
    assert (await casting.get(made["assetId"]))["name"] == "Orlok"


async def test_what_a_person_added_to_the_record_is_kept(casting: Casting) -> None:
    made = await casting.add()
    file = casting.of(made["assetId"]) / "character.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"agent": "CAA"}))
    await casting.api.patch(f"{casting.address}/{made['assetId']}", json={"description": "Gaunt"})
    assert json.loads(file.read_text())["agent"] == "CAA"


async def test_deleting_leaves_no_file(casting: Casting, redis: Redis) -> None:
    made = await casting.add()
    (casting.of(made["assetId"]) / "variations/happy.png").write_bytes(b"a picture")
    assert (await casting.api.delete(f"{casting.address}/{made['assetId']}")).status_code == 204
    assert not casting.of(made["assetId"]).exists()
    assert "variations/happy.png" in casting.notes()
    problem(await casting.api.get(f"{casting.address}/{made['assetId']}"), 404, "character_not_found")
    assert events(redis, casting.film_id, "character.deleted")[-1]["data"] == {"char_id": made["assetId"]}


@pytest.mark.parametrize("character_id", ["nobody", "%2e%2e", "..%2f..", "a b", "x" * 65])
async def test_there_is_no_character_with_a_strange_id(casting: Casting, character_id: str) -> None:
    assert (await casting.api.get(f"{casting.address}/{character_id}")).status_code in {404, 422}


async def test_a_damaged_record_is_reported_and_left_alone(casting: Casting) -> None:
    made = await casting.add()
    file = casting.of(made["assetId"]) / "character.json"
    file.write_text("{")
    problem(await casting.api.get(f"{casting.address}/{made['assetId']}"), 409, "character_damaged")
    assert (await casting.api.get(casting.address)).json() == []
    assert file.read_text() == "{"


@hypothesis(max_examples=40)
@given(name=st.text(min_size=1, max_size=100).filter(str.strip))
def test_every_name_gets_a_trigger_word_that_a_prompt_can_hold(film: Film, log: EventLog, name: str) -> None:
    wanted = CharacterCreate.model_validate({"name": name, "triggerWord": None})
    made = Characters(log, Commits(lambda _: None)).create(film, wanted)
    assert CharacterCreate.model_validate({"name": name, "triggerWord": made.trigger_word})
