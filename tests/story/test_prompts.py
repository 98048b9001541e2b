from __future__ import annotations

import pytest

from app.story.prompts import mood, prompt_of
from app.story.schemas import ChapterEntry, Outline, Scene, Shot
from app.story.tree import Tree

HARBOUR = {"slug": "EXT. HARBOUR \u2014 DUSK", "synopsis": "Mara boards."}


def composed(shot: dict[str, str], scene: dict[str, str], look: str = "", style: str = "") -> str:
    drawn = Shot(id="sh1", code="SH010", **shot)
    within = Scene(id="sc1", code="SC001", shots=[drawn], **scene)
    chapter = ChapterEntry(id="ch1", code="CH01", look=look, scenes=["sc1"])
    return prompt_of(Tree(Outline(chapters=[chapter]), {"sc1": within}), drawn, within, style)


@pytest.mark.parametrize(
    ("shot", "scene", "prompt"),
    [
        (
            {"framing": "Wide", "action": "The ferry\nat the quay."},
            HARBOUR,
            "Wide: The ferry at the quay. EXT. HARBOUR \u2014 DUSK",
        ),
        ({}, HARBOUR, "Mara boards. EXT. HARBOUR \u2014 DUSK"),
        ({"action": "Rain"}, {"location": "A pier", "time_of_day": "night"}, "Rain. A pier - night"),
        ({"action": "Rain"}, {"time_of_day": "night"}, "Rain. night"),
        (
            {"action": "Rain"},
            {"slug": "EXT. PIER - CONTINUOUS", "time_of_day": "DUSK"},
            "Rain. EXT. PIER - CONTINUOUS - DUSK",
        ),
        ({"action": "Rain"}, {"slug": "EXT. PIER - DUSK", "time_of_day": "Dusk"}, "Rain. EXT. PIER - DUSK"),
    ],
)
def test_it_says_what_is_seen_and_where(shot: dict[str, str], scene: dict[str, str], prompt: str) -> None:
    assert composed(shot, scene) == prompt


def test_how_it_looks_comes_behind_from_the_scene_to_the_whole_film() -> None:
    scene = {"slug": "INT. BAR - NIGHT", "look": "one bulb, smoke. ", "beat": "Tense"}
    assert composed({"action": "He deals"}, scene, "slate blue, low contrast", "35 mm grain") == (
        "He deals. INT. BAR - NIGHT. one bulb, smoke. Tense mood, strained expression, low-key light. "
        "slate blue, low contrast. 35 mm grain"
    )


def test_a_look_alone_is_nothing_to_draw() -> None:
    assert not composed({}, {"look": "rain", "beat": "sad"}, "slate blue", "35 mm grain")


@pytest.mark.parametrize(
    ("beat", "words", "against"),
    [
        ("", "", ""),
        ("HOPEFUL ", "HOPEFUL mood, lifted gaze, dawn light", "desperate, murky"),
        ("longing", "longing mood", ""),
    ],
)
def test_a_beat_is_felt_in_faces_and_light(beat: str, words: str, against: str) -> None:
    assert mood(beat) == (words, against)
