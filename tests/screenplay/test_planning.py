from __future__ import annotations

import pytest

from app.errors import AuteurError
from app.screenplay.planning import MOST, Received

SCENE = "INT. ROOM - DAY\n\n"


def received(text: str) -> Received:
    return Received.read("a.fountain", text.encode())


def test_a_draft_has_as_many_scenes_and_characters_as_a_film_can() -> None:
    assert len(received(SCENE * MOST).script.scenes) == MOST
    cues = "".join(f"ADA {number}\nHere.\n\n" for number in range(MOST))
    assert len(received(SCENE + cues).script.parts) == MOST


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SCENE * (MOST + 1), "screenplay_too_large"),
        (SCENE + "".join(f"ADA {number}\nHere.\n\n" for number in range(MOST + 1)), "screenplay_too_large"),
        ("Once upon a time.\n", "screenplay_empty"),
    ],
    ids=["scenes", "characters", "none"],
)
def test_what_no_film_could_be_made_of_is_refused(text: str, code: str) -> None:
    with pytest.raises(AuteurError) as refused:
        received(text)
    assert refused.value.code == code
