"""Telling what is done already. An event that Redis can't take is lost, and that is said."""

from __future__ import annotations

import uuid
from pathlib import Path

import structlog
from redis import Redis
from redis.exceptions import RedisError

from app.events import channels
from app.events.log import Draft, EventLog, new_epoch
from app.files.write import write_bytes

logger = structlog.get_logger()


class Telling(EventLog):
    """The log for those who have changed a film when they come to tell of it.

    What was done can't be refused any more, so `append` raises no `RedisError`: a file in `folder` names the log in
    which something is missing. It is given another epoch as soon as can be, by which all who follow it know that they
    must fetch their state again.
    """

    def __init__(self, redis: Redis, folder: Path) -> None:
        super().__init__(redis)
        self._folder = folder
        # A log that is gone as well begins with an epoch of its own.
        self._renew = redis.register_script(
            "if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], 'epoch', ARGV[1]) end"
        )

    def append(self, *drafts: Draft) -> None:
        try:
            super().append(*drafts)
        except RedisError as error:
            logs = sorted({each.log for each in drafts})
            logger.warning("events.untold", logs=logs, reason=str(error))
            self._folder.mkdir(parents=True, exist_ok=True)
            for log in logs:
                write_bytes(self._folder / f"{log}.{uuid.uuid4().hex}", b"")

    def make_good(self) -> None:
        """Raises `RedisError`."""
        for untold in sorted(self._folder.glob("[!.]*")):
            log = untold.name.rpartition(".")[0]
            self._renew(keys=[channels.head(log)], args=[new_epoch()])
            self._redis.publish(channels.wake(log), "")
            untold.unlink(missing_ok=True)
