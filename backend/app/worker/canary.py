"""Proof that a worker still hears the broker: a message to itself, through its own queue and its own pool.

Workers on Redis have been seen to reconnect and consume no more while everything else about them looks alive
(celery#8091, #9054, #10205). A message that is not answered although a pool process is free proves such a worker deaf.
"""

from __future__ import annotations

import logging
import time
import uuid

from celery.worker import state
from redis import Redis

from app.tasks.queues import CANARY, canary_queue
from app.worker.studio import Studio

_KEPT_SECONDS = 600
_PAUSE_SECONDS = 10.0
_PATIENCE_LEASES = 5.0  # a worker is deaf after so many times the lease
_LOST_LEASES = 2.5  # an emptied Redis has lost the message: it is sent once more, before its silence counts


class Canary:
    """Looked after at every beat of the worker's main process."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._nonce = ""
        self._sent = -_PAUSE_SECONDS
        self._waits_since: float | None = None

    def look(self) -> None:
        """Send the next one some time after the last was answered. Raises `Unavailable`."""
        now = time.monotonic()
        if self._nonce and self._heard() == self._nonce:
            self._nonce, self._waits_since = "", None
        elif self._nonce and (self._waits_since is None or _busy(self._studio)):
            self._waits_since = now
        lost_seconds = _LOST_LEASES * self._studio.settings.auteur_lease_seconds
        if now - self._sent >= (lost_seconds if self._nonce else _PAUSE_SECONDS):
            self._nonce, self._sent = uuid.uuid4().hex, now
            self._studio.dispatch.canary(self._studio.shift.runner_id, self._nonce)

    def deaf(self) -> bool:
        patience = _PATIENCE_LEASES * self._studio.settings.auteur_lease_seconds
        return self._waits_since is not None and time.monotonic() - self._waits_since > patience

    def _heard(self) -> str:
        found = self._studio.redis.get(_key(self._studio.shift.runner_id))
        return found.decode() if isinstance(found, bytes) else ""


def answer(redis: Redis, runner_id: str, nonce: str) -> None:
    """What the job does, in a pool process."""
    redis.set(_key(runner_id), nonce, ex=_KEPT_SECONDS)


def hush() -> None:
    """Celery logs each message twice; these say nothing worth reading."""
    for name in ("celery.worker.strategy", "celery.app.trace"):
        logging.getLogger(name).addFilter(lambda record: f"Task {CANARY}[" not in record.getMessage())


def _busy(studio: Studio) -> bool:
    return len(state.active_requests) >= studio.settings.worker_concurrency


def _key(runner_id: str) -> str:
    return f"heard:{canary_queue(runner_id)}"
