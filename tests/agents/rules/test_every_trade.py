"""What holds of whatever anybody of the crew says."""

from __future__ import annotations

import dataclasses

import pytest

from app.agents.changes import make, numbered, state_of
from app.agents.crew import CREW
from app.agents.rules.advice import RULES
from app.agents.sample import material
from app.agents.schemas import NewShot, Trade
from tests.agents.rules.reading import sample, without_shot

ODD = ["", "FADE IN:", "INT. A - DAY", "INT. A - DAY\n\nB\nC", ".\n\n@(\n)", "# A\n\n= B\n\nEXT. - NIGHT\n\n(MORE)"]


@pytest.mark.parametrize("trade", Trade)
def test_tables_are_whole_and_sentences_end(trade: Trade) -> None:
    for finding in RULES[trade](sample()).findings:
        assert finding.text or finding.rows
        assert not finding.text or finding.text.endswith((".", "?"))
        assert all(len(row.cells) == len(finding.columns) for row in finding.rows)


@pytest.mark.parametrize("trade", Trade)
@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_screenplays_are_read_all_the_same(trade: Trade, text: str) -> None:
    RULES[trade](material(text))


@pytest.mark.parametrize("trade", Trade)
def test_a_film_without_a_screenplay_is_read_all_the_same(trade: Trade) -> None:
    RULES[trade](dataclasses.replace(sample(), script=None, written={}))


@pytest.mark.parametrize("trade", Trade)
def test_nobody_proposes_what_is_not_theirs_and_all_of_it_can_be_made(trade: Trade) -> None:
    film = without_shot(sample(), 2, 3)
    changes = numbered(RULES[trade](film).changes)
    for change in changes:
        assert change.why.endswith(".")
        assert (
            isinstance(change, NewShot) if change.kind != "rewrite" else (change.part, change.field) in CREW[trade].may
        )
        assert not isinstance(change, NewShot) or CREW[trade].adds_shots
        assert state_of(film.stand, change, []) == "open"
    after = make(film.stand, changes)
    assert {state_of(after, change, []) for change in changes} <= {"accepted"}
