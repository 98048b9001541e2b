"""How often tasks come to which state and how long they take, counted in the step that writes the record.

Whoever died or was restarted meanwhile, each change counts once. An emptied Redis counts from nought again, as
Prometheus expects of any counter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from redis import Redis

from app.tasks.schemas import Task

CHANGES = "figures:tasks"  # by `type:state`, how often
DURATIONS = "figures:durations"  # by `type:state:upper bound` how many, by `type:state:sum` seconds
BOUNDS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0, float("inf"))  # seconds

Kind = tuple[str, str]  # a task's type and state
Change = tuple[str, str, float]  # a hash, its field, by how much that rises


@dataclass
class Duration:
    """Of the tasks of one kind: `counts` by `BOUNDS`, each without the shorter ones; `total` in seconds."""

    total: float = 0.0
    counts: list[int] = field(default_factory=lambda: [0] * len(BOUNDS))


def of(before: Task | None, after: Task) -> list[Change]:
    """What a change of a record adds to the figures."""
    if before and before.status is after.status:
        return []
    kind = f"{after.type}:{after.status}"
    changes = [(CHANGES, kind, 1.0)]
    if after.started and after.finished and after.ended:
        seconds = max(0.0, (after.finished - after.started).total_seconds())
        bound = BOUNDS[bisect_left(BOUNDS, seconds)]
        changes += [(DURATIONS, f"{kind}:{bound}", 1.0), (DURATIONS, f"{kind}:sum", seconds)]
    return changes


def changes(redis: Redis) -> dict[Kind, float]:
    return {_kind(name): float(count) for name, count in _all(redis, CHANGES)}


def durations(redis: Redis) -> dict[Kind, Duration]:
    found: defaultdict[Kind, Duration] = defaultdict(Duration)
    for name, value in _all(redis, DURATIONS):
        kind, _, bound = name.rpartition(":")
        if bound == "sum":
            found[_kind(kind)].total = float(value)
        elif float(bound) in BOUNDS:
            found[_kind(kind)].counts[BOUNDS.index(float(bound))] = int(float(value))
    return found


def _kind(name: str) -> Kind:
    task_type, _, status = name.partition(":")
    return task_type, status


def _all(redis: Redis, key: str) -> list[tuple[str, str]]:
    found: Any = redis.hgetall(key)
    return sorted((name.decode(), value.decode()) for name, value in found.items())
