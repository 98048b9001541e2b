from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from app.events import channels
from app.events.log import EventLog, Position
from app.live.client import Client
from app.live.relay import Relay
from tests.support.films.drafts import change
from tests.support.studios.redis_server import RedisServer
from tests.support.waiting import DEADLINE


@pytest.fixture
async def async_redis(redis: Redis, redis_server: RedisServer) -> AsyncIterator[AsyncRedis]:  # noqa: ARG001
    client = AsyncRedis.from_url(redis_server.url())
    yield client
    await client.aclose()


@pytest.fixture
async def relay(async_redis: AsyncRedis) -> AsyncIterator[Relay]:
    found = Relay(async_redis, lambda *_: None)
    running = asyncio.create_task(found.run())
    yield found
    running.cancel()
    await asyncio.wait([running], timeout=DEADLINE)
    assert running.cancelled()


async def joined(relay: Relay, *logs: str) -> Client:
    client = Client("c", logs)
    await relay.join(client)
    client.begin({log: Position("epoch", 0) for log in logs})
    client.join_in()
    return client


async def heard(client: Client, count: int) -> list[str]:
    found: list[str] = []
    async with asyncio.timeout(DEADLINE):
        while len(found) < count:
            found += await client.take()
    return found


def lose_all_but(redis: Redis, log: str, count: int) -> None:
    kept: Any = redis.xrange(channels.stream(log), count=count)
    redis.delete(channels.stream(log))
    for entry_id, fields in kept:
        redis.xadd(channels.stream(log), fields, id=entry_id)
    redis.hset(channels.head(log), "seq", str(count))


async def test_everyone_who_follows_a_log_hears_what_it_gets(relay: Relay, log: EventLog) -> None:
    clients = [await joined(relay, "film", "workspace") for _ in range(5)]
    other = await joined(relay, "other")
    log.append(*(change(str(n)) for n in range(200)))
    told = [await heard(client, 200) for client in clients]
    assert all(one == told[0] for one in told)
    log.append(change("end", log="other"))
    assert len(await heard(other, 1)) == 1


async def test_a_burst_of_many_batches_leaves_nobody_behind_who_keeps_up(relay: Relay, log: EventLog) -> None:
    client = await joined(relay, "film")
    for _ in range(12):
        log.append(*[change()] * 100)
    told = await heard(client, 1200)
    assert [json.loads(wire)["id"].rpartition("-")[2] for wire in told] == [str(n) for n in range(1, 1201)]
    assert not client.behind


async def test_a_wake_up_that_is_foreign_does_no_harm(relay: Relay, log: EventLog, redis: Redis) -> None:
    client = await joined(relay, "film")
    for noise in ("", "not json", '{"id": "x-1"}'):
        redis.publish("project:film:events", noise)
        redis.publish("project:nobody:events", noise)
        redis.publish("websocket:broadcast", noise)
    log.append(change("real"))
    [wire] = await heard(client, 1)
    assert "real" in wire


async def test_a_lost_log_expires_its_followers_and_no_others(relay: Relay, log: EventLog) -> None:
    client, other = await joined(relay, "film"), await joined(relay, "other")
    log.append(change("a"))
    await heard(client, 1)
    log.forget("film")
    async with asyncio.timeout(DEADLINE):
        await client.take()
    assert client.stale
    assert not other.stale


async def test_a_log_that_lost_its_end_is_another_log_from_then_on(relay: Relay, log: EventLog, redis: Redis) -> None:
    """As after a power cut: what the last clients have seen is not there any more."""
    client = await joined(relay, "film")
    log.append(*(change(str(n)) for n in range(5)))
    await heard(client, 5)
    before = await relay._reader.position("film")
    lose_all_but(redis, "film", 3)
    log.append(change("another fourth"))
    async with asyncio.timeout(DEADLINE):
        await client.take()
    assert client.stale
    after = await relay._reader.position("film")
    assert (after.epoch != before.epoch, after.seq) == (True, 4)
    log.append(change("fifth"))
    assert (await relay._reader.since("film", before))[1] is None


async def test_a_client_that_leaves_while_others_are_served_harms_nobody(relay: Relay, log: EventLog) -> None:
    stays = await joined(relay, "film")
    for round_ in range(50):
        leaver = await joined(relay, f"log-{round_}")
        log.append(change(log=f"log-{round_}"), change(str(round_)))
        await asyncio.sleep(0)
        relay.leave(leaver)
    assert len(await heard(stays, 50)) == 50
    assert relay.count == 1


async def test_a_relay_that_is_told_to_end_does_so_at_whatever_it_is(async_redis: AsyncRedis) -> None:
    for turns in range(60):
        running = asyncio.create_task(Relay(async_redis, lambda *_: None).run())
        for _ in range(turns):
            await asyncio.sleep(0)
        running.cancel()
        await asyncio.wait([running], timeout=DEADLINE)
        assert running.cancelled()
        await async_redis.connection_pool.disconnect()
