"""The statistics and the table that a measurement ends in."""

from __future__ import annotations

import json

import pytest

from bench.figures import Row, at_least, at_most, percentile
from bench.table import as_json, as_markdown

MACHINE = {"cores": "2"}


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.95, 95), (0.99, 99), (1.0, 100)])
def test_a_percentile_is_the_nearest_rank(share: float, expected: int) -> None:
    assert percentile(list(range(100, 0, -1)), share) == expected


def test_a_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7.0], 0.01) == percentile([7.0], 0.99) == 7.0


@pytest.mark.parametrize(("bound", "met"), [(at_most(10, "10 ms"), True), (at_least(10, "10 ms"), False)])
def test_a_bound_knows_its_side(bound: object, met: bool) -> None:
    assert Row("delay", 9.0, "ms", bound=bound).met is met  # type: ignore[arg-type]


def test_a_figure_without_a_bound_is_only_stated() -> None:
    assert Row("memory", 9.0, "MiB").met is None


def test_the_table_shows_figure_peer_limit_and_verdict() -> None:
    row = Row("creation", 150.0, "ms", "by hand", 90.0, at_most(135.0, "1.5 × the peer"), note="p50")
    shown = as_markdown([row], MACHINE, quick=True)
    for words in ("a quick run", "cores 2", "150 ms", "90.0 ms (by hand)", "≤ 1.5 × the peer", "**missed**", "p50"):
        assert words in shown


def test_the_json_holds_what_the_table_shows() -> None:
    told = json.loads(as_json([Row("creation", 62.0, "ms", bound=at_most(90.0, "90 ms"))], MACHINE, quick=False))
    assert told["machine"] == MACHINE
    assert told["rows"][0]["met"] is True
