from __future__ import annotations

import pytest

from app.screenplay.breakdown.camera import camera, framing


@pytest.mark.parametrize(
    ("action", "people", "outside", "wanted"),
    [
        ("CLOSE ON the switch.", 0, False, "Close-up"),
        ("Her fingers shake.", 1, False, "Close-up"),
        ("Insert: a torn ticket.", 0, False, "Insert"),
        ("Waves break on the rocks.", 0, True, "Wide shot"),
        ("Anna waits.", 1, True, "Medium shot"),
        ("Anna and Bo wait.", 2, False, "Two shot"),
        ("Anna, Bo and Cy wait.", 3, False, "Full shot"),
        ("A red switch.", 0, False, "Insert"),
        ("An empty lane.", 0, True, "Wide shot"),
    ],
)
def test_words_and_people_decide_the_framing(action: str, people: int, outside: bool, wanted: str) -> None:
    assert framing(action, people, outside=outside) == wanted


@pytest.mark.parametrize(
    ("action", "wanted"),
    [
        ("She looks up at the beam.", "Medium shot, low angle"),
        ("From above: she runs.", "Medium shot, high angle, tracking"),
        ("She stares.", "Medium shot, slow push in"),
        ("She sits.", "Medium shot"),
    ],
)
def test_an_action_may_ask_for_an_angle_and_a_move(action: str, wanted: str) -> None:
    assert camera("Medium shot", action) == wanted
