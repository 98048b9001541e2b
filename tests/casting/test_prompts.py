from __future__ import annotations

from typing import Any

import pytest

from app.projects.store import Films
from tests.support.clients.calls import API, problem, told
from tests.support.films.casting import Casting, picture
from tests.support.films.functions import keep

ADDRESS = f"{API}/assets/composite-prompt"


async def compose(casting: Casting, prompt: str = "A man in a nightclub", **wishes: Any) -> dict[str, Any]:
    return told(await casting.api.post(ADDRESS, json={"base_prompt": prompt, **wishes}))


async def test_each_trigger_word_stands_in_the_prompt_with_a_lora_beside_it(casting: Casting) -> None:
    cast = [await casting.add(name, description="in a dark suit") for name in ("Ellen", "Knock")]
    made = await compose(casting, characterIds=[each["assetId"] for each in cast], emotionalBeat="intense")
    assert made["final_prompt"].startswith("A man in a nightclub")
    for each, lora in zip(cast, made["lora_models"], strict=True):
        assert each["triggerWord"] in made["final_prompt"]
        assert lora["characterId"] == each["assetId"]
        assert (lora["triggerWord"], lora["path"], lora["status"]) == (each["triggerWord"], None, "untrained")
    assert "intense mood" in made["final_prompt"]


async def test_a_character_wished_for_twice_stands_there_once(casting: Casting) -> None:
    made = await casting.add("Ellen")
    composed = await compose(casting, characterIds=[made["assetId"]] * 3)
    assert composed["final_prompt"].count("ellen") == 1
    assert len(composed["lora_models"]) == 1


async def test_the_variation_of_the_beat_is_the_reference_else_the_base_face(casting: Casting) -> None:
    made = await casting.add("Ellen")
    ids = [made["assetId"]]
    assert (await compose(casting, characterIds=ids))["references"] == []
    await casting.send_face(made["assetId"], picture())
    [reference] = (await compose(casting, characterIds=ids, emotionalBeat="sad"))["references"]
    assert reference["kind"] == "base_face"
    (casting.of(made["assetId"]) / "variations/sad.png").write_bytes(picture())
    [reference] = (await compose(casting, characterIds=ids, emotionalBeat="Sad"))["references"]
    assert reference["kind"] == "variation"
    assert reference["path"].endswith("variations/sad.png")


async def test_a_place_is_a_reference_where_it_is_a_picture(casting: Casting, films: Films) -> None:
    film = films.get(casting.film_id)
    drawn, written = keep(film), keep(film, "harbour.md", "text/markdown")
    [reference] = (await compose(casting, locationId=drawn.id))["references"]
    assert (reference["kind"], reference["id"]) == ("location", drawn.id)
    composed = await compose(casting, locationId=written.id)
    assert "set in harbour" in composed["final_prompt"]
    assert composed["references"] == []


@pytest.mark.parametrize("beat", ["joy", "sad", "angry"])
async def test_a_beat_says_what_to_keep_away(casting: Casting, beat: str) -> None:
    plain, moved = await compose(casting), await compose(casting, emotionalBeat=beat)
    assert len(moved["negative_prompt"]) > len(plain["negative_prompt"]) > 0


async def test_any_other_beat_is_a_mood_of_its_own(casting: Casting) -> None:
    assert "saudade mood" in (await compose(casting, emotionalBeat="saudade"))["final_prompt"]


@pytest.mark.parametrize("wish", [{"characterIds": ["nobody"]}, {"styleIds": ["none"]}, {"locationId": "nowhere"}])
async def test_what_there_isnt_cant_be_composed(casting: Casting, wish: dict[str, Any]) -> None:
    problem(await casting.api.post(ADDRESS, json={"base_prompt": "A man", **wish}), 404)


async def test_a_prompt_is_required(casting: Casting) -> None:
    problem(await casting.api.post(ADDRESS, json={"base_prompt": ""}), 422)
