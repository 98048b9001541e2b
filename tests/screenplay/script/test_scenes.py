from __future__ import annotations

from app.screenplay.script.scenes import ScriptScene
from app.screenplay.script.script import Script

DRAFT = """Title: The Keeper
Author: J. Marsh

# Act One

= Nobody reads this line on a page.

EXT. HARBOUR - NIGHT #7#

= Elsa comes home.

Rain on the quay.

INT. LIGHTHOUSE - CONTINUOUS

ELSA
Still _here_.

# Act Two
## Storm

EXT. ROCKS - DAY

Waves.
"""


def scenes(text: str = DRAFT) -> list[ScriptScene]:
    return Script.read(text).scenes


def test_scenes_stand_in_the_sections_around_them() -> None:
    assert [scene.acts for scene in scenes()] == [
        ("Act One",),
        ("Act One",),
        ("Act Two", "Storm"),
    ]


def test_a_scene_knows_its_number_synopsis_and_lines() -> None:
    harbour, lighthouse, _ = scenes()
    assert (harbour.number, harbour.synopsis, harbour.lines) == (
        "7",
        "Elsa comes home.",
        (8, 12),
    )
    assert lighthouse.lines == (14, 17)


def test_a_scene_that_goes_on_has_the_time_of_the_one_before() -> None:
    assert [scene.time for scene in scenes()] == ["NIGHT", "NIGHT", "DAY"]


def test_spacing_emphasis_and_notes_leave_the_words_as_they_were() -> None:
    other = DRAFT.replace("_here_", "here[[sure?]]").replace("Rain on", "Rain  on").replace("#7#", "#8#")
    assert [scene.text_hash for scene in scenes(other)] == [scene.text_hash for scene in scenes()]


def test_another_word_makes_another_scene() -> None:
    assert scenes(DRAFT.replace("Waves", "Surf"))[2].text_hash != scenes()[2].text_hash


def test_the_title_page_names_film_and_author() -> None:
    script = Script.read(DRAFT)
    assert (script.title, script.author, script.draft) == ("The Keeper", "J. Marsh", "")
