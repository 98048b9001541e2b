"""How long tasks take here: the last of each kind, tier and pipeline. What Redis loses is learnt from the journals."""

from __future__ import annotations

from statistics import median
from typing import Any

from redis import Redis

from app.projects.schemas import Quality
from app.tasks.schemas import Task, TaskType

_KEPT = 50


def learn(redis: Redis, done: Task) -> None:
    """From a completed task."""
    if done.started and done.finished and done.pipeline:
        key = _key(done.type, done.quality_preset, done.pipeline)
        with redis.pipeline() as pipe:
            pipe.lpush(key, (done.finished - done.started).total_seconds())
            pipe.ltrim(key, 0, _KEPT - 1)
            pipe.execute()


def typical(redis: Redis, kind: TaskType, quality: Quality, pipeline: str) -> float | None:
    """The median in seconds; None before the first."""
    found: Any = redis.lrange(_key(kind, quality, pipeline), 0, -1)
    return median(float(each) for each in found) if found else None


def _key(kind: TaskType, quality: Quality, pipeline: str) -> str:
    return f"durations:{kind}:{quality}:{pipeline}"
