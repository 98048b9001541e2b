"""Several tasks in one process: one with its pipeline, the results of others on their way to the disk together."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

import pytest

from app.steps import Steps
from app.worker.making.grouping import Group


@dataclass(frozen=True)
class Door:
    """A request that is fulfilled while the door is open. Notes how many came through at once."""

    opened: threading.Event
    through: list[int] = field(default_factory=list)
    outcome: object = None

    @classmethod
    def fulfil(cls, requests: Sequence[Self]) -> Sequence[object]:
        assert requests[0].opened.wait(60)
        requests[0].through.append(len(requests))
        return [request.outcome for request in requests]


@pytest.fixture
def closed() -> Door:
    return Door(threading.Event())


@pytest.fixture
def open_door(closed: Door) -> Door:
    closed.opened.set()
    return closed


def fallen_out() -> Steps[None]:
    raise LookupError("the disk is gone")


def go_through(door: Door, ended: list[str], times: int = 1) -> Steps[None]:
    for _ in range(times):
        yield door
    ended.append("ended")


def test_the_next_one_begins_while_the_last_is_still_being_written(closed: Door) -> None:
    begun: list[str] = []

    def see_it_closed() -> Steps[None]:
        begun.append("begun")
        closed.opened.set()
        yield closed

    with Group() as group:
        group.take(go_through(closed, []))
        group.take(see_it_closed())
    assert begun == ["begun"]


def test_what_waits_goes_on_together(closed: Door) -> None:
    ended: list[str] = []
    with Group() as group:
        for _ in range(7):
            group.take(go_through(closed, ended))
        closed.opened.set()
    assert ended == ["ended"] * 7
    assert sum(closed.through) == 7
    assert len(closed.through) <= 2  # the first one may have been alone at the door


def test_few_are_being_written_at_once(closed: Door) -> None:
    taken, ended = threading.Semaphore(0), list[str]()

    def take_many() -> None:
        with Group() as group:
            for _ in range(60):
                group.take(go_through(closed, ended, times=3))
                taken.release()

    taker = threading.Thread(target=take_many)
    taker.start()
    for _ in range(31):
        assert taken.acquire(timeout=60)
    assert not taken.acquire(timeout=0.2)  # taking the last is not over: there is no room for another
    closed.opened.set()
    taker.join(60)
    assert len(ended) == 60
    assert max(closed.through) <= 32


def test_all_that_are_being_written_can_be_waited_for(open_door: Door) -> None:
    ended: list[str] = []
    with Group() as group:
        for _ in range(40):
            group.take(go_through(open_door, ended, times=3))
        group.finish()
        assert len(ended) == 40
        group.take(go_through(open_door, ended))
    assert len(ended) == 41


def test_what_never_waits_is_over_at_once(open_door: Door) -> None:
    ended: list[str] = []
    with Group() as group:
        group.take(go_through(open_door, ended, times=0))
        assert ended == ["ended"]


def test_what_one_raises_is_raised(open_door: Door) -> None:
    def fail_late() -> Steps[None]:
        yield open_door
        raise LookupError("the disk is gone")

    with pytest.raises(LookupError), Group() as group:
        group.take(fail_late())


def test_what_is_refused_is_raised_where_it_was_asked_for(open_door: Door) -> None:
    refused, ended = Door(open_door.opened, outcome=OSError("the disk is full")), list[str]()

    def make_do() -> Steps[None]:
        with pytest.raises(OSError, match="full"):
            yield refused
        ended.append("made do")

    with Group() as group:
        group.take(go_through(open_door, ended, times=2))
        group.take(make_do())
    assert sorted(ended) == ["ended", "made do"]


def test_after_one_that_failed_others_are_taken_no_more() -> None:
    tries: list[str] = []

    def fail() -> Steps[None]:
        tries.append("tried")
        yield from fallen_out()

    def take_many(group: Group) -> None:
        for _ in range(100):
            group.take(fail())

    with pytest.raises(LookupError), Group() as group:
        take_many(group)
    assert tries == ["tried"]


def test_nobody_waits_for_what_can_not_be_answered() -> None:
    @dataclass(frozen=True)
    class Riddle:
        @classmethod
        def fulfil(cls, requests: Sequence[Self]) -> Sequence[object]:
            raise NotImplementedError

    def ask() -> Steps[None]:
        yield Riddle()

    def take_many(group: Group) -> None:
        for _ in range(100):
            group.take(ask())

    with pytest.raises(NotImplementedError), Group() as group:
        take_many(group)


def test_one_that_failed_late_stops_the_taking_too(open_door: Door) -> None:
    tries: list[str] = []

    def fail_late() -> Steps[None]:
        tries.append("tried")
        yield open_door
        raise LookupError("the disk is gone")

    def take_many(group: Group) -> None:
        for _ in range(100):
            group.take(fail_late())

    with pytest.raises(LookupError), Group() as group:
        take_many(group)
    assert len(tries) < 100
