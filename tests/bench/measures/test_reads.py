"""What the reads' rows make of their times."""

from __future__ import annotations

import pytest

from bench.measures.reads import _growth_row, _row, _Timed


def timed(*times: float, size: int = 1000, first: float = 90.0) -> _Timed:
    return _Timed("/projects", first, list(times), size)


def test_a_row_holds_the_slow_calls_to_the_limit_and_tells_the_typical() -> None:
    row = _row("list", timed(*[10.0] * 90, *[60.0] * 10, size=2_000_000), timed(6.0, size=1_000_000))
    assert (row.figure, row.met) == (60.0, False)
    assert row.note == "p50 10.0 ms, 2,000 kB, the first one 90 ms; of half as much p50 6.0 ms, 1,000 kB"


@pytest.mark.parametrize(
    ("less", "more", "size", "figure"),
    [
        (10.0, 20.0, 2000, 1.0),  # as much slower as there is more to return
        (10.0, 20.0, 1000, 2.0),  # slower for the same answer
        (10.0, 12.0, 2000, 0.6),
        (10.0, 10.0, 900, 1.0),  # a shorter answer excuses nothing
    ],
)
def test_time_is_held_to_the_growth_of_the_answer(less: float, more: float, size: int, figure: float) -> None:
    pairs = {"list": (timed(less, less * 3), timed(more * 2, more, size=size))}
    row = _growth_row("Lists", pairs)
    assert row.figure == pytest.approx(figure)
    assert row.met is (figure <= 1.25)


def test_the_worst_call_counts_and_each_is_told() -> None:
    pairs = {"list": (timed(10.0), timed(11.0)), "story": (timed(10.0), timed(19.0))}
    row = _growth_row("Lists and trees", pairs)
    assert row.figure == pytest.approx(1.9)
    assert row.note == "list ×1.10, story ×1.90"
