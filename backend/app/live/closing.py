"""The ends of a socket, and the words with which the studio closes it."""

from __future__ import annotations

import asyncio
import contextlib
from enum import IntEnum

from fastapi import WebSocket
from starlette.websockets import WebSocketDisconnect

from app.live.messages import ClosedData, ConnectionClosed
from app.schemas import now


class Close(IntEnum):
    """Codes of RFC 6455, and our own from 4000."""

    TALKS_TOO_MUCH = 1008
    TOO_BIG = 1009
    RESTART = 1012
    TRY_AGAIN = 1013
    UNKNOWN_PROJECT = 4404
    TOO_MANY_SOCKETS = 4429


_REASONS = {
    Close.TALKS_TOO_MUCH: "Too many messages, and more after that was said.",
    Close.TOO_BIG: "A frame has 64 KiB at most.",
    Close.RESTART: "The log of events is another one now: come back and fetch the state again.",
    Close.TRY_AGAIN: "This socket can't be served at the moment: come back, and what was missed follows.",
    Close.UNKNOWN_PROJECT: "There is no project with this id.",
    Close.TOO_MANY_SOCKETS: "This browser has too many sockets open.",
}


async def close(socket: WebSocket, film_id: str | None, code: Close) -> None:
    """A peer that does not read can't be told goodbye; then its transport goes with us."""
    data = ClosedData(code=code, reason=_REASONS[code])
    goodbye = ConnectionClosed(type="connection.closed", project_id=film_id, timestamp=now(), data=data)
    with contextlib.suppress(RuntimeError, OSError, TimeoutError, WebSocketDisconnect):
        async with asyncio.timeout(1):
            await socket.send_text(goodbye.model_dump_json())
            await socket.close(code, data.reason)
