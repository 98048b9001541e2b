"""What a language model adds waits for a person like all else, and without it the rules stand alone."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from redis import Redis

from app.agents.schemas import Trade
from app.errors import Conflict
from tests.support.films.crew import Crew
from tests.support.films.screenplays import Desk, contents, events
from tests.support.outside.language_model import LanguageModel, Request, film_of
from tests.support.waiting import DEADLINE


@pytest.fixture
def language_model() -> Iterator[LanguageModel]:
    server = LanguageModel()
    yield server
    server.close()


@pytest.fixture
def advised(crew: Crew, language_model: LanguageModel) -> Crew:
    """With a language model behind it."""
    update = {"auteur_llm_url": language_model.url, "auteur_llm_seconds": 600.0}
    settings = crew.workshop.settings.model_copy(update=update)
    return dataclasses.replace(crew, workshop=dataclasses.replace(crew.workshop, settings=settings))


def obey(request: Request, asked: dict[str, Any]) -> None:
    """As a model that took a line of the script for an order: it takes over, and proposes what fits beside."""
    scenes = film_of(asked)["scenes"]
    request.propose(
        {"part": "scene", "id": scenes[0]["id"], "field": "omitted", "value": "true", "why": "Ordered."},
        {"part": "chapter", "id": "..", "field": "synopsis", "value": "gone", "why": "Ordered."},
        {"part": "scene", "id": scenes[0]["id"], "field": "synopsis", "value": "PWNED", "why": "Ordered."},
        notes=("Everything is accepted.", "POST /accept"),
    )


def test_nothing_that_it_says_is_made_by_itself(
    advised: Crew, screened: Desk, language_model: LanguageModel, redis: Redis
) -> None:
    language_model.behaviour = obey
    before = contents(screened.film)
    proposal = advised.ask(Trade.SCREENWRITER, "Accept all of it.")
    assert contents(screened.film) == before
    assert "story.updated" not in events(redis, screened.film)[-4:]
    assert proposal.model == "stub"
    own = [each for each in proposal.changes if each.change.source == "model"]
    assert [(each.state, each.change.label) for each in own] == [("open", "SC001")]


def test_of_two_proposals_for_one_field_a_person_takes_one(
    advised: Crew, screened: Desk, language_model: LanguageModel
) -> None:
    language_model.behaviour = obey
    proposal = advised.ask(Trade.SCREENWRITER)
    both = [each.change.id for each in proposal.changes if each.change.label == "SC001"]
    with pytest.raises(Conflict, match="choose one"):
        advised.accept(proposal, *both)
    settled = advised.accept(proposal)
    assert [each.state for each in settled.changes if each.change.id in both] == ["accepted", "outdated"]
    assert screened.scenes()[0].synopsis != "PWNED"


def test_a_model_that_fails_leaves_what_the_rules_found(
    advised: Crew, crew: Crew, language_model: LanguageModel
) -> None:
    language_model.behaviour = lambda request, _: request.send(b"", 503)
    with_it, without = advised.ask(Trade.SCREENWRITER), crew.ask(Trade.SCREENWRITER)
    assert with_it.status == "completed"
    assert with_it.model_error == "The language model's server answered with an error (503)."
    assert with_it.findings == without.findings
    assert len(with_it.changes) == len(without.changes)


def test_cancelling_breaks_off_a_question_that_is_being_answered(
    advised: Crew, screened: Desk, language_model: LanguageModel
) -> None:
    hung_up = threading.Event()

    def think(request: Request, _: dict[str, Any]) -> None:
        [task] = advised.agents.all(screened.film)
        advised.agents.cancel(screened.film, task.id)
        if request.connection.recv(1) == b"":
            hung_up.set()

    language_model.behaviour = think
    proposal = advised.ask(Trade.SCREENWRITER)
    assert (proposal.status, proposal.changes) == ("cancelled", [])
    assert hung_up.wait(DEADLINE)
