"""Work in steps, alone and together."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Thread
from typing import Self

import pytest

from app.steps import Job, Steps, alone, outcomes

_who: ContextVar[str] = ContextVar("who", default="nobody")


@dataclass(frozen=True)
class Double:
    number: int

    @classmethod
    def fulfil(cls, requests: Sequence[Self]) -> Sequence[object]:
        return [2 * request.number for request in requests]


@dataclass(frozen=True)
class Refuse:
    @classmethod
    def fulfil(cls, requests: Sequence[Self]) -> Sequence[object]:
        return [OSError("no") for _ in requests]


def quadruple(number: int) -> Steps[int]:
    doubled = yield Double(number)
    twice: int = yield Double(doubled)
    return twice


def drive(jobs: Sequence[Job]) -> int:
    """How many rounds it took."""
    for job in jobs:
        job.begin()
    rounds = 0
    while any(job.request for job in jobs):
        rounds += 1
        for job, outcome in outcomes(jobs):
            job.go_on(outcome)
    return rounds


def test_alone_each_request_is_answered_in_its_turn() -> None:
    assert alone(quadruple(3)) == 12


def test_what_asks_for_nothing_just_ends() -> None:
    def steps() -> Steps[str]:
        yield from ()
        return "at once"

    assert alone(steps()) == "at once"


def test_a_refusal_is_raised_where_it_was_asked_for() -> None:
    def steps() -> Steps[str]:
        try:
            yield Refuse()
        except OSError as error:
            return f"caught {error}"
        return "never"

    assert alone(steps()) == "caught no"


def test_a_refusal_that_nobody_expects_is_raised() -> None:
    def steps() -> Steps[None]:
        yield Refuse()

    with pytest.raises(OSError, match="no"):
        alone(steps())


def test_together_each_gets_its_own_answer() -> None:
    found: dict[int, int] = {}

    def steps(number: int) -> Steps[None]:
        found[number] = yield from quadruple(number)

    assert drive([Job(steps(number)) for number in range(5)]) == 2
    assert found == {number: 4 * number for number in range(5)}


def test_requests_of_two_kinds_are_answered_side_by_side() -> None:
    seen: list[str] = []

    def doubling() -> Steps[None]:
        seen.append(str((yield Double(1))))

    def refused() -> Steps[None]:
        try:
            yield Refuse()
        except OSError:
            seen.append("refused")

    assert drive([Job(doubling()), Job(refused())]) == 1
    assert sorted(seen) == ["2", "refused"]


def test_each_keeps_its_context_variables_whichever_thread_goes_on() -> None:
    seen: list[str] = []

    def steps(name: str) -> Steps[None]:
        token = _who.set(name)
        yield Double(1)
        seen.append(_who.get())
        _who.reset(token)

    jobs = [Job(steps("ada")), Job(steps("bo"))]
    for job in jobs:
        job.begin()

    def go_on() -> None:
        for job in jobs:
            job.go_on(2)

    thread = Thread(target=go_on)
    thread.start()
    thread.join(60)
    assert (seen, _who.get()) == (["ada", "bo"], "nobody")
