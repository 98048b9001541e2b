from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from app.events import channels
from app.events.log import EventLog, Position
from app.live.reader import Reader
from tests.support.films.drafts import change
from tests.support.studios.redis_server import RedisServer


@pytest.fixture
async def reader(redis: Redis, redis_server: RedisServer) -> AsyncIterator[Reader]:  # noqa: ARG001  empties Redis
    client = AsyncRedis.from_url(redis_server.url())
    yield Reader(client)
    await client.aclose()


async def test_a_log_that_nobody_wrote_to_has_a_place_to_return_to(reader: Reader, log: EventLog) -> None:
    position = await reader.position("film")
    assert position.seq == 0
    log.append(change("a"))
    after, entries = await reader.since("film", position)
    assert entries is not None
    assert (after.epoch, after.seq, [entry.seq for entry in entries]) == (position.epoch, 1, [1])


async def test_exactly_what_came_after_is_read(reader: Reader, log: EventLog) -> None:
    log.append(*(change(str(n)) for n in range(1, 11)))
    position = await reader.position("film")
    for last in range(11):
        _, entries = await reader.since("film", Position(position.epoch, last))
        assert entries is not None
        assert [entry.seq for entry in entries] == list(range(last + 1, 11))


async def test_a_position_of_the_future_or_of_another_log_can_not_be_made_good(reader: Reader, log: EventLog) -> None:
    log.append(change("a"))
    position = await reader.position("film")
    for wrong in (Position(position.epoch, 2), Position("other", 1), Position("other", 0)):
        assert (await reader.since("film", wrong)) == (position, None)


async def test_a_log_that_was_cut_short_says_so(reader: Reader, log: EventLog, redis: Redis) -> None:
    log.append(*(change(str(n)) for n in range(10)))
    position = await reader.position("film")
    redis.xtrim(channels.stream("film"), maxlen=3, approximate=False)
    assert (await reader.since("film", Position(position.epoch, 6)))[1] is None
    kept = (await reader.since("film", Position(position.epoch, 7)))[1]
    assert [entry.seq for entry in kept or []] == [8, 9, 10]


async def test_a_log_whose_events_are_all_gone_says_so(reader: Reader, log: EventLog, redis: Redis) -> None:
    log.append(change("a"), change("b"))
    position = await reader.position("film")
    redis.delete(channels.stream("film"))
    assert (await reader.since("film", Position(position.epoch, 1)))[1] is None
    assert (await reader.since("film", position))[1] == []
