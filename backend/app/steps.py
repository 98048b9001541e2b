"""Work that goes on in steps, so that several can take the costly ones together.

A generator yields a request where it would wait, for the disk or for Redis, and is sent its outcome. Written down it is
one task from its beginning to its end, with its own errors; driven beside others, their syncs are one for the file
system and their questions one journey to Redis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextvars import copy_context
from functools import partial
from typing import Any, Protocol, Self, TypeVar

import structlog

log = structlog.get_logger()

T = TypeVar("T")


class Request(Protocol):
    """What costs hardly more for many than for one."""

    @classmethod
    def fulfil(cls, requests: Sequence[Self]) -> Sequence[object]:
        """Their outcomes, in the same order; an exception among them is raised where it was asked for."""


Steps = Generator[Request, Any, T]


def alone(steps: Steps[T]) -> T:
    """Take them one after the other; what they return. Raises what they raise."""
    try:
        request = next(steps)
        while True:
            [outcome] = type(request).fulfil([request])
            request = _answer(steps, outcome)()
    except StopIteration as end:
        result: T = end.value
        return result


class _Job:
    """One of several that go on together, each with context variables of its own."""

    def __init__(self, steps: Steps[None]) -> None:
        self._steps = steps
        self._context = copy_context()
        self.request: Request | None = None

    def begin(self) -> None:
        """As far as its first request; none is left when it has ended. Raises what it raises."""
        self._advance(partial(next, self._steps))

    def go_on(self, outcome: object) -> None:
        self._advance(_answer(self._steps, outcome))

    def _advance(self, step: Callable[[], Request]) -> None:
        self.request = None
        try:
            self.request = self._context.run(step)
        except StopIteration:
            return


def together(all_steps: Iterable[Steps[None]]) -> None:
    """Side by side, each by a step at a time: they begin one after the other, as far as their first requests, and go on
    at the same pace. Where one raises the others go on to their ends, and no further one begins; raises what the first
    of them raised, and logs what others did."""
    errors: list[Exception] = []
    waiting = [job for job in _begun(all_steps, errors) if job.request]
    while waiting:
        for job, outcome in _outcomes(waiting):
            try:
                job.go_on(outcome)
            except Exception as error:  # noqa: BLE001  raised when the others have ended
                errors.append(error)
        waiting = [job for job in waiting if job.request]
    for later in errors[1:]:
        log.error("steps.failed", exc_info=later)
    if errors:
        raise errors[0]


def _begun(all_steps: Iterable[Steps[None]], errors: list[Exception]) -> Iterator[_Job]:
    for steps in all_steps:
        job = _Job(steps)
        try:
            job.begin()
        except Exception as error:  # noqa: BLE001  raised when the others have ended
            errors.append(error)
            return
        yield job


def _outcomes(jobs: Iterable[_Job]) -> list[tuple[_Job, object]]:
    """What they ask for, each kind of it at once."""
    kinds: defaultdict[type[Request], list[tuple[_Job, Request]]] = defaultdict(list)
    for job in jobs:
        if job.request is not None:
            kinds[type(job.request)].append((job, job.request))
    found: list[tuple[_Job, object]] = []
    for kind, asked in kinds.items():
        answers = kind.fulfil([request for _, request in asked])
        found += [(job, answer) for (job, _), answer in zip(asked, answers, strict=True)]
    return found


def _answer(steps: Steps[T], outcome: object) -> Callable[[], Request]:
    if isinstance(outcome, BaseException):
        return partial(steps.throw, outcome)
    return partial(steps.send, outcome)
