"""How many tasks a process takes on at once."""

from __future__ import annotations

import pytest

from app.tasks.rights import Lease, Read, Turn
from app.tasks.schemas import Task
from app.worker.making.pace import Pace
from tests.support.films.tasks import new_task

QUICK, SLOW = 0.001, 2.0


@pytest.fixture
def pace() -> Pace:
    return Pace()


def turn(task: Task) -> Turn:
    return Turn(Lease(task.id, "worker", 10), Read("", task))


def test_nothing_is_known_at_first(pace: Pace) -> None:
    assert pace.most == 1


@pytest.mark.parametrize(("seconds", "most"), [(QUICK, 32), (SLOW, 1), (None, 1)])
def test_what_is_quick_is_taken_on_by_several(pace: Pace, seconds: float | None, most: int) -> None:
    pace.note(new_task(), seconds)
    assert pace.most == most


def test_one_slow_kind_among_quick_ones_is_enough_to_take_one_at_a_time(pace: Pace) -> None:
    pace.note(new_task(), QUICK)
    pace.note(new_task(template_id="slow"), SLOW)
    assert pace.most == 1


def test_the_last_one_of_a_kind_says_how_quick_it_is(pace: Pace) -> None:
    pace.note(new_task(), SLOW)
    pace.note(new_task(), QUICK)
    assert pace.most == 32


def test_of_an_unknown_kind_only_the_first_is_taken_on(pace: Pace) -> None:
    known, unknown = new_task(), new_task(template_id="another")
    pace.note(known, QUICK)
    turns = [turn(task) for task in (unknown, known, unknown.model_copy(), known.model_copy())]
    assert pace.quick(turns) == [turns[0], turns[1], turns[3]]


def test_another_quality_is_another_kind(pace: Pace) -> None:
    pace.note(new_task(quality_preset="draft"), QUICK)
    turns = [turn(new_task(quality_preset=quality)) for quality in ("draft", "premium")]
    assert pace.quick(turns) == turns[:1]


def test_what_was_lost_already_is_taken_on_alone(pace: Pace) -> None:
    fresh, lost = new_task(), new_task(attempt=1)
    pace.note(fresh, QUICK)
    turns = [turn(task) for task in (lost, fresh, lost.model_copy())]
    assert pace.quick(turns) == turns[:1]
    assert pace.quick(turns[1:]) == turns[1:2]
