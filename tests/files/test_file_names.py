from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.files.names import MAX_NAME, label, refuse_hostile, stem
from tests.support.clients.names import HOSTILE_FILES

ANY = st.text(st.characters(), max_size=300)  # lone surrogates included


@pytest.mark.parametrize("name", [*HOSTILE_FILES, "", None, "a\nb.png", "a\0.png", "bad\udcff.png"])
def test_a_name_that_only_an_attack_sends_is_refused(name: str | None) -> None:
    with pytest.raises(Invalid) as refusal:
        refuse_hostile(name)
    assert refusal.value.code == "file_name_invalid"


@pytest.mark.parametrize(
    "name",
    [
        "take 1.png",
        "Łódź.jpg",
        "東京.mp4",
        "-rf",
        ":(exclude)x",
        "100%.png",
        "50% off.png",
        "CON.png",
        "a" * 196 + ".png",
    ],
)
def test_a_name_that_people_use_is_taken_as_a_label(name: str) -> None:
    refuse_hostile(name)


@given(ANY)
def test_a_label_can_be_shown_anywhere(raw: str) -> None:
    shown = label(raw)
    assert 1 <= len(shown) <= MAX_NAME
    assert not any(unicodedata.category(c)[0] == "C" for c in shown)
    assert "/" not in shown
    assert "\\" not in shown
    shown.encode()


@given(ANY)
def test_the_stem_of_a_stored_name_is_plain_ascii(raw: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{1,48}", stem(label(raw)))


def test_a_label_is_the_last_part_of_a_path() -> None:
    assert label("C:\\films\\take 1.png") == "take 1.png"
    assert label("/films/take 1.png") == "take 1.png"
    assert label("") == label(None) == "untitled"
