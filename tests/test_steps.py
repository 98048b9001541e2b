"""Work in steps, alone and together."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Self

import pytest
from structlog.testing import capture_logs

from app.steps import Steps, alone, together

_who: ContextVar[str] = ContextVar("who", default="nobody")


@dataclass(frozen=True)
class Double:
    """Notes how many were answered at once."""

    number: int
    answered: list[int] = field(default_factory=list)

    @classmethod
    def fulfil(cls, requests: Sequence[Self]) -> Sequence[object]:
        requests[0].answered.append(len(requests))
        return [2 * request.number for request in requests]


@dataclass(frozen=True)
class Refuse:
    @classmethod
    def fulfil(cls, requests: Sequence[Self]) -> Sequence[object]:
        return [OSError("no") for _ in requests]


def quadruple(number: int, answered: list[int]) -> Steps[int]:
    doubled = yield Double(number, answered)
    twice: int = yield Double(doubled, answered)
    return twice


def test_alone_each_request_is_answered_in_its_turn() -> None:
    assert alone(quadruple(3, [])) == 12


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


def test_together_each_gets_its_own_answer_at_the_same_pace() -> None:
    found, answered = dict[int, int](), list[int]()

    def steps(number: int) -> Steps[None]:
        found[number] = yield from quadruple(number, answered)

    together(steps(number) for number in range(5))
    assert found == {number: 4 * number for number in range(5)}
    assert answered == [5, 5]


def test_each_begins_when_the_one_before_has_asked() -> None:
    order: list[str] = []

    def steps(name: str) -> Steps[None]:
        order.append(f"{name} begins")
        yield Double(1)
        order.append(f"{name} ends")

    together(steps(name) for name in ("ada", "bo"))
    assert order == ["ada begins", "bo begins", "ada ends", "bo ends"]


def test_requests_of_two_kinds_are_answered_side_by_side() -> None:
    seen: list[str] = []

    def doubling() -> Steps[None]:
        seen.append(str((yield Double(1))))

    def refused() -> Steps[None]:
        with pytest.raises(OSError, match="no"):
            yield Refuse()
        seen.append("refused")

    together([doubling(), refused()])
    assert sorted(seen) == ["2", "refused"]


def test_one_that_fails_on_its_way_keeps_no_other_from_its_end() -> None:
    ended: list[str] = []

    def failing() -> Steps[None]:
        yield Refuse()

    def going_on() -> Steps[None]:
        yield from quadruple(1, [])
        ended.append("ended")

    with pytest.raises(OSError, match="no"):
        together([going_on(), failing(), going_on()])
    assert ended == ["ended"] * 2


def test_of_several_that_fail_the_first_is_raised_and_the_others_are_logged() -> None:
    def failing(word: str) -> Steps[None]:
        yield Double(1)
        raise OSError(word)

    with capture_logs() as logged, pytest.raises(OSError, match="ada"):
        together([failing("ada"), failing("bo")])
    assert [str(entry["exc_info"]) for entry in logged] == ["bo"]


def test_after_one_that_failed_no_other_begins() -> None:
    begun: list[str] = []

    def steps(name: str) -> Steps[None]:
        begun.append(name)
        yield from quadruple(1, [])
        begun.append(f"{name} ended")

    def failing() -> Steps[None]:
        yield from ()
        raise LookupError("the disk is gone")

    with pytest.raises(LookupError):
        together([steps("ada"), failing(), steps("bo")])
    assert begun == ["ada", "ada ended"]


def test_each_keeps_its_context_variables() -> None:
    seen: list[str] = []

    def steps(name: str) -> Steps[None]:
        token = _who.set(name)
        yield Double(1)
        seen.append(_who.get())
        _who.reset(token)

    together([steps("ada"), steps("bo")])
    assert (seen, _who.get()) == (["ada", "bo"], "nobody")
