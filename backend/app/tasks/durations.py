"""How long tasks take here: the last of each kind, tier and pipeline. What Redis loses is learnt from the journals."""

from __future__ import annotations

from statistics import median
from typing import Any, NamedTuple

from redis import Redis

from app.projects.schemas import Quality
from app.tasks.schemas import Task, TaskType

_KEPT = 50


class Lesson(NamedTuple):
    """What a completed task teaches: `seconds` for the front of a list, of which so many are `kept`."""

    key: str
    seconds: float
    kept: int


def lesson(done: Task) -> Lesson | None:
    """None of a task that came without its times."""
    if not (done.started and done.finished and done.pipeline):
        return None
    key = _key(done.type, done.quality_preset, done.pipeline)
    return Lesson(key, (done.finished - done.started).total_seconds(), _KEPT)


def learn(redis: Redis, done: Task) -> None:
    """Once more, what Redis has lost: the step that ends a task learns from it."""
    if learnt := lesson(done):
        with redis.pipeline() as pipe:
            pipe.lpush(learnt.key, learnt.seconds)
            pipe.ltrim(learnt.key, 0, learnt.kept - 1)
            pipe.execute()


def typical(redis: Redis, kind: TaskType, quality: Quality, pipeline: str) -> float | None:
    """The median in seconds; None before the first."""
    found: Any = redis.lrange(_key(kind, quality, pipeline), 0, -1)
    return median(float(each) for each in found) if found else None


def _key(kind: TaskType, quality: Quality, pipeline: str) -> str:
    return f"durations:{kind}:{quality}:{pipeline}"
