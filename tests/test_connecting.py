"""A Redis that hears and never answers keeps nobody for long."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import pytest
from redis.exceptions import RedisError

from app import connecting
from app.connecting import connect, connect_sockets
from tests.support.studios.redis_server import RedisServer


@pytest.fixture
def mute() -> Iterator[str]:
    """It lets everyone in and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connecting._OPTIONS, "socket_timeout", 0.2)


@pytest.mark.usefixtures("hurried")
def test_a_mute_one_is_given_up(mute: str) -> None:
    with connect(mute) as redis, pytest.raises(RedisError):
        redis.ping()


@pytest.mark.usefixtures("hurried")
async def test_sockets_give_it_up_too(mute: str) -> None:
    redis = connect_sockets(mute)
    with pytest.raises(RedisError):
        await redis.ping()
    await redis.aclose(close_connection_pool=True)


async def test_listening_outlasts_a_silence_longer_than_an_answer_may_take(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connecting._OPTIONS, "socket_timeout", 0.2)
    redis = connect_sockets(redis_server.url())
    async with redis.pubsub(ignore_subscribe_messages=True) as heard:
        await heard.subscribe("channel")
        assert await heard.get_message(timeout=1) is None
        assert await heard.get_message(timeout=1) is None
        await asyncio.gather(redis.publish("channel", "word"))
        message = None
        while message is None:
            message = await heard.get_message(timeout=1)
    assert message["data"] == b"word"
    await redis.aclose(close_connection_pool=True)


def test_a_dead_way_is_noticed_by_the_kernel(redis_server: RedisServer) -> None:
    with connect(redis_server.url()) as redis:
        connection = redis.connection_pool.get_connection()
        wire = connection._sock
        assert wire.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
        assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 10_000
        redis.connection_pool.release(connection)
