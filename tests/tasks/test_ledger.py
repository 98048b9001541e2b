from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis import Redis
from redis.exceptions import RedisError

from app.errors import Conflict, NotFound
from app.steps import alone
from app.tasks.ledger import Ledger, Next, lease_key
from app.tasks.rights import Lease, LeaseLost
from app.tasks.schemas import ENDED, LEGAL, Status, Task
from tests.support.films.drafts import change
from tests.support.films.stored import events
from tests.support.films.tasks import new_task


def set_status(ledger: Ledger, task: Task, status: Status, lease: Lease | None = None) -> Task:
    return ledger.change(task.id, lambda t: (t.model_copy(update={"status": status}), [change(status)]), lease)


def leased(task: Task, token: str = "worker-1", seconds: float = 60) -> Lease:
    return Lease(task.id, token, seconds)


@pytest.fixture
def task(ledger: Ledger) -> Task:
    found = new_task()
    ledger.add([(found, [])])
    return found


def claim(ledger: Ledger, lease: Lease) -> Task:
    def step(task: Task) -> Next | None:
        return task.model_copy(update={"status": Status.PROCESSING, "attempt": task.attempt + 1}), []

    return ledger.claim(lease, step)


def test_a_record_comes_back_as_it_went(ledger: Ledger, task: Task) -> None:
    assert ledger.get(task.id) == task
    assert ledger.open_ids() == [task.id]


def test_an_unknown_task_is_not_found(ledger: Ledger) -> None:
    with pytest.raises(NotFound):
        ledger.get("nope")
    with pytest.raises(NotFound):
        ledger.change("nope", lambda _: None)


def test_a_task_added_again_is_told_once(ledger: Ledger, task: Task, redis: Redis) -> None:
    """Redis's client repeats a command whose answer was lost; a worker may have begun meanwhile."""
    claim(ledger, leased(task))
    ledger.add([(task, [change()])])
    assert ledger.get(task.id).status is Status.PROCESSING
    assert events(redis, "film") == []


def test_an_id_is_given_once(ledger: Ledger, task: Task) -> None:
    with pytest.raises(Conflict):
        ledger.add([(new_task(id=task.id), [])])


def test_state_and_event_are_written_together_or_not_at_all(ledger: Ledger, task: Task, redis: Redis) -> None:
    set_status(ledger, task, Status.PROCESSING)
    set_status(ledger, task, Status.COMPLETED)
    with pytest.raises(Conflict):
        set_status(ledger, task, Status.PROCESSING)
    assert [event["data"]["path"] for event in events(redis, "film")] == ["processing", "completed"]


@pytest.mark.parametrize("before", Status)
@pytest.mark.parametrize("after", Status)
def test_only_legal_transitions_are_made(ledger: Ledger, before: Status, after: Status) -> None:
    task = new_task(status=before)
    ledger.add([(task, [])])
    if after in LEGAL[before] or after == before:
        assert set_status(ledger, task, after).status is after
    else:
        with pytest.raises(Conflict) as refusal:
            set_status(ledger, task, after)
        assert refusal.value.code == "illegal_transition"
        assert ledger.get(task.id).status is before


def test_nothing_leads_out_of_an_end() -> None:
    assert all(not LEGAL[status] for status in ENDED)
    assert set(LEGAL) == set(Status)


