"""Codes are never given twice, and an inserted one lies between its neighbours where a number is left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.story.codes import CHAPTERS, SCENES, SHOTS, appended, inserted


def test_the_first_of_each_series() -> None:
    assert [appended(series, []) for series in (CHAPTERS, SCENES, SHOTS)] == ["CH01", "SC001", "SH010"]


def test_shots_are_appended_in_tens_behind_the_highest_ever_used() -> None:
    assert appended(SHOTS, ["SH010", "SH040", "SH015"]) == "SH050"
    assert appended(SHOTS, ["SH010", "SH045A"]) == "SH050"


def test_codes_of_other_series_count_for_none() -> None:
    """A story retires those of chapters and scenes alike."""
    assert appended(SCENES, ["CH07", "SC002"]) == "SC003"


def test_a_shot_between_two_takes_the_round_number_in_between() -> None:
    assert inserted(SHOTS, "SH010", "SH020", {"SH010", "SH020"}) == "SH015"


def test_a_shot_in_front_of_the_first_lies_before_it() -> None:
    assert inserted(SHOTS, None, "SH010", {"SH010"}) == "SH005"


def test_letters_follow_where_no_number_is_left() -> None:
    assert inserted(SHOTS, "SH011", "SH012", {"SH011", "SH012"}) == "SH011A"
    assert inserted(SCENES, "SC003", "SC004", {"SC003", "SC004", "SC003A"}) == "SC003B"


@given(st.lists(st.integers(min_value=0, max_value=60), max_size=60))
def test_inserting_anywhere_never_repeats_a_code(places: list[int]) -> None:
    order: list[str] = []
    used: list[str] = []
    for place in places:
        at = min(place, len(order))
        code = (
            appended(SHOTS, used)
            if at == len(order)
            else inserted(SHOTS, order[at - 1] if at else None, order[at], used)
        )
        assert code not in used
        order.insert(at, code)
        used.append(code)
