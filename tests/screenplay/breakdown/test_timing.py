from __future__ import annotations

import pytest

from app.screenplay.breakdown import timing
from app.screenplay.script.script import Script


@pytest.mark.parametrize(("words", "seconds"), [(1, 2.0), (36, 10.0)])
def test_action_is_read_at_a_page_a_minute(words: int, seconds: float) -> None:
    assert timing.action_seconds("word " * words) == pytest.approx(seconds)


def test_speech_takes_its_words_and_a_breath() -> None:
    assert timing.speech_seconds("word " * 25) == pytest.approx(10.5)


@pytest.mark.parametrize(("seconds", "told"), [(0.2, 2.0), (3.2, 3.0), (3.3, 3.5)])
def test_durations_are_told_in_half_seconds(seconds: float, told: float) -> None:
    assert timing.rounded(seconds) == pytest.approx(told)


@pytest.mark.parametrize(("paragraphs", "eighths"), [(0, 1), (18, 8), (36, 16)])
def test_a_page_has_fifty_five_lines(paragraphs: int, eighths: int) -> None:
    """A heading takes two lines, a paragraph of two lines three."""
    text = "INT. A - DAY\n\n" + f"{'x' * 100}\n\n" * paragraphs
    assert timing.eighths(Script.read(text).scenes[0]) == eighths


def test_a_scene_lasts_as_long_as_what_is_done_and_said_in_it() -> None:
    text = f"INT. A - DAY\n\n{'word ' * 36}\n\nANNA\n{'word ' * 25}\n\nBO (O.S.)\n{'word ' * 25}\n"
    assert timing.seconds(Script.read(text).scenes[0]) == pytest.approx(31.0)
