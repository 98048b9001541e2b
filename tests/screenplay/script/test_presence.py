from __future__ import annotations

import pytest

from app.screenplay.script.presence import (
    apart,
    introduced,
    present,
    shown,
    speakers,
    speeches,
)
from app.screenplay.script.scenes import ScriptScene
from app.screenplay.script.script import Script

DRAFT = """INT. KITCHEN - DAY

TOMAS (60s), a net mender, waits. Tomas's dog sleeps. BANG.

ELSA
(sitting)
You kept the boat.
~And the song.

PILOT (V.O.)
Calling the light.

TOMAS AND ELSA
Go away!

EXT. QUAY - DAY

Elsa walks alone.
"""


@pytest.fixture
def script() -> Script:
    return Script.read(DRAFT)


@pytest.fixture
def kitchen(script: Script) -> ScriptScene:
    return script.scenes[0]


def test_those_with_an_age_are_introduced_and_sounds_are_not(
    kitchen: ScriptScene,
) -> None:
    assert introduced(kitchen) == ["TOMAS"]


def test_a_crowd_is_no_speaker(kitchen: ScriptScene) -> None:
    assert speakers(kitchen) == ["ELSA", "PILOT"]


def test_a_voice_from_elsewhere_is_not_there(kitchen: ScriptScene) -> None:
    assert present(kitchen, ["TOMAS", "ELSA", "PILOT"]) == ["TOMAS", "ELSA"]


@pytest.mark.parametrize("extension", ["(V.O.)", "(on the phone)", "(RADIO)", "(pre-lap)"])
def test_extensions_say_who_is_elsewhere(extension: str) -> None:
    assert apart(extension)
    assert not apart("(O.S.)")


def test_parts_know_their_scenes_and_words(script: Script) -> None:
    assert [(part.shown, part.scenes, part.speeches, part.words) for part in script.parts] == [
        ("Tomas", (0,), 0, 0),
        ("Elsa", (0, 1), 1, 7),
        ("Pilot", (), 1, 3),
    ]


def test_speeches_keep_their_order_and_leave_directions_out(
    kitchen: ScriptScene,
) -> None:
    assert next(iter(speeches(kitchen))) == ("ELSA", "You kept the boat. And the song.")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("MRS. O'HARA", "Mrs. O'Hara"),
        ("McAvoy", "McAvoy"),
        ("R2D2", "R2D2"),
        ("JEAN-LUC", "Jean-Luc"),
        ("D.J.", "D.J."),
    ],
)
def test_names_are_shown_as_one_writes_them(name: str, written: str) -> None:
    assert shown(name) == written


def test_an_apostrophe_at_the_end_owns(kitchen: ScriptScene) -> None:
    assert shown("THE KEEPER'S WIFE") == "The Keeper's Wife"
    assert present(kitchen, ["DOG"]) == ["DOG"]
