"""Small tasks one after the other are a rush; tasks that only wait are none."""

from __future__ import annotations

import pytest
from redis import Redis

from app.projects.store import Films
from app.tasks.ledger import Ledger
from app.tasks.line.holds import Holds
from app.tasks.line.rush import Rush
from app.tasks.rights import Lease
from app.tasks.schemas import Status, Task
from tests.support.films.tasks import new_task


@pytest.fixture
def rush(redis: Redis) -> Rush:
    found = Rush(redis)
    found.look()
    return found


@pytest.fixture
def waiting(ledger: Ledger) -> list[Task]:
    tasks = [new_task() for _ in range(3)]
    ledger.add([(task, []) for task in tasks])
    return tasks


def begin(ledger: Ledger, task: Task) -> None:
    begun = task.model_copy(update={"status": Status.PROCESSING})
    ledger.claim(Lease(task.id, "token", 10), lambda _: (begun, []))


@pytest.mark.usefixtures("waiting")
def test_while_nobody_takes_a_task_on_there_is_none(rush: Rush, films: Films, redis: Redis) -> None:
    assert not rush.look()
    Holds(films, redis).pause()
    assert not rush.look()


def test_a_task_taken_on_while_others_wait_is_one_until_the_next_look(
    rush: Rush, ledger: Ledger, waiting: list[Task]
) -> None:
    for task in waiting[:2]:
        begin(ledger, task)
        assert rush.look()
    assert not rush.look()


def test_the_last_task_is_none(rush: Rush, ledger: Ledger, waiting: list[Task]) -> None:
    for task in waiting:
        begin(ledger, task)
    assert not rush.look()


def test_what_went_on_before_the_first_look_does_not_count(redis: Redis, ledger: Ledger, waiting: list[Task]) -> None:
    begin(ledger, waiting[0])
    assert not Rush(redis).look()


def test_an_emptied_redis_is_none(rush: Rush, ledger: Ledger, waiting: list[Task], redis: Redis) -> None:
    begin(ledger, waiting[0])
    redis.flushall()
    assert not rush.look()
