from __future__ import annotations

import dataclasses

from app.agents.material import Measured
from app.agents.schemas import Trade
from app.projects.schemas import Quality
from tests.agents.rules.reading import changes, findings, rows, sample

PRODUCER = Trade.PRODUCER
MIB = 2**20


def measured(free: int = 2**40) -> Measured:
    return Measured(
        seconds={Quality.DRAFT: 2.0, Quality.STANDARD: 6.0, Quality.PREMIUM: None},
        sizes={Quality.DRAFT: 1.0 * MIB, Quality.STANDARD: 3.0 * MIB, Quality.PREMIUM: None},
        free=free,
    )


def test_a_film_of_which_nothing_was_made_is_not_guessed_at() -> None:
    told = findings(PRODUCER, sample())["What it takes"]
    assert "Nothing was made here yet" in told.text
    assert {row[2] for row in rows(told)} == {"not measured"}


def test_what_was_measured_is_multiplied_by_what_is_left_to_make() -> None:
    film = sample()
    done = frozenset(shot.id for shot in film.scenes[0].shots)
    film = dataclasses.replace(film, measured=measured(), shot=done)
    assert rows(findings(PRODUCER, film)["What it takes"]) == [
        ["Draft", "28", "2.0 s", "0.9 min", "28.0 MiB", ""],
        ["Standard", "28", "6.0 s", "2.8 min", "84.0 MiB", "yes"],
        ["Premium", "28", "not measured", "—", "—", ""],
    ]
    assert "6 of the shots have a take; 28 are left to make." in findings(PRODUCER, film)["The film"].text


def test_what_is_missing_says_what_to_do() -> None:
    told = findings(PRODUCER, dataclasses.replace(sample(), measured=measured(free=MIB)))["What is missing"]
    assert told.asks
    assert [row[0] for row in rows(told)] == ["Base faces", "LoRAs", "Look references", "Model weights", "Disk"]


def test_a_film_with_nothing_in_it_lacks_its_screenplay() -> None:
    film = dataclasses.replace(sample(), script=None, written={})
    assert rows(findings(PRODUCER, film)["What is missing"])[0][0] == "Screenplay"


def test_the_producer_changes_nothing() -> None:
    assert changes(PRODUCER, sample()) == []
