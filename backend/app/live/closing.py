"""The ends of a socket, and the words with which the studio closes it."""

from __future__ import annotations

import asyncio
import contextlib
from enum import Enum

from fastapi import WebSocket
from starlette.websockets import WebSocketDisconnect

from app.live.messages import ClosedData, ConnectionClosed
from app.schemas import now


class Close(Enum):
    """Codes of RFC 6455, and our own from 4000; with each what is said."""

    TALKS_TOO_MUCH = 1008, "Too many messages, and more after that was said."
    TOO_BIG = 1009, "A frame has 64 KiB at most."
    RESTART = 1012, "The log of events is another one now: come back and fetch the state again."
    TRY_AGAIN = 1013, "This socket can't be served at the moment: come back, and what was missed follows."
    REDIS_AWAY = 1013, "Redis can't be reached: films can be looked at, changes have to wait."
    UNKNOWN_PROJECT = 4404, "There is no project with this id."
    TOO_MANY_SOCKETS = 4429, "This browser has too many sockets open."

    def __init__(self, code: int, reason: str) -> None:
        self.code = code
        self.reason = reason


async def close(socket: WebSocket, film_id: str | None, why: Close) -> None:
    """A peer that does not read can't be told goodbye; then its transport goes with us."""
    data = ClosedData(code=why.code, reason=why.reason)
    goodbye = ConnectionClosed(type="connection.closed", project_id=film_id, timestamp=now(), data=data)
    with contextlib.suppress(RuntimeError, OSError, TimeoutError, WebSocketDisconnect):
        async with asyncio.timeout(1):
            await socket.send_text(goodbye.model_dump_json())
            await socket.close(why.code, why.reason)
