"""Keeping a lease while a task runs, and an eye on how long it does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from redis.exceptions import RedisError

from app.tasks.ledger import Lease, Ledger

log = structlog.get_logger()


@contextmanager
def kept(ledger: Ledger, lease: Lease) -> Iterator[None]:
    """Renew in a thread until the block ends. A lease that is lost stays lost: the ledger refuses our next write."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(lease.seconds / 3):
            try:
                if not ledger.renew(lease):
                    return
            except RedisError as error:
                log.warning("lease.renewal_failed", task=lease.task_id, reason=str(error))

    thread = threading.Thread(target=renew, name=f"lease-{lease.task_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


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
