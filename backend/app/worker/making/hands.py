"""Several tasks at once in one process, of which one is with its pipeline: the results of those before are still being
written. Most of a small task's time is waiting for the disk, and syncs that meet there cost hardly more than one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

_MOST = 4

Made = Callable[[], None]


class Hands:
    """For the tasks of one block; it ends when all of them have, and raises what one of them raised."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_MOST, "making")
        self._free = threading.Semaphore(_MOST)
        self._taken: list[Future[None]] = []

    def take(self, work: Callable[[Made], None]) -> None:
        """Returns when `work` has called what it is given, or has ended, and there is a hand for another. Raises what
        an earlier one raised."""
        made = threading.Event()
        self._free.acquire()
        self._taken.append(self._pool.submit(self._do, work, made))
        made.wait()
        with self._free:
            pass
        self._taken = [future for future in self._taken if not _is_well(future)]

    def _do(self, work: Callable[[Made], None], made: threading.Event) -> None:
        try:
            work(made.set)
        finally:
            self._free.release()
            made.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()
        for future in self._taken if error is None else ():
            future.result()


def _is_well(future: Future[None]) -> bool:
    """Whether it has ended well. Raises what it raised."""
    return future.done() and future.result() is None
