from __future__ import annotations

from datetime import timedelta

import pytest
from redis import Redis

from app.schemas import now
from app.tasks import figures
from app.tasks.ledger import Ledger, Next
from app.tasks.rights import Lease, LeaseLost
from app.tasks.schemas import Status, Task
from tests.support.films.drafts import change
from tests.support.films.tasks import new_task

IMAGE = "text_to_image"


@pytest.fixture
def task(ledger: Ledger) -> Task:
    """Announced, as a task is that a client submits."""
    found = new_task()
    ledger.add([(found, [change()])])
    return found


def begin(ledger: Ledger, task: Task) -> Lease:
    lease = Lease(task.id, "worker-1", 60)
    begun = {"status": Status.PROCESSING, "started": now()}
    ledger.claim(lease, lambda t: (t.model_copy(update=begun), [change()]))
    return lease


def end(ledger: Ledger, task: Task, seconds: float, status: Status = Status.COMPLETED) -> None:
    lease = begin(ledger, task)

    def finish(t: Task) -> Next:
        assert t.started
        return t.model_copy(update={"status": status, "finished": t.started + timedelta(seconds=seconds)}), [change()]

    ledger.change(task.id, finish, lease)


def test_each_state_that_a_task_comes_to_is_counted(ledger: Ledger, task: Task, redis: Redis) -> None:
    end(ledger, task, 0.1)
    assert figures.changes(redis) == {(IMAGE, state): 1 for state in ("pending", "processing", "completed")}


def test_what_changes_no_state_is_not_counted(ledger: Ledger, task: Task, redis: Redis) -> None:
    before = figures.changes(redis)
    ledger.change(task.id, lambda t: (t.model_copy(update={"priority": 3}), [change()]))
    assert figures.changes(redis) == before


def test_what_redis_gets_back_was_counted_in_its_time(ledger: Ledger, redis: Redis) -> None:
    assert ledger.restore(new_task())
    assert figures.changes(redis) == {}


def test_an_attempt_that_lost_its_lease_counts_nothing(ledger: Ledger, task: Task, redis: Redis) -> None:
    lease = begin(ledger, task)
    before = figures.changes(redis)
    ledger.release(task.id, lease.token)
    with pytest.raises(LeaseLost):
        ledger.change(task.id, lambda t: (t.model_copy(update={"status": Status.FAILED}), [change()]), lease)
    assert figures.changes(redis) == before


@pytest.mark.parametrize(
    ("seconds", "bound"), [(0, 0.5), (0.5, 0.5), (0.6, 1), (3600, 3600), (90_000, float("inf")), (-1, 0.5)]
)
def test_a_duration_falls_into_the_first_bound_that_holds_it(
    ledger: Ledger, task: Task, redis: Redis, seconds: float, bound: float
) -> None:
    end(ledger, task, seconds, Status.FAILED)
    duration = figures.durations(redis)[IMAGE, "failed"]
    assert duration.total == pytest.approx(max(seconds, 0))
    assert [count for count in duration.counts if count] == [1]
    assert duration.counts[figures.BOUNDS.index(bound)] == 1


def test_a_task_that_ended_before_it_began_has_no_duration(ledger: Ledger, task: Task, redis: Redis) -> None:
    ledger.change(task.id, lambda t: (t.model_copy(update={"status": Status.CANCELLED, "finished": now()}), [change()]))
    assert figures.changes(redis)[IMAGE, "cancelled"] == 1
    assert figures.durations(redis) == {}
