"""Everything that is published is heard, however fast it comes and whatever becomes of the connection."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from app.live.hearing import BURST, Hearing
from tests.support.studios.redis_server import RedisServer
from tests.support.waiting import DEADLINE

COMMANDS, EVENTS, MIRROR = "project:film:commands", "project:film:events", "task:film"


class Ear:
    def __init__(self) -> None:
        self.heard: list[tuple[str, bytes]] = []
        self.gaps = 0
        self._changed = asyncio.Event()

    def message(self, channel: str, wire: bytes) -> None:
        self.heard.append((channel, wire))
        self._changed.set()

    def gap(self) -> None:
        self.gaps += 1
        self._changed.set()

    async def until(self, messages: int = 0, gaps: int = 0) -> None:
        async with asyncio.timeout(DEADLINE):
            while len(self.heard) < messages or self.gaps < gaps:
                await self._changed.wait()
                self._changed.clear()


@pytest.fixture(params=[2, 3])
async def ear(redis: Redis, redis_server: RedisServer, request: pytest.FixtureRequest) -> AsyncIterator[Ear]:
    """One that hears already, by either protocol of Redis."""
    client = AsyncRedis.from_url(redis_server.url(), protocol=request.param)
    found = Ear()
    running = asyncio.create_task(Hearing(client, found.message, found.gap).run())
    await hears(redis, found)
    yield found
    running.cancel()
    await asyncio.wait([running], timeout=DEADLINE)
    assert running.cancelled()
    await client.aclose()


async def hears(redis: Redis, ear: Ear) -> None:
    """Redis confirms to nobody that it was asked: say something until it arrives."""
    async with asyncio.timeout(DEADLINE):
        while not ear.heard:
            redis.publish("websocket:broadcast", b"hello")
            await asyncio.sleep(0.01)
    while len(ear.heard) != (before := await settled(ear)):
        assert before
    ear.heard.clear()


async def settled(ear: Ear) -> int:
    await asyncio.sleep(0.05)
    return len(ear.heard)


async def test_all_that_comes_at_once_is_heard_in_order(ear: Ear, redis: Redis) -> None:
    said: list[tuple[str, Any]] = [
        ((EVENTS, COMMANDS, MIRROR, "websocket:broadcast")[n % 4], b"%d " % n * 50) for n in range(10 * BURST)
    ]
    with redis.pipeline(transaction=False) as pipe:
        for channel, wire in said:
            pipe.publish(channel, wire)
        pipe.execute()
    await ear.until(messages=len(said))
    assert ear.heard == said


async def test_a_connection_that_is_cut_is_made_anew_and_the_gap_is_told(ear: Ear, redis: Redis) -> None:
    gaps = ear.gaps
    redis.client_kill_filter(_type="pubsub")
    await ear.until(gaps=gaps + 2)  # it is gone; it is there again
    await hears(redis, ear)
    redis.publish(EVENTS, b"after")
    await ear.until(messages=1)
    assert ear.heard == [(EVENTS, b"after")]
