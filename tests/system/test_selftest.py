from __future__ import annotations

import pytest
from redis import Redis

from app.config import Settings
from app.errors import AuteurError
from app.projects.service import Projects
from app.projects.store import Films
from app.system.schemas import SelfTest
from app.system.selftest import try_out, words
from app.tasks.ledger import Ledger
from app.tasks.queues import Dispatch, producer
from app.tasks.service import Tasks
from tests.support.clients.calls import API, told
from tests.support.studios.studio import Studio


def test_a_whole_task_goes_through_and_leaves_nothing(studio: Studio) -> None:
    before = told_films(studio)
    found = SelfTest.model_validate(told(studio.client.post(f"{API}/system/selftest")))
    assert (found.ok, found.reason, found.pipeline) == (True, None, "null")
    assert "drawn by null" in words(found)
    assert told_films(studio) == before


def told_films(studio: Studio) -> list[str]:
    return sorted(film["name"] for film in studio.client.get(f"{API}/projects").json())


def test_without_a_runner_it_says_so_and_leaves_nothing(
    projects: Projects, settings: Settings, redis: Redis, films: Films, ledger: Ledger
) -> None:
    with producer(settings) as app:
        tasks = Tasks(redis, films, ledger, Dispatch(app, redis))
        found = try_out(projects, tasks, seconds=0)
    assert (found.ok, found.pipeline) == (False, None)
    assert "No runner took the task" in (found.reason or "")
    assert projects.all() == []
    with pytest.raises(AuteurError, match="No runner"):
        words(found)
