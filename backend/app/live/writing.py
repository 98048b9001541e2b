"""The writing end of one socket: what waits for its client, and what its client has not got from the logs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable

import anyio
from fastapi import WebSocket

from app.live.client import Client
from app.live.closing import Close
from app.live.reader import Reader

SEND_SECONDS = 5.0
_LOOK_SECONDS = 1.0
_BATCH = 200


async def write(socket: WebSocket, client: Client, reader: Reader, greeting: Iterable[str]) -> Close:
    """Until the client can't be served any more; returns why."""
    with anyio.CancelScope() as scope:
        client.give_up = scope.cancel
        await _send(socket, client, greeting)
        while True:
            if client.behind:
                await _catch_up(socket, client, reader)
            waiting = await client.take()
            if client.stale or client.cut_off or client.overflown:
                break
            await _send(socket, client, waiting)
    if client.stale:
        return Close.RESTART
    return Close.REDIS_AWAY if client.cut_off else Close.TRY_AGAIN


async def watch(clients: Callable[[], Iterable[Client]]) -> None:
    """Give up who has taken nothing for `SEND_SECONDS`: who takes one after another is slow, not stopped. One look at
    all of them, for a timer for each message was a fifth of what fan-out costs."""
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        long_ago = time.monotonic() - SEND_SECONDS
        for client in clients():
            if client.sending_since is not None and client.sending_since < long_ago:
                client.give_up()


async def _catch_up(socket: WebSocket, client: Client, reader: Reader) -> None:
    while client.behind and not client.stale:
        at_the_end = True
        for log in client.logs:
            _, entries = await reader.since(log, client.reached(log), _BATCH)
            if entries is None:
                client.expire()
                return
            await _send(socket, client, client.catch_up(entries))
            at_the_end = at_the_end and len(entries) < _BATCH
        if at_the_end:
            client.join_in()


async def _send(socket: WebSocket, client: Client, wires: Iterable[str]) -> None:
    for wire in wires:
        client.sending_since = time.monotonic()
        await socket.send({"type": "websocket.send", "text": wire})
    client.sending_since = None
