"""A task of the crew ends once, visibly, whatever becomes of its worker."""

from __future__ import annotations

import pytest
from redis import Redis

from app.agents import journal
from app.agents.rules import advice
from app.agents.schemas import Trade
from app.tasks.queues import JOBS
from app.worker.advising import advise
from app.worker.upkeep.sweeping import sweep_films
from tests.support.films.crew import Crew
from tests.support.films.stored import events


def test_what_no_worker_heard_of_is_asked_for_again(crew: Crew) -> None:
    crew.agents.ask(crew.film, Trade.PRODUCER, "")
    queued = crew.workshop.redis.llen(JOBS)
    sweep_films(crew.workshop)
    assert crew.workshop.redis.llen(JOBS) > queued


def test_it_is_done_once_though_it_is_delivered_twice(crew: Crew, redis: Redis) -> None:
    done = crew.ask(Trade.PRODUCER)
    advise(crew.workshop, crew.film.id, done.id)
    assert len(events(redis, crew.film.id, "agent.task.completed")) == 1
    with journal.claimed(crew.film, done.id) as mine, journal.claimed(crew.film, done.id) as others:
        assert (mine, others) == (True, False)


def test_a_rule_that_breaks_fails_the_task_with_a_sentence(
    crew: Crew, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(advice.RULES, Trade.PRODUCER, None)
    failed = crew.ask(Trade.PRODUCER)
    assert (failed.status, failed.changes) == ("failed", [])
    assert failed.error
    [told] = events(redis, crew.film.id, "agent.task.completed")
    assert told["data"]["status"] == "failed"


def test_what_kills_its_worker_again_and_again_is_given_up(crew: Crew) -> None:
    task = crew.agents.ask(crew.film, Trade.PRODUCER, "")
    journal.change(crew.film, task.id, lambda record: record.model_copy(update={"attempt": 3}))
    advise(crew.workshop, crew.film.id, task.id)
    assert "died 3 times" in str(crew.agents.get(crew.film, task.id).error)


def test_a_film_that_is_gone_is_passed_over(crew: Crew) -> None:
    task = crew.agents.ask(crew.film, Trade.PRODUCER, "")
    crew.film.folder.rename(crew.film.folder.with_name("elsewhere"))
    advise(crew.workshop, "no-such-film", task.id)


def test_a_damaged_record_is_left_alone(crew: Crew) -> None:
    (crew.film.place(journal.FOLDER) / "broken.json").write_text("{")
    assert journal.all_of(crew.film) == []


def test_progress_is_told_and_ends_at_the_whole(crew: Crew, redis: Redis) -> None:
    done = crew.ask(Trade.LOCATION_SCOUT)
    told = [event["data"]["progress"] for event in events(redis, crew.film.id, "agent.task.progress")]
    assert told == sorted(told)
    assert (done.progress, done.message) == (100, "Done.")
