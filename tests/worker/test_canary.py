"""A worker that looks alive but hears the broker no more ends itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from celery import Celery
from celery.worker import state

from app.config import Settings
from app.tasks.queues import canary_queue, producer
from app.worker import canary
from app.worker.canary import Canary, answer
from app.worker.studio import Studio as Workshop
from tests.support.clients.calls import ended, make_film, submit
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canary, "_PATIENCE_LEASES", -1)
    monkeypatch.setattr(canary, "_PAUSE_SECONDS", 0.0)


def waiting(workshop: Workshop) -> int:
    found: Any = workshop.redis.llen(canary_queue(workshop.shift.runner_id))
    return int(found)


@pytest.mark.usefixtures("impatient")
def test_one_is_on_its_way_at_a_time_and_leaves_nothing(workshop: Workshop) -> None:
    bird = Canary(workshop)
    for _ in range(3):
        bird.look()
        assert waiting(workshop) == 1
    assert bird.deaf()
    answer(workshop.redis, workshop.shift.runner_id, bird._nonce)
    bird.look()
    assert not bird.deaf()
    assert waiting(workshop) == 2
    assert 0 < int(str(workshop.redis.ttl(canary_queue(workshop.shift.runner_id)))) <= 30
    assert not any(b"canary" in member for member in workshop.redis.smembers("_kombu.binding.auteur"))


@pytest.mark.usefixtures("impatient")
def test_an_emptied_redis_makes_nobody_deaf(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    bird = Canary(workshop)
    bird.look()
    monkeypatch.setattr(canary, "_PAUSE_SECONDS", 600.0)
    answer(workshop.redis, workshop.shift.runner_id, bird._nonce)
    bird.look()
    workshop.redis.flushall()
    bird.look()
    assert not bird.deaf()


@pytest.mark.usefixtures("impatient")
def test_a_message_that_was_lost_on_its_way_is_sent_once_more(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    bird = Canary(workshop)
    bird.look()
    workshop.redis.flushall()
    bird.look()
    assert bird.deaf()
    assert waiting(workshop) == 0
    monkeypatch.setattr(canary, "_LOST_LEASES", 0.0)
    bird.look()
    assert waiting(workshop) == 1
    answer(workshop.redis, workshop.shift.runner_id, bird._nonce)
    monkeypatch.setattr(canary, "_PAUSE_SECONDS", 600.0)
    bird.look()
    assert not bird.deaf()


def test_a_worker_that_waits_for_its_own_work_is_not_deaf(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "active_requests", set(range(workshop.settings.worker_concurrency)))
    bird = Canary(workshop)
    for _ in range(2):
        bird.look()
    bird._waits_since = float("-inf")
    assert bird.deaf()
    bird.look()
    assert not bird.deaf()


@pytest.fixture
def own_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    studio = Studio(tmp_path_factory.mktemp("deaf"), AUTEUR_LEASE_SECONDS="1")
    yield studio
    studio.close()


@pytest.fixture
def broker(own_studio: Studio) -> Iterator[Celery]:
    app = producer(Settings(redis_url=own_studio.redis.url()))
    yield app
    app.close()


def test_a_deaf_worker_ends_and_the_next_one_works(own_studio: Studio, broker: Celery) -> None:
    worker = own_studio.start_worker()
    [runner] = own_studio.client.get("/api/v1/system/runners").json()
    with own_studio.redis.client() as redis:
        eventually(lambda: redis.exists(f"heard:{canary_queue(runner['id'])}"))
    assert worker.running
    broker.control.cancel_consumer(canary_queue(runner["id"]))
    eventually(lambda: not worker.running)
    assert "worker.stuck" in worker.words()
    own_studio.start_worker()
    film = make_film(own_studio.client)
    assert ended(own_studio.client, submit(own_studio.client, film["id"])["id"])["status"] == "completed"
