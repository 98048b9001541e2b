"""The writing end of one socket: what waits for its client, and what its client has not got from the logs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from fastapi import WebSocket

from app.live.client import Client
from app.live.closing import Close
from app.live.reader import Reader

SEND_SECONDS = 5.0
_MOVED_SECONDS = 0.5
_BATCH = 200


async def write(socket: WebSocket, client: Client, reader: Reader) -> Close:
    """Until the client can't be served any more; returns why. Raises `TimeoutError` for one that has stopped."""
    while True:
        if client.behind:
            await _catch_up(socket, client, reader)
        waiting = await client.take()
        if client.stale or client.overflown:
            return Close.RESTART if client.stale else Close.TRY_AGAIN
        await send(socket, waiting)


async def _catch_up(socket: WebSocket, client: Client, reader: Reader) -> None:
    while client.behind and not client.stale:
        at_the_end = True
        for log in client.logs:
            _, entries = await reader.since(log, client.reached(log), _BATCH)
            if entries is None:
                client.expire()
                return
            await send(socket, client.catch_up(entries))
            at_the_end = at_the_end and len(entries) < _BATCH
        if at_the_end:
            client.join_in()


async def send(socket: WebSocket, wires: Iterable[str]) -> None:
    """Raises `TimeoutError` once nothing moves for `SEND_SECONDS`: who takes one after another is slow, not stopped."""
    clock = asyncio.get_running_loop().time
    moved = clock()
    async with asyncio.timeout_at(moved + SEND_SECONDS) as limit:
        for wire in wires:
            await socket.send_text(wire)
            if clock() - moved > _MOVED_SECONDS:  # a timer for each message was a fifth of what fan-out costs
                moved = clock()
                limit.reschedule(moved + SEND_SECONDS)
