"""The first shot list of a scene."""

from __future__ import annotations

from app.screenplay.breakdown.shots import PlannedShot, shot_list
from app.screenplay.script.script import Script


def planned(text: str, *, new_place: bool = False) -> list[PlannedShot]:
    script = Script.read(text)
    return shot_list(script.scenes[0], [part.name for part in script.parts], new_place=new_place)


def test_a_new_place_is_shown_first_unless_the_scene_begins_wide() -> None:
    inside = "INT. MILL - LOFT - NIGHT\n\nANNA (30s) counts coins.\n"
    assert planned(inside, new_place=True)[0] == PlannedShot(
        "Wide shot, establishing", "Mill - loft, night", "", 3.0, ()
    )
    assert planned("EXT. SEA - DAY\n\nWaves.\n", new_place=True)[0].action == "Waves."
    assert len(planned(inside)) == 1


def test_a_paragraph_of_action_is_a_shot_of_those_it_names() -> None:
    first, second = planned("INT. MILL - DAY\n\nANNA (30s) counts.\n\nAnna's hand stops. BO (9) hides the rest.\n")
    assert (first.people, second.people) == (("ANNA",), ("ANNA", "BO"))
    assert second.framing == "Two shot"


def test_she_is_whom_the_shot_before_was_about_and_they_are_all() -> None:
    text = "INT. MILL - DAY\n\nANNA (30s) counts while BO (9) sleeps.\n\nShe stops.\n\nThey listen.\n"
    assert [shot.people for shot in planned(text)] == [("ANNA", "BO"), ("ANNA",), ("ANNA", "BO")]


def test_an_exchange_is_covered_and_no_word_of_it_is_lost() -> None:
    lines = "".join(f"{name}\nThis is line number {n} of it.\n\n" for n, name in enumerate(["ANNA", "BO"] * 6))
    shots = planned(f"INT. MILL - DAY\n\n{lines}")
    said = "\n".join(shot.dialogue for shot in shots)
    assert [f"line number {n} " in said for n in range(12)] == [True] * 12
    assert shots[0].framing == "Two shot"
    assert all(shot.duration <= 10 for shot in shots)


def test_a_long_speech_comes_nearer() -> None:
    speech = "ANNA\nOne two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen.\n\n"
    framings = [shot.framing for shot in planned(f"INT. MILL - DAY\n\n{speech * 4}")]
    assert framings[0] == "Medium close-up"
    assert framings[-1] == "Close-up"


def test_a_voice_from_elsewhere_shows_nobody() -> None:
    (shot,) = planned("EXT. SEA - DAY\n\nANNA (V.O.)\nI never went back.\n")
    assert (shot.people, shot.framing, shot.dialogue) == ((), "Wide shot", "ANNA: I never went back.")


def test_directions_say_how_it_is_spoken() -> None:
    (shot,) = planned("INT. MILL - DAY\n\nANNA\n(whispering)\nNow.\n")
    assert shot.action == "Anna speaks, whispering"


def test_a_scene_of_nothing_but_a_heading_in_a_known_place_has_no_shot() -> None:
    assert planned("INT. MILL - DAY\n") == []
