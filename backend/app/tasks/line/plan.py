"""Foreseeing who goes when: the rule of `line.lua`, played forward while nothing ends and nobody joins."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.tasks.line.line import Lane, Waiting
from app.tasks.schemas import Task


def in_order(lanes: Sequence[Lane]) -> list[str]:
    """Ids of all that wait, the next first."""
    working = {lane.project_id: lane.working for lane in lanes}
    turns = {lane.project_id: lane.turn for lane in lanes}
    by_priority: dict[int, list[Lane]] = defaultdict(list)
    for lane in lanes:
        by_priority[lane.priority].append(lane)
    return [
        task_id
        for priority in sorted(by_priority, reverse=True)
        for task_id in _shared(by_priority[priority], working, turns)
    ]


def positions(lanes: Sequence[Lane], tasks: Sequence[Task]) -> list[int]:
    """How many go before each task wherever priority and order put it; its lane must be among the lanes."""
    places = {task_id: place for place, task_id in enumerate(in_order([_with(lane, tasks) for lane in lanes]))}
    return [places[task.id] for task in tasks]


def between(waiting: Sequence[Waiting], place: int) -> float | None:
    """An order that comes at this place among those; None when there is no number left between its neighbours."""
    if not waiting:
        return 0.0
    low = waiting[place - 1].order if place else waiting[0].order - 2
    high = waiting[place].order if place < len(waiting) else waiting[-1].order + 2
    middle = (low + high) / 2
    return middle if low < middle < high else None


def _with(lane: Lane, tasks: Sequence[Task]) -> Lane:
    ids = {task.id for task in tasks}
    joining = [task for task in tasks if (task.project_id, task.priority) == (lane.project_id, lane.priority)]
    waiting = [each for each in lane.tasks if each.id not in ids] + [Waiting(task.id, task.order) for task in joining]
    return lane._replace(tasks=sorted(waiting, key=lambda each: (each.order, each.id)))


def _shared(lanes: Sequence[Lane], working: dict[str, int], turns: dict[str, int]) -> Iterator[str]:
    """One priority's; counts what it hands out in `working` and `turns`."""
    turn = max(turns.values())
    waiting = {lane.project_id: iter(lane.tasks) for lane in lanes}
    heads: list[tuple[int, int, float, str, str]] = []

    def line_up(project: str) -> None:
        if head := next(waiting[project], None):
            heapq.heappush(heads, (working[project], turns[project], head.order, head.id, project))

    for project in waiting:
        line_up(project)
    while heads:
        *_, task_id, project = heapq.heappop(heads)
        yield task_id
        turn += 1
        working[project], turns[project] = working[project] + 1, turn
        line_up(project)
