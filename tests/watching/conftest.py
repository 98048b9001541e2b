from __future__ import annotations

import pytest
from redis import Redis

from app.events.log import EventLog
from app.projects.store import Film, Films
from app.watching import look
from app.watching.comparing import Watcher
from app.watching.memory import Memory


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written a moment ago counts as written for good."""
    monkeypatch.setattr(look, "SETTLED_SECONDS", -1.0)


@pytest.fixture
def memory(redis: Redis) -> Memory:
    return Memory(redis)


@pytest.fixture
def watcher(films: Films, film: Film, log: EventLog, memory: Memory) -> Watcher:  # noqa: ARG001  the film is known
    """Who has seen the film as it is."""
    found = Watcher(films, log, memory)
    found.look_at_films()
    return found
