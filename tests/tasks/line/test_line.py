"""Whose turn it is: by priority, then the project that has least, then the order within it."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from redis import Redis

from app.steps import alone
from app.tasks.ledger import Ledger, Next, lease_key, record_key
from app.tasks.line.line import lane_of
from app.tasks.line.plan import in_order, positions
from app.tasks.queues import GENERATION, TRAINING
from app.tasks.rights import Lease, LeaseLost, Turn
from app.tasks.schemas import Status, Task
from tests.support.films.tasks import new_task


def join(ledger: Ledger, project: str, priority: int = 0, queue: str = GENERATION) -> str:
    task = new_task(project_id=project, priority=priority, queue=queue)
    ledger.add([(task, [])])
    return task.id


def become(task: Task, status: Status) -> Task:
    return task.model_copy(update={"status": status})


def take_next(ledger: Ledger) -> str | None:
    turn = ledger.line.first(GENERATION)
    return take(ledger, turn.task_id) if turn else None


def take(ledger: Ledger, task_id: str) -> str:
    ledger.claim(Lease(task_id, "worker", 60), begun)
    return task_id


def choose(ledger: Ledger, *passed_over: str) -> Turn | None:
    return next(iter(ledger.next(GENERATION, "worker", 60, passed_over)), None)


def begun(task: Task) -> Next:
    return become(task, Status.PROCESSING), []


def end(ledger: Ledger, task_id: str) -> None:
    ledger.change(task_id, lambda task: (become(task, Status.COMPLETED), []))


def all_in_turn(ledger: Ledger, *, ending: bool) -> Iterator[str]:
    while task_id := take_next(ledger):
        if ending:
            end(ledger, task_id)
        yield task_id


def test_within_a_project_the_oldest_goes_first(ledger: Ledger) -> None:
    waiting = [join(ledger, "film") for _ in range(5)]
    assert list(all_in_turn(ledger, ending=True)) == waiting


def test_a_higher_priority_goes_first_whoevers_it_is(ledger: Ledger) -> None:
    names = {join(ledger, project, priority): (project, priority) for project in "ab" for priority in (-10, 0, 9, 10)}
    priorities = [names[task_id][1] for task_id in all_in_turn(ledger, ending=True)]
    assert priorities == [10, 10, 9, 9, 0, 0, -10, -10]


@pytest.mark.parametrize("ending", [True, False])
def test_projects_take_turns_however_much_one_asks_for(ledger: Ledger, ending: bool) -> None:
    owner = {join(ledger, "greedy"): "greedy" for _ in range(20)}
    owner |= {join(ledger, "modest"): "modest" for _ in range(3)}
    served = [owner[task_id] for task_id in all_in_turn(ledger, ending=ending)]
    assert served[:6] == ["greedy", "modest"] * 3
    assert served[6:] == ["greedy"] * 17


def test_who_has_much_in_work_waits_for_who_has_little(ledger: Ledger) -> None:
    for _ in range(4):
        take(ledger, join(ledger, "busy"))
    owner = {join(ledger, project): project for project in ("busy", "idle") for _ in range(5)}
    served = [owner[task_id] for task_id in all_in_turn(ledger, ending=False)]
    assert served[:4] == ["idle"] * 4


def test_a_project_that_comes_late_is_not_owed_its_absence(ledger: Ledger) -> None:
    for _ in range(5):
        join(ledger, "early")
    for _ in range(3):
        end(ledger, take_next(ledger) or "")
    owner = {join(ledger, "late"): "late" for _ in range(3)}
    served = [owner.get(task_id, "early") for task_id in all_in_turn(ledger, ending=True)]
    assert served == ["late", "early", "late", "early", "late"]


def test_queues_know_nothing_of_each_other(ledger: Ledger) -> None:
    join(ledger, "film", queue=TRAINING)
    assert take_next(ledger) is None
    assert (ledger.line.length(GENERATION), ledger.line.length(TRAINING)) == (0, 1)


def test_a_project_can_be_passed_over(ledger: Ledger) -> None:
    join(ledger, "gone")
    there = join(ledger, "there")
    turn = ledger.line.first(GENERATION, ["gone"])
    assert turn == (there, "there")
    assert ledger.line.first(GENERATION, ["gone", "there"]) is None


def test_a_kind_can_be_passed_over_and_the_order_among_kinds_is_kept(ledger: Ledger) -> None:
    kinds = ["text_to_image", "text_to_video", "text_to_image"]
    tasks = [new_task(type=kind) for kind in kinds]
    special = new_task(template_id="relight_v1")
    ledger.add([(task, []) for task in (*tasks, special)])
    ids = [task.id for task in (*tasks, special)]
    assert in_order(ledger.line.lanes(GENERATION)) == ids
    videos = choose(ledger, "text_to_image")
    assert videos
    assert videos.read.task.id == ids[1]
    assert ledger.release(ids[1], videos.lease.token)
    assert ledger.line.first(GENERATION, ["text_to_image", "text_to_video"]) == (special.id, "film")
    assert list(all_in_turn(ledger, ending=True)) == ids


def test_a_place_whose_task_is_gone_holds_nobody_up(ledger: Ledger, redis: Redis) -> None:
    redis.delete(record_key(join(ledger, "gone")))
    there = join(ledger, "there")
    turn = choose(ledger)
    assert turn
    assert turn.read.task.id == there
    assert ledger.line.length(GENERATION) == 1


def test_no_two_choose_the_same(ledger: Ledger) -> None:
    waiting = [join(ledger, "film") for _ in range(3)]
    chosen = [turn.read.task.id for _ in range(3) if (turn := choose(ledger))]
    assert chosen == waiting
    assert choose(ledger) is None
    assert ledger.line.length(GENERATION) == 3


@settings(max_examples=25, deadline=None)
@given(
    waiting=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([0, 0, 5])), min_size=1, max_size=12),
    working=st.lists(st.sampled_from("abc"), max_size=4),
    most=st.integers(1, 8),
)
def test_several_chosen_at_once_are_those_that_would_be_one_after_the_other(
    ledger: Ledger, waiting: list[tuple[str, int]], working: list[str], most: int
) -> None:
    ledger._redis.flushall()
    for project in working:
        take(ledger, join(ledger, project))
    for project, priority in waiting:
        join(ledger, project, priority)
    at_once = [turn.lease.task_id for turn in ledger.next(GENERATION, "worker", 60, (), most)]
    for task_id in at_once:
        assert ledger.release(task_id, "worker")
    one_by_one = [found for _ in range(most) if (found := take_next(ledger))]
    assert at_once == one_by_one


def test_who_was_chosen_goes_on_though_another_would_be_by_now(ledger: Ledger) -> None:
    chosen = join(ledger, "film")
    turn = choose(ledger)
    assert turn
    urgent = join(ledger, "film", priority=5)
    assert alone(ledger.taking(turn, begun)).status is Status.PROCESSING
    assert ledger.holder(chosen) == turn.lease.token
    assert take_next(ledger) == urgent


def test_who_is_let_go_or_never_taken_on_is_next_again(ledger: Ledger, redis: Redis) -> None:
    waiting = join(ledger, "film")
    turn = choose(ledger)
    assert turn
    assert ledger.release(waiting, turn.lease.token)
    again = choose(ledger)
    assert again
    redis.delete(lease_key(waiting))  # as it runs out
    with pytest.raises(LeaseLost):
        alone(ledger.taking(again, begun))
    assert take_next(ledger) == waiting


def test_who_is_moved_in_the_line_while_being_taken_on_stays_chosen(ledger: Ledger) -> None:
    waiting = join(ledger, "film")
    turn = choose(ledger)
    assert turn
    ledger.change(waiting, lambda task: (task.model_copy(update={"order": task.order + 1}), []))
    assert choose(ledger) is None
    assert alone(ledger.taking(turn, begun)).order == turn.read.task.order + 1
    assert ledger.line.length(GENERATION) == 0


def test_who_is_cancelled_while_being_taken_on_is_not_made(ledger: Ledger) -> None:
    waiting = join(ledger, "film")
    turn = choose(ledger)
    assert turn
    ledger.change(waiting, lambda task: (become(task, Status.CANCELLED), []))
    found = alone(ledger.taking(turn, lambda task: None if task.ended else begun(task)))
    assert found.status is Status.CANCELLED
    assert not ledger.leased(waiting)


def test_nobody_is_chosen_once_the_line_is_held(ledger: Ledger, redis: Redis) -> None:
    join(ledger, "film")
    redis.hset("line:holds", "paused", 1)
    assert choose(ledger) is None


def test_a_task_stands_in_line_only_while_it_waits(ledger: Ledger, redis: Redis) -> None:
    task_id = join(ledger, "film")
    take_next(ledger)
    assert ledger.line.length(GENERATION) == 0
    redis.delete(f"lease:{task_id}")
    ledger.reclaim(task_id, lambda task: (become(task, Status.PENDING), []))
    assert ledger.line.lanes(GENERATION)[0].working == 0
    assert take_next(ledger) == task_id
    with pytest.raises(LeaseLost):
        take(ledger, task_id)
    end(ledger, task_id)
    assert take_next(ledger) is None


def test_a_project_that_goes_leaves_no_place_behind(ledger: Ledger, redis: Redis) -> None:
    for priority in (0, 0, 3):
        join(ledger, "film", priority)
    take_next(ledger)
    ledger.forget("film")
    assert redis.keys("*") == []


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_the_plan_foresees_what_happens(ledger: Ledger, seed: int) -> None:
    chance = random.Random(seed)
    ledger._redis.flushall()
    for _ in range(chance.randrange(12)):
        join(ledger, chance.choice("abc"), chance.choice((0, 0, 1)))
        if chance.random() < 0.3:
            take_next(ledger)
    newcomer = new_task(project_id=chance.choice("abcd"), priority=chance.choice((0, 1)))
    lanes = ledger.line.lanes(GENERATION, lane_of(newcomer))
    [place] = positions(lanes, [newcomer])
    ledger.add([(newcomer, [])])
    plan = in_order(ledger.line.lanes(GENERATION))
    assert plan.index(newcomer.id) == place
    assert list(all_in_turn(ledger, ending=False)) == plan
