from __future__ import annotations

import dataclasses

import pytest

from app.agents.rules.writing import clock, listed, pages
from app.agents.sample import material
from app.agents.schemas import Trade
from app.projects.making.narratives import CHAPTERS, Narrative
from tests.agents.rules.reading import findings, rewrites, rows, sample, with_scene

WRITER = Trade.SCREENWRITER
SPEECH = "INT. ROOM - DAY\n\nANN\n" + "word " * 61


def test_the_draft_is_told_in_pages_minutes_and_shares() -> None:
    told = findings(WRITER, sample())["The draft"].text
    assert told.startswith("2 5/8 pages in 5 scenes, about 2:38 on the screen. 3 outside, 2 inside.")


def test_acts_are_compared_with_what_their_narrative_usually_gives_them() -> None:
    assert rows(findings(WRITER, sample())["Structure"]) == [
        ["CH01", "Arrival", "6/8", "29 %", "25 %"],
        ["CH02", "The Night", "1 4/8", "57 %", "50 %"],
        ["CH03", "Morning", "3/8", "14 %", "25 %"],
    ]


def test_an_act_that_is_far_too_long_is_named() -> None:
    film = material(
        "# One\n\nINT. A - DAY\n\n"
        + "Long. " * 400
        + "\n\n# Two\n\nINT. B - DAY\n\nB.\n\n# Three\n\nINT. C - DAY\n\nC."
    )
    told = findings(WRITER, film)["Structure"].text
    assert "One is longer than usual." in told
    assert "Two is shorter than usual." in told


@pytest.mark.parametrize("narrative", [each for each in Narrative if CHAPTERS[each]])
def test_each_turn_of_a_narrative_falls_on_a_scene(narrative: Narrative) -> None:
    film = dataclasses.replace(sample(), narrative=narrative)
    beats = rows(findings(WRITER, film)["Beats"])
    codes = [beat[2] for beat in beats]
    assert codes == sorted(codes)
    assert len(beats) >= 5


def test_without_a_narrative_no_beats_are_looked_for() -> None:
    told = findings(WRITER, dataclasses.replace(sample(), narrative=Narrative.NONE))
    assert "Beats" not in told
    assert told["Structure"].text == "No narrative structure was chosen."


def test_who_speaks_how_much() -> None:
    assert rows(findings(WRITER, sample())["Dialogue"])[0] == ["Tomas", "9", "77", "57 %", "27"]


def test_long_scenes_and_speeches_are_worth_a_look() -> None:
    assert findings(WRITER, material(SPEECH))["Long speeches"].asks
    long = material("INT. ROOM - DAY\n\n" + "\n\n".join(["He waits a little longer."] * 100))
    assert findings(WRITER, long)["Long scenes"].text.startswith("SC001: more than three pages")
    assert not {"Long scenes", "Long speeches"} & findings(WRITER, sample()).keys()


def test_a_scene_is_summed_up_by_what_somebody_does_in_it() -> None:
    told = rewrites(WRITER, sample(), "synopsis")
    assert told["SC003"] == "Tomas pours tea."
    assert told["CH01"].startswith("A woman comes to switch off a lighthouse.")


def test_what_has_a_synopsis_keeps_it() -> None:
    film = with_scene(sample(), 2, synopsis="Tea, and three letters.")
    assert "SC003" not in rewrites(WRITER, film, "synopsis")


def test_a_long_sentence_is_cut_between_words() -> None:
    told = rewrites(WRITER, material("INT. ROOM - DAY\n\nANN, 30, " + "walks and " * 40 + "stops."), "synopsis")
    assert len(told["SC001"]) <= 161
    assert told["SC001"].endswith("…")


def test_a_film_without_a_screenplay_is_asked_for_one() -> None:
    film = dataclasses.replace(sample(), script=None, written={})
    assert list(findings(WRITER, film)) == ["No screenplay"]


@pytest.mark.parametrize(("eighths", "told"), [(0, "0"), (3, "3/8"), (8, "1"), (21, "2 5/8")])
def test_pages_are_written_as_breakdowns_have_them(eighths: int, told: str) -> None:
    assert pages(eighths) == told


def test_words_for_time_and_lists() -> None:
    assert [clock(5), clock(65), clock(3725)] == ["0:05", "1:05", "1:02:05"]
    assert [listed([]), listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"], 1)] == [
        "",
        "A",
        "A and B",
        "A and 2 more",
    ]
