from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.agents.service import Agents
from app.config import Settings
from app.events.log import EventLog
from app.projects.film import Film
from app.projects.outbox import Commits
from app.sample.making import SOURCE
from app.screenplay.service import Screenplays
from app.tasks.queues import producer
from app.worker.equipment import Equipment
from app.worker.shift import Shift
from app.worker.studio import Studio, assemble
from tests.support.films.crew import Crew
from tests.support.films.screenplays import Desk


@pytest.fixture
def screened(film: Film, log: EventLog) -> Desk:
    """With the studio's own screenplay in it."""
    made = Desk(Screenplays(log, Commits(lambda _: None), lambda _: {}), film)
    made.take_in(SOURCE.read_bytes(), SOURCE.name)
    return made


@pytest.fixture
def adviser(settings: Settings) -> Iterator[Studio]:
    """What a worker's process holds, with nothing to draw with."""
    app = producer(settings)
    found = assemble(settings, app, Shift(Equipment(None, 0, [])))
    yield found
    found.redis.close()
    app.close()


@pytest.fixture
def crew(screened: Desk, log: EventLog, adviser: Studio) -> Crew:
    """Of the sample film."""
    return Crew(screened.film, Agents(log, Commits(lambda _: None), lambda *_: None), adviser)
