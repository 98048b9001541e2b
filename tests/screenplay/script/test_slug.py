from __future__ import annotations

import pytest

from app.screenplay.script.slug import Slug, read


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        (
            "INT. LIGHTHOUSE - LAMP ROOM - NIGHT",
            Slug("INT", "LIGHTHOUSE", "LAMP ROOM", "NIGHT"),
        ),
        ("EXT. HARBOUR - DAWN", Slug("EXT", "HARBOUR", "", "DAWN")),
        (
            "INT./EXT. CAR (MOVING) \u2014 LATER",
            Slug("INT/EXT", "CAR (MOVING)", "", "LATER"),
        ),
        ("I/E BOAT", Slug("INT/EXT", "BOAT", "", "")),
        (
            "int. ferry / bridge - the next morning",
            Slug("INT", "ferry / bridge", "", "the next morning"),
        ),
        ("EST. CITY-HALL - MAGIC HOUR", Slug("EST", "CITY-HALL", "", "MAGIC HOUR")),
        ("FLASHBACK", Slug("", "FLASHBACK", "", "")),
        ("EXT. DAY CARE", Slug("EXT", "DAY CARE", "", "")),
        ("INT.", Slug("INT", "", "", "")),
    ],
)
def test_a_slug_line_says_inside_or_outside_where_and_when(line: str, slug: Slug) -> None:
    assert read(line) == slug


@pytest.mark.parametrize(
    ("time", "goes_on"),
    [("CONTINUOUS", True), ("MOMENTS LATER", True), ("LATER THAT NIGHT", False)],
)
def test_a_time_may_go_on_from_the_scene_before(time: str, goes_on: bool) -> None:
    assert read(f"INT. A - {time}").goes_on is goes_on
