"""Hearing what is published: one connection, read to the end of what has come before anything else is done.

`PubSub.get_message` sets a timer and tries anew for each message, which costs five times as much as the message: here
a lost connection is reason to begin again, and that it is lost the kernel says, see `app.connecting`.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections.abc import Callable
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from app.events import channels
from app.live.bucket import Bucket

RATE, BURST = 100, 50  # messages: a second, and at once, that are heard one by one; a task alone is told by a dozen
_MOMENT_SECONDS = 0.02  # what comes faster is gathered for so long
_AGAIN_SECONDS = 0.5


class Hearing:
    """`message` is called with each message of every channel, `gap` whenever some may have passed unheard."""

    def __init__(self, redis: Redis, message: Callable[[str, bytes], None], gap: Callable[[], None]) -> None:
        self._redis = redis
        self._message = message
        self._gap = gap
        self._bucket = Bucket(RATE, BURST)
        self._answered = False

    async def run(self) -> None:
        """Until cancelled."""
        while not cancelled():
            self._answered = False
            with contextlib.suppress(RedisError, OSError):
                async with self._redis.pubsub() as pubsub:
                    await self._follow(pubsub)
            self._gap()
            await asyncio.sleep(0 if self._answered or cancelled() else _AGAIN_SECONDS)

    async def _follow(self, pubsub: PubSub) -> None:
        await pubsub.psubscribe(*channels.HEARD)
        await pubsub.subscribe(channels.BROADCAST)
        self._gap()
        connection: Any = pubsub.connection
        while self._answered or not cancelled():  # once it is connected, a cancellation arrives
            alone = self._take(await connection.read_response(timeout=math.inf, push_request=True))
            if not alone and not await connection.can_read():
                await asyncio.sleep(_MOMENT_SECONDS)

    def _take(self, said: list[Any]) -> bool:
        """Whether there is time for the next one alone."""
        self._answered = True
        if said[0] not in {b"message", b"pmessage"}:
            return True
        *_, channel, wire = said
        self._message(channel.decode(), wire)
        return self._bucket.take()


def cancelled() -> bool:
    """redis-py swallows a cancellation that meets it while it connects: asked for, not waited for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
