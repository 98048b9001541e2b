from __future__ import annotations

import pytest

from app.characters.naming import trigger_word


@pytest.mark.parametrize(
    ("name", "taken", "word"),
    [
        ("Count Orlok", [], "count_orlok"),
        ("Nora", ["NORA"], "nora_2"),
        ("Nora", ["nora", "nora_2"], "nora_3"),
        ("黒澤", [], "hei_ze"),
        ("…", [], "character"),
    ],
)
def test_a_trigger_word_is_readable_and_nobody_else_s(name: str, taken: list[str], word: str) -> None:
    assert trigger_word(name, taken) == word
