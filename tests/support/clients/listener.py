"""A client that follows a film through every interruption, and keeps book of what it was told.

As a program of its own: `python -m tests.support.clients.listener PORT FILM GOAL` prints the numbers that it heard.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Collection, Sequence
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException


class Listener:
    """`heard` are the numbers in the order in which they came; `announced` the stretches of which it was said that they
    can't be had any more."""

    def __init__(self, film_id: str, choose_port: Callable[[], int], leaves: Collection[int] = ()) -> None:
        """It cuts its connection without a word each time that it has heard as many events as `leaves` says."""
        self.heard: list[int] = []
        self.announced: list[range] = []
        self.connections = 0  # that were greeted
        self._film_id = film_id
        self._choose_port = choose_port
        self._leaves = frozenset(leaves)
        self._last = ""

    async def follow(self, goal: Callable[[], int | None]) -> None:
        """Until it has come to the number that is the goal, once there is one."""
        while not self._is_there(goal()):
            try:
                async with connect(self._address(), max_size=None, max_queue=None, proxy=None) as page:
                    await self._hear(page, goal)
            except (OSError, WebSocketException, EOFError):
                await asyncio.sleep(0.05)

    async def _hear(self, page: ClientConnection, goal: Callable[[], int | None]) -> None:
        greeting = json.loads(await page.recv())
        if greeting["type"] != "connection.established":
            raise EOFError("turned away")
        self._greeted(greeting["data"])
        self.connections += 1
        async for wire in page:
            message = json.loads(wire)
            if "id" in message and message["project_id"] == self._film_id:
                self._last = message["id"]
                self.heard.append(_number(self._last))
                if len(self.heard) in self._leaves:
                    page.transport.abort()
                    return
            if self._is_there(goal()):
                return

    def _greeted(self, told: dict[str, Any]) -> None:
        if not told["recovered"]:
            if self._last:
                self.announced.append(range(_number(self._last) + 1, _number(told["last_event_id"]) + 1))
            self._last = told["last_event_id"]

    def _is_there(self, goal: int | None) -> bool:
        return goal is not None and bool(self._last) and _number(self._last) >= goal

    def _address(self) -> str:
        position = f"?last_event_id={self._last}" if self._last else ""
        return f"ws://localhost:{self._choose_port()}/ws/{self._film_id}{position}"


def _number(event_id: str) -> int:
    return int(event_id.rpartition("-")[2])


def main(arguments: Sequence[str]) -> None:
    port, film_id, goal = int(arguments[0]), arguments[1], int(arguments[2])
    listener = Listener(film_id, lambda: port)
    asyncio.run(listener.follow(lambda: goal))
    sys.stdout.write(json.dumps({"heard": listener.heard, "connections": listener.connections}))


if __name__ == "__main__":
    main(sys.argv[1:])
