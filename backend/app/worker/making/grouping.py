"""Group commit: what a process has made is written together, in a thread of its own, while the next is being made. Most
of a small task's time is waiting for the disk, and syncs that meet there cost hardly more than one."""

from __future__ import annotations

import threading
import time
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from app.steps import Job, Steps, outcomes

_MOST = 32


class Group:
    """For the tasks of one block; it ends when all of them have, and raises what one of them raised.

    However many are being written they go on at the same pace, each by a step at a time; who comes later joins them.
    """

    def __init__(self) -> None:
        self._free = threading.Semaphore(_MOST)
        self._coming: SimpleQueue[Job | None] = SimpleQueue()
        self._jobs: list[Job] = []
        self._errors: list[BaseException] = []
        self._thread = threading.Thread(target=self._drive, name="writing")

    def take(self, work: Steps[None]) -> float | None:
        """Returns when `work` has come to its first step, or has ended, and there is room for another: the seconds that
        it took to come there, None where it has ended. Raises what it or an earlier one raised."""
        job, began = Job(work), time.monotonic()
        job.begin()
        took = time.monotonic() - began if job.request else None
        if job.request:
            self._free.acquire()
            self._coming.put(job)
        with self._free:
            pass
        self._raise()
        return took

    def finish(self) -> None:
        """Returns when all that were taken have ended. Raises what one of them raised."""
        for _ in range(_MOST):
            self._free.acquire()
        self._free.release(_MOST)
        self._raise()

    def _drive(self) -> None:
        try:
            while self._gather():
                self._step()
        except BaseException as error:  # noqa: BLE001  whoever waits for room would wait for ever
            self._errors.append(error)
            self._free.release(_MOST)

    def _step(self) -> None:
        for job, outcome in outcomes(self._jobs):
            self._go_on(job, outcome)
        over = [job for job in self._jobs if not job.request]
        self._jobs = [job for job in self._jobs if job.request]
        if over:
            self._free.release(len(over))

    def _gather(self) -> bool:
        """All that have come; waits for one where there is none. False when no more will."""
        while not self._jobs or not self._coming.empty():
            if (job := self._coming.get()) is None:
                self._coming.put(None)
                return bool(self._jobs)
            self._jobs.append(job)
        return True

    def _go_on(self, job: Job, outcome: object) -> None:
        try:
            job.go_on(outcome)
        except BaseException as error:  # noqa: BLE001  raised where the next one is taken
            self._errors.append(error)

    def _raise(self) -> None:
        if self._errors:
            raise self._errors[0]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._coming.put(None)
        self._thread.join()
        if error is None:
            self._raise()
