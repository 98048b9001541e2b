"""The trace of the request that asked for a task goes on in the worker that makes it.

A message names no task to its receiver (a ticket only says that something waits), so what is carried lies beside the
record. It is for looking into what happened: an emptied Redis loses it, and nobody misses it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from opentelemetry.trace import SpanKind
from redis import Redis

from app import tracing
from app.schemas import now
from app.tasks.ledger import trace_key
from app.tasks.schemas import Task

_KEPT_SECONDS: Final = 7 * 24 * 3600


@contextmanager
def submitting(redis: Redis, tasks: Sequence[Task]) -> Iterator[None]:
    """Raises `RedisError`."""
    if not tracing.active():
        yield
        return
    facts = {"auteur.project": tasks[0].project_id, "auteur.tasks": ",".join(task.id for task in tasks)}
    with tracing.span("submit", facts, SpanKind.PRODUCER):
        for task in tasks:
            redis.set(trace_key(task.id), tracing.here(), ex=_KEPT_SECONDS)
        yield


@contextmanager
def making(redis: Redis, task: Task) -> Iterator[None]:
    """An attempt. Raises `RedisError`."""
    if not tracing.active():
        yield
        return
    found: Any = redis.get(trace_key(task.id))
    facts: tracing.Facts = {
        "auteur.project": task.project_id,
        "auteur.task": task.id,
        "auteur.attempt": task.attempt,
        "auteur.pipeline": task.pipeline or "",
        "auteur.waited_seconds": ((task.started or now()) - task.created).total_seconds(),
    }
    with tracing.span(f"make {task.type}", facts, SpanKind.CONSUMER, after=found.decode() if found else None):
        yield
