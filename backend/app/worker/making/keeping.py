"""Keeping leases while tasks run, and an eye on how long they do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import structlog

from app.tasks.ledger import Ledger
from app.tasks.rights import Lease, LeaseLost

log = structlog.get_logger()


@dataclass(frozen=True, eq=False)
class _Limit:
    """`at` is on the monotonic clock."""

    at: float
    overdue: Callable[[], None]


class Keeper:
    """Renews what a process holds. A lease that is lost stays lost: the ledger refuses our next write.

    One thread for all: a small task takes less time than a thread to start. It looks three times a lease, and ends when
    it finds nothing to renew.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._held: set[Lease] = set()
        self._limits: set[_Limit] = set()
        self._lock = threading.Lock()
        self._awake = False

    @contextmanager
    def kept(self, leases: Collection[Lease]) -> Iterator[None]:
        """Each until it is let go, at the latest until the block ends."""
        with self._lock:
            self._held.update(leases)
            if leases and not self._awake:
                pause = min(lease.seconds for lease in leases) / 3
                threading.Thread(target=self._look, args=(pause,), name="leases", daemon=True).start()
                self._awake = True
        try:
            yield
        finally:
            with self._lock:
                self._held.difference_update(leases)

    def let_go(self, lease: Lease) -> None:
        with self._lock:
            self._held.discard(lease)

    @contextmanager
    def overseen(self, seconds: float, overdue: Callable[[], None]) -> Iterator[None]:
        """While a lease is kept: call `overdue` in the keeper's thread when the block takes longer."""
        limit = _Limit(time.monotonic() + seconds, overdue)
        with self._lock:
            self._limits.add(limit)
        try:
            yield
        finally:
            with self._lock:
                self._limits.discard(limit)

    def _look(self, pause: float) -> None:
        while True:
            time.sleep(pause)
            with self._lock:
                held = [*self._held]
                late = [limit for limit in self._limits if limit.at <= time.monotonic()]
                self._limits.difference_update(late)
                self._awake = bool(held)
            if not held:
                return
            for limit in late:
                limit.overdue()
            for lease in held:
                self._renew(lease)

    def _renew(self, lease: Lease) -> None:
        try:
            with suppress(LeaseLost):
                self._ledger.renew(lease)
        except Exception as error:  # noqa: BLE001  the others' leases are kept, whatever became of this one
            log.warning("lease.renewal_failed", task=lease.task_id, reason=str(error))
