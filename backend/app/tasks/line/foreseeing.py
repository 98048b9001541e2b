"""When a waiting task will start and end, as far as that can be told from what such tasks took before."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from statistics import fmean
from typing import NamedTuple

from app.tasks.schemas import Task

Typical = Callable[[Task], float | None]  # seconds


class Foreseen(NamedTuple):
    start: datetime | None
    end: datetime | None


NOBODY_KNOWS = Foreseen(None, None)


def foresee(
    waiting: Sequence[Task], working: Sequence[Task], places: int, typical: Typical, now: datetime
) -> Iterator[Foreseen]:
    """For what waits, in its order; `places` is how many are worked on at one time."""
    free = _free(working, places, typical, now)
    heapq.heapify(free)
    for task in waiting:
        if not free:
            yield NOBODY_KNOWS
            continue
        start, seconds = heapq.heappop(free), typical(task)
        end = None if seconds is None else start + timedelta(seconds=seconds)
        yield Foreseen(start, end)
        if end:  # a place of which nobody knows when it is free is none to count on
            heapq.heappush(free, end)


def later(end: datetime | None, further: int, places: int, alike: Sequence[float | None]) -> datetime | None:
    """An end moved back by so many further tasks that take as long as those alike, each in seconds."""
    known = [seconds for seconds in alike if seconds is not None]
    if end is None or further == 0:
        return end
    return end + timedelta(seconds=fmean(known) * further / places) if known else None


def _free(working: Sequence[Task], places: int, typical: Typical, now: datetime) -> list[datetime]:
    """When each place is free."""
    idle = [now] * max(0, places - len(working))
    seconds = [(task.started or now, typical(task)) for task in working[:places]]
    return idle + [max(now, begun + timedelta(seconds=each)) for begun, each in seconds if each is not None]