def test_changes_at_once_all_count(ledger: Ledger, task: Task) -> None:
    def raise_attempts() -> None:
        for _ in range(10):
            ledger.change(task.id, lambda t: (t.model_copy(update={"attempt": t.attempt + 1}), [change()]))

    writers = [threading.Thread(target=raise_attempts) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert ledger.get(task.id).attempt == 80


def test_of_many_who_claim_one_gets_it(ledger: Ledger, task: Task) -> None:
    won: list[str] = []

    def try_it(token: str) -> None:
        try:
            claim(ledger, leased(task, token))
        except LeaseLost:
            return
        won.append(token)

    workers = [threading.Thread(target=try_it, args=(f"worker:{n}",)) for n in range(12)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(won) == 1
    assert ledger.get(task.id).attempt == 1


def test_a_lease_runs_out_by_itself(ledger: Ledger, task: Task, redis: Redis) -> None:
    claim(ledger, leased(task, seconds=30))
    assert 0 < int(str(redis.pttl(lease_key(task.id)))) <= 30_000
    assert ledger.leased(task.id)


def test_who_lost_the_lease_can_not_write_or_tell(ledger: Ledger, task: Task, redis: Redis) -> None:
    mine = leased(task)
    claim(ledger, mine)
    redis.delete(lease_key(task.id))
    with pytest.raises(LeaseLost):
        set_status(ledger, task, Status.COMPLETED, mine)
    claim(ledger, leased(task, "worker:2"))
    with pytest.raises(LeaseLost):
        set_status(ledger, task, Status.COMPLETED, mine)
    assert ledger.get(task.id).status is Status.PROCESSING
    assert events(redis, "film") == []


def test_a_lost_lease_can_not_be_renewed_back(ledger: Ledger, task: Task, redis: Redis) -> None:
    mine, other = leased(task), leased(task, "worker:2")
    claim(ledger, mine)
    assert ledger.renew(mine) == ledger.get(task.id)
    redis.delete(lease_key(task.id))
    with pytest.raises(LeaseLost):
        ledger.renew(mine)
    claim(ledger, other)
    with pytest.raises(LeaseLost):
        ledger.renew(mine)
    assert ledger.renew(other).id == task.id


def test_an_end_by_right_of_a_lease_is_told_once_however_often_it_is_sent(
    ledger: Ledger, task: Task, redis: Redis
) -> None:
    mine = leased(task)
    over = claim(ledger, mine).model_copy(update={"status": Status.COMPLETED})
    ledger.change(task.id, lambda t: (t.model_copy(update={"cancel_requested": True}), []))
    for _ in range(2):
        alone(ledger.ending(mine, over, [change()]))
    assert ledger.get(task.id) == over
    assert len(events(redis, "film")) == 1


def test_an_end_is_learnt_from_once_and_asks_for_the_commit_of_what_it_left(
    ledger: Ledger, task: Task, redis: Redis
) -> None:
    mine = leased(task)
    times = {"started": task.created, "finished": task.created + timedelta(seconds=7), "pipeline": "null"}
    over = claim(ledger, mine).model_copy(update={"status": Status.COMPLETED, **times})
    assert redis.zrange("commits:wanted", 0, -1) == []
    for _ in range(2):
        alone(ledger.ending(mine, over, [change()]))
    assert redis.lrange("durations:text_to_image:standard:null", 0, -1) == [b"7"]
    assert redis.zrange("commits:wanted", 0, -1) == [task.project_id.encode()]


def test_who_lost_the_lease_ends_nothing(ledger: Ledger, task: Task, redis: Redis) -> None:
    mine = leased(task)
    over = claim(ledger, mine).model_copy(update={"status": Status.COMPLETED})
    redis.delete(lease_key(task.id))
    with pytest.raises(LeaseLost):
        alone(ledger.ending(mine, over, [change()]))
    assert ledger.get(task.id).status is Status.PROCESSING
    assert events(redis, "film") == []


def test_the_record_of_who_goes_next_can_be_claimed_as_it_was_read(ledger: Ledger, task: Task) -> None:
    [turn] = ledger.next(task.queue, "worker:1", 10)
    assert turn.read.task == task
    ledger.change(task.id, lambda t: (t.model_copy(update={"prompt": "Another"}), []))
    seen: list[str] = []

    def step(found: Task) -> Next | None:
        seen.append(found.prompt)
        return found.model_copy(update={"status": Status.PROCESSING}), []

    alone(ledger.taking(turn, step))
    assert seen == [task.prompt, "Another"]
    assert ledger.next(task.queue, "worker:2", 10) == []


def test_a_leased_task_is_no_orphan(ledger: Ledger, task: Task) -> None:
    claim(ledger, leased(task))
    with pytest.raises(LeaseLost):
        ledger.reclaim(task.id, lambda t: (t.model_copy(update={"status": Status.PENDING}), []))


def test_a_writer_without_lease_may_mark_a_leased_task(ledger: Ledger, task: Task) -> None:
    mine = leased(task)
    claim(ledger, mine)
    ledger.change(task.id, lambda t: (t.model_copy(update={"cancel_requested": True}), []))
    assert set_status(ledger, task, Status.CANCELLED, mine).cancel_requested


@pytest.mark.parametrize("end", sorted(ENDED))
def test_an_ended_task_holds_no_lease_and_is_not_open(ledger: Ledger, task: Task, end: Status) -> None:
    mine = leased(task)
    claim(ledger, mine)
    set_status(ledger, task, end, mine)
    assert not ledger.leased(task.id)
    assert ledger.open_ids() == []


def test_a_deleted_project_takes_its_tasks_and_leases_with_it(ledger: Ledger, task: Task, redis: Redis) -> None:
    mine = leased(task)
    claim(ledger, mine)
    ledger.forget("film")
    assert redis.keys("*") == []
    with pytest.raises(LeaseLost):
        set_status(ledger, task, Status.COMPLETED, mine)


def test_a_projects_tasks_are_listed_newest_first(ledger: Ledger) -> None:
    made = [new_task() for _ in range(5)]
    for one in made:
        ledger.add([(one, [])])
    ledger.add([(new_task(project_id="other"), [])])
    assert [one.id for one in ledger.of_project("film")] == [one.id for one in reversed(made)]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_prompt_survives_the_record(ledger: Ledger, prompt: str) -> None:
    task = new_task(prompt=prompt)
    ledger.add([(task, [])])
    claim(ledger, leased(task))
    assert ledger.get(task.id).prompt == prompt


def test_what_is_in_work_is_known_however_much_waits(ledger: Ledger, task: Task, redis: Redis) -> None:
    for _ in range(3):
        ledger.add([(new_task(), [])])
    mine = leased(task)
    claim(ledger, mine)
    assert [one.id for one in ledger.working()] == [task.id]
    set_status(ledger, task, Status.PENDING, mine)
    assert ledger.working() == []
    claim(ledger, mine)
    set_status(ledger, task, Status.COMPLETED, mine)
    assert ledger.working() == []
    assert not redis.exists("tasks:working")


@pytest.mark.parametrize("count", [1, 3])
def test_what_redis_has_no_room_for_is_refused_by_its_error(ledger: Ledger, redis: Redis, count: int) -> None:
    tasks = [new_task() for _ in range(count)]
    redis.config_set("maxmemory", 1)
    try:
        with pytest.raises(RedisError):
            ledger.add([(task, []) for task in tasks])
    finally:
        redis.config_set("maxmemory", 0)
    assert ledger.these([task.id for task in tasks]) == []
