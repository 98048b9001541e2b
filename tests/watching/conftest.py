from __future__ import annotations

import pytest
from redis import Redis

from app.events.log import EventLog
from app.projects.film import Film
from app.projects.store import Films
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
def noticed() -> list[str]:
    """The paths that were found among assets."""
    return []


@pytest.fixture
def watcher(films: Films, film: Film, log: EventLog, memory: Memory, noticed: list[str]) -> Watcher:  # noqa: ARG001
    """Who has seen the film as it is."""
    found = Watcher(films, log, memory, lambda _, paths: noticed.extend(paths))
    found.look_at_films()
    return found
