from __future__ import annotations

import pytest

from app.events.log import EventLog
from app.projects.film import Film
from app.projects.outbox import Commits
from app.sample.making import SOURCE
from app.screenplay.service import Screenplays
from app.story import store
from tests.support.films.screenplays import Desk


@pytest.fixture(scope="session")
def sample() -> bytes:
    """The screenplay that the studio ships: five scenes."""
    return SOURCE.read_bytes()


@pytest.fixture
def desk(film: Film, log: EventLog) -> Desk:
    """Of a new film; each shot counts as having one take."""
    service = Screenplays(log, Commits(lambda _: None), _one_take_each)
    return Desk(service, film)


def _one_take_each(film: Film) -> dict[str, int]:
    return {shot.id: 1 for shot in store.load(film).shots()}
