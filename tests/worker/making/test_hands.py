"""Several tasks in one process: one with its pipeline, the results of others on their way to the disk."""

from __future__ import annotations

import threading
import time

import pytest

from app.worker.making.hands import Hands, Made


class Busy:
    """Counts how many are in there, and how many there were at most."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = self.most = self.all = 0

    def __enter__(self) -> None:
        with self._lock:
            self._now += 1
            self.all += 1
            self.most = max(self.most, self._now)

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._now -= 1


def test_the_next_one_begins_while_the_last_is_still_being_written() -> None:
    written = threading.Event()

    def write_slowly(made: Made) -> None:
        made()
        assert written.wait(60)

    with Hands() as hands:
        hands.take(write_slowly)
        hands.take(lambda _: written.set())


def test_one_is_with_its_pipeline_and_few_are_being_written() -> None:
    pipeline, writing = Busy(), Busy()

    def work(made: Made) -> None:
        with writing:
            with pipeline:
                time.sleep(0.001)
            made()
            time.sleep(0.005)

    with Hands() as hands:
        for _ in range(20):
            hands.take(work)
    assert (pipeline.most, writing.all) == (1, 20)
    assert writing.most <= 4


def test_it_ends_when_all_have() -> None:
    written = Busy()

    def work(made: Made) -> None:
        made()
        time.sleep(0.01)
        with written:
            pass

    with Hands() as hands:
        for _ in range(3):
            hands.take(work)
    assert written.all == 3


def test_what_one_raises_is_raised() -> None:
    def fail_late(made: Made) -> None:
        made()
        raise LookupError("the disk is gone")

    with pytest.raises(LookupError), Hands() as hands:
        hands.take(fail_late)


def test_after_one_that_failed_others_are_taken_no_more() -> None:
    tries = Busy()

    def fail(_: Made) -> None:
        with tries:
            raise LookupError("the disk is gone")

    def take_many(hands: Hands) -> None:
        for _ in range(100):
            hands.take(fail)

    with pytest.raises(LookupError), Hands() as hands:
        take_many(hands)
    assert tries.all < 100
