from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.live.bucket import Bucket


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_goes_through_and_one_more_does_not() -> None:
    bucket = Bucket(10, 5, Clock())
    assert [bucket.take() for _ in range(6)] == [True] * 5 + [False]


def test_who_pauses_may_go_on_at_the_rate() -> None:
    clock = Clock()
    bucket = Bucket(10, 5, clock)
    for _ in range(5):
        bucket.take()
    clock.now += 0.2
    assert [bucket.take() for _ in range(3)] == [True, True, False]
    clock.now += 1000
    assert [bucket.take() for _ in range(6)] == [True] * 5 + [False]


def test_who_goes_on_regardless_is_hopeless_after_another_burst() -> None:
    bucket = Bucket(10, 5, Clock())
    for _ in range(9):
        bucket.take()
    assert not bucket.hopeless
    bucket.take()
    assert bucket.hopeless


@given(st.lists(st.floats(0, 2), max_size=200))
def test_never_more_than_the_burst_and_the_rate_allow(pauses: list[float]) -> None:
    clock = Clock()
    bucket = Bucket(10, 5, clock)
    passed = 0
    for pause in pauses:
        clock.now += pause
        passed += bucket.take()
    assert passed <= 5 + sum(pauses) * 10 + 0.001
