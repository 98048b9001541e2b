from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from app.cut import timeline
from app.cut.shooting.aim import again, aimed, task_of
from app.cut.shooting.schemas import ShootWish
from app.cut.timeline import Footage
from app.projects.film import Film
from app.projects.schemas import Quality
from tests.support.films.cutting import still, take_id
from tests.support.films.functions import keep


def shots(film: Film, quality: Quality = Quality.DRAFT, **wish: object) -> list[str]:
    footage, cut = Footage.of(film), timeline.tell(film)[0]
    return aimed(ShootWish.model_validate(wish), footage, cut, quality)


def test_only_shots_that_lack_a_take_are_shot(told: Film) -> None:
    assert shots(told, what="missing") == ["sh3", "sh4"]
    assert shots(told, what="missing", scene_ids=["sc2"]) == ["sh4"]
    assert shots(told, what="missing", shot_ids=["sh1", "sh3"]) == ["sh3"]


def test_takes_of_other_words_are_shot_again(told: Film) -> None:
    still(told, "sh3", 1, "blue", sources={"shot": "other words"})
    assert shots(told, what="stale") == ["sh3"]


def test_only_what_the_cut_plays_at_a_lower_tier_is_promoted(told: Film) -> None:
    assert shots(told, Quality.PREMIUM, what="promote") == ["sh1", "sh2"]
    assert shots(told, Quality.DRAFT, what="promote") == []


def test_a_promoted_take_has_the_seed_and_wishes_of_the_one_before_and_the_tiers_own_steps(told: Film) -> None:
    take = Footage.of(told).by_id[take_id(2)]
    asked = {"steps": 20, "cfg_scale": 3.0, "width": 640, "seed": 1}
    draft = take.model_copy(update={"parameters": asked, "seed": 41, "prompt": "Ada"})
    task = again(Footage.of(told), draft, Quality.PREMIUM)
    assert (task.prompt, task.shot_id, task.quality_preset) == ("Ada", "sh1", Quality.PREMIUM)
    assert task.parameters.named() == {"cfg_scale": 3.0, "width": 640, "seed": 41, "parent_take": take.id}


def test_named_shots_are_shot_whatever_takes_they_have(told: Film) -> None:
    assert shots(told, what="named", shot_ids=["sh3", "sh1"]) == ["sh1", "sh3"]


def test_named_shots_are_named() -> None:
    with pytest.raises(ValidationError, match="shot_ids"):
        ShootWish(what="named")


def test_a_task_is_asked_for_in_the_films_style_and_against_what_would_undo_its_mood(told: Film) -> None:
    footage, cut = Footage.of(told), timeline.tell(told)[0]
    felt = footage.tree.with_scene(footage.tree.scene("sc1").model_copy(update={"beat": "calm"}))
    footage = replace(footage, tree=felt, style="graphite on rough paper")
    task = task_of(ShootWish(what="missing"), footage, cut, Quality.DRAFT, "sh3")
    assert task is not None
    assert task.prompt == (
        "Action 3. INT. ROOM - DAY. calm mood, relaxed face, even soft light. graphite on rough paper"
    )
    assert task.parameters.negative_prompt == "frantic, harsh light"


def test_the_picture_of_its_place_is_a_reference_of_a_shot(told: Film) -> None:
    room = keep(told, "room.png")
    footage, cut = Footage.of(told), timeline.tell(told)[0]
    inside, outside = (task_of(ShootWish(what="missing"), footage, cut, Quality.DRAFT, shot) for shot in ("sh3", "sh4"))
    assert inside is not None
    assert inside.parameters.location == f"asset://{room.id}"
    assert outside is not None
    assert outside.parameters.location is None


def test_a_promoted_take_keeps_the_looks_that_there_still_are(told: Film) -> None:
    room = keep(told, "room.png")
    footage = Footage.of(told)
    take = footage.by_id[take_id(2)]
    asked = {"location": f"asset://{room.id}", "style": "asset://00000000-0000-4000-8000-000000000000"}
    task = again(footage, take.model_copy(update={"parameters": asked}), Quality.PREMIUM)
    assert (task.parameters.location, task.parameters.style) == (asked["location"], None)
    worded = take.model_copy(update={"parameters": {"location": "a pier"}})
    assert again(footage, worded, Quality.PREMIUM).parameters.location == "a pier"
