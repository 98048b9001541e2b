from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.screenplay.fountain.emphasis import Run, plain, runs


@pytest.mark.parametrize(
    ("marked", "style"),
    [
        ("*so*", {"italic": True}),
        ("**so**", {"bold": True}),
        ("***so***", {"bold": True, "italic": True}),
        ("_so_", {"underline": True}),
    ],
)
def test_each_mark_has_its_style(marked: str, style: dict[str, bool]) -> None:
    assert runs(f"And {marked}!") == [Run("And "), Run("so", **style), Run("!")]


def test_styles_nest() -> None:
    assert runs("_a **b**_") == [
        Run("a ", underline=True),
        Run("b", bold=True, underline=True),
    ]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (r"a \*raw\* star", "a *raw* star"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("one *open", "one *open"),
        ("*not over\nlines*", "*not over\nlines*"),
        ("one *two*", "one two"),
    ],
)
def test_marks_without_a_partner_are_characters(text: str, read: str) -> None:
    assert plain(text) == read


@given(st.text(alphabet="ab *_\\\n", max_size=80))
def test_only_marks_and_escapes_ever_go(text: str) -> None:
    assert plain(text).translate(str.maketrans("", "", "*_\\")) == text.translate(str.maketrans("", "", "*_\\"))
