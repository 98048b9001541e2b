"""A socket client that remembers what it was told."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.support.waiting import DEADLINE

Message = dict[str, Any]


class Socket:
    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.told: list[Message] = []

    async def next(self) -> Message:
        async with asyncio.timeout(DEADLINE):
            message: Message = json.loads(await self.connection.recv())
        self.told.append(message)
        return message

    async def until(self, fits: Callable[[Message], bool]) -> Message:
        """The first message that fits, heard already or to come."""
        heard = next(filter(fits, self.told), None)
        while heard is None:
            message = await self.next()
            heard = message if fits(message) else None
        return heard

    async def until_type(self, name: str, **data: Any) -> Message:
        return await self.until(lambda m: m["type"] == name and data.items() <= m["data"].items())

    async def ask(self, **command: Any) -> Message:
        """Send a command; returns its answer."""
        await self.send(json.dumps(command))
        return await self.answer()

    async def send(self, frame: str | bytes) -> None:
        await self.connection.send(frame)

    async def answer(self) -> Message:
        while True:
            message = await self.next()
            if message["type"] in {"ack", "error", "pong"}:
                return message

    async def closed(self) -> int | None:
        """The code with which the studio closes, once it does."""
        async with asyncio.timeout(DEADLINE):
            with contextlib.suppress(ConnectionClosed):
                async for wire in self.connection:
                    self.told.append(json.loads(wire))
            await self.connection.wait_closed()
        return self.connection.close_code

    @property
    def events(self) -> list[Message]:
        """What came from a log, in order."""
        return [message for message in self.told if "id" in message]

    def of_log(self, project_id: str | None) -> list[Message]:
        return [event for event in self.events if event["project_id"] == project_id]


@asynccontextmanager
async def socket(port: int, path: str, headers: Mapping[str, str] | None = None, **query: str) -> AsyncIterator[Socket]:
    """A connected socket that has been greeted; `told[0]` is the greeting."""
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    address = f"ws://localhost:{port}/ws/{path}?{asked}"
    # With a bounded queue, a client that has not read everything would not see the answer to its own farewell.
    async with connect(address, additional_headers=headers, max_size=None, max_queue=None, proxy=None) as connection:
        client = Socket(connection)
        greeting = await client.next()
        assert greeting["type"] == "connection.established"
        yield client


def sequence(event: Message) -> int:
    return int(event["id"].rpartition("-")[2])
