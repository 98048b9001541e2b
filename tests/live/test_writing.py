"""A writer serves its client until that one has stopped, and delays nobody on the way."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastapi import WebSocket
from redis.asyncio import Redis

from app.events.log import Position
from app.live.client import Client
from app.live.closing import Close
from app.live.reader import Reader
from app.live.writing import SEND_SECONDS, watch, write
from tests.support.waiting import DEADLINE


class Wire:
    """The far end of a socket: takes messages while it is open."""

    def __init__(self) -> None:
        self.took: asyncio.Queue[str] = asyncio.Queue()
        self.open, self.asked = asyncio.Event(), asyncio.Event()
        self.open.set()
        self.socket = WebSocket({"type": "websocket"}, self._receive, self._send)

    async def _receive(self) -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def _send(self, message: Any) -> None:
        if not self.open.is_set():
            self.asked.set()
        await self.open.wait()
        if message["type"] == "websocket.send":
            self.took.put_nowait(message["text"])

    async def takes(self, *texts: str) -> None:
        async with asyncio.timeout(DEADLINE):
            assert [await self.took.get() for _ in texts] == list(texts)


@pytest.fixture
async def wire() -> Wire:
    found = Wire()
    await found.socket.accept()
    return found


@pytest.fixture
def client() -> Client:
    found = Client("c", ("film",))
    found.begin({"film": Position("e", 0)})
    found.join_in()
    return found


@pytest.fixture
async def writing(wire: Wire, client: Client) -> AsyncIterator[asyncio.Task[Close]]:
    """A writer of a client that is level with its logs: it asks Redis for nothing."""
    job = asyncio.create_task(write(wire.socket, client, Reader(Redis()), ["hello"]))
    yield job
    job.cancel()
    await asyncio.wait([job])


async def test_the_greeting_comes_first_and_the_rest_in_order(
    wire: Wire, client: Client, writing: asyncio.Task[Close]
) -> None:
    for number in range(3):
        client.say(str(number))
    await wire.takes("hello", "0", "1", "2")
    assert client.sending_since is None
    assert not writing.done()


async def test_a_client_that_takes_nothing_is_given_up(
    wire: Wire, client: Client, writing: asyncio.Task[Close]
) -> None:
    await wire.takes("hello")
    wire.open.clear()
    client.say("never heard")
    await asyncio.wait_for(wire.asked.wait(), DEADLINE)
    assert client.sending_since
    client.sending_since -= SEND_SECONDS
    looking = asyncio.create_task(watch(lambda: [client]))
    assert await asyncio.wait_for(writing, DEADLINE) is Close.TRY_AGAIN
    looking.cancel()


async def test_only_who_has_stopped_for_long_is_given_up() -> None:
    given_up: asyncio.Queue[str] = asyncio.Queue()
    clients = {name: Client(name, ("film",)) for name in ("idle", "slow", "stopped")}
    for name, client in clients.items():
        client.give_up = lambda name=name: given_up.put_nowait(name)  # type: ignore[misc]
    clients["slow"].sending_since = time.monotonic() + DEADLINE
    clients["stopped"].sending_since = time.monotonic() - SEND_SECONDS - 1
    looking = asyncio.create_task(watch(clients.values))
    async with asyncio.timeout(DEADLINE):
        assert [await given_up.get(), await given_up.get()] == ["stopped", "stopped"]
    looking.cancel()


async def test_a_lost_log_ends_the_writer_before_it_sends_more(
    wire: Wire, client: Client, writing: asyncio.Task[Close]
) -> None:
    await wire.takes("hello")
    client.say("late")
    client.expire()
    assert await asyncio.wait_for(writing, DEADLINE) is Close.RESTART
    assert wire.took.empty()
