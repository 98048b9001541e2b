"""Commits that were asked for, queued together: what is done in the same moment shares one."""

from __future__ import annotations

import threading

import structlog
from redis.exceptions import RedisError

from app.errors import AuteurError
from app.tasks.line.rush import Rush
from app.tasks.queues import Dispatch

_GATHER_SECONDS = 0.5  # a commit follows within a second

log = structlog.get_logger()


class Gathering:
    """A thread of the worker. Any number may gather: a request is queued once."""

    def __init__(self, dispatch: Dispatch, rush: Rush) -> None:
        self._dispatch, self._rush = dispatch, rush
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="gathering", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._over.wait(_GATHER_SECONDS):
            try:
                self._dispatch.gather_commits(rush=self._rush.look())
            except (RedisError, AuteurError) as error:
                log.warning("gathering.missed", reason=str(error))
