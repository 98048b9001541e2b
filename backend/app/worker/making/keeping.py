"""Keeping leases while tasks run, and an eye on how long they do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import structlog
from redis.exceptions import RedisError

from app.tasks.ledger import Ledger
from app.tasks.rights import Lease, LeaseLost

log = structlog.get_logger()


class Keeper:
    """Renews what a process holds. A lease that is lost stays lost: the ledger refuses our next write.

    One thread for all: a small task takes less time than two threads to start. It ends when it finds nothing to renew.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._held: set[Lease] = set()
        self._lock = threading.Lock()
        self._awake = False

    @contextmanager
    def kept(self, lease: Lease) -> Iterator[None]:
        with self._lock:
            self._held.add(lease)
            if not self._awake:
                threading.Thread(target=self._renew_all, args=(lease.seconds / 3,), name="leases", daemon=True).start()
                self._awake = True
        try:
            yield
        finally:
            with self._lock:
                self._held.discard(lease)

    def _renew_all(self, pause: float) -> None:
        while True:
            time.sleep(pause)
            with self._lock:
                held = [*self._held]
                self._awake = bool(held)
            if not held:
                return
            for lease in held:
                self._renew(lease)

    def _renew(self, lease: Lease) -> None:
        try:
            with suppress(LeaseLost):
                self._ledger.renew(lease)
        except RedisError as error:
            log.warning("lease.renewal_failed", task=lease.task_id, reason=str(error))


@contextmanager
def overseen(seconds: float, overdue: Callable[[], None]) -> Iterator[None]:
    """Call `overdue` in a thread of its own when the block takes longer."""
    watch = threading.Timer(seconds, overdue)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
