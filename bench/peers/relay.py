"""The barest relay: what comes on a Redis channel goes to every socket. `uvicorn bench.peers.relay:relay`.

It keeps nothing, replays nothing, and one stopped client would stop it: the least that fan-out can cost.
"""

from __future__ import annotations

import asyncio
import os
from typing import Any

from redis.asyncio import Redis

CHANNEL = "bench:relay"

_sockets: dict[int, Any] = {}
_reading: set[asyncio.Task[None]] = set()


async def relay(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "websocket":
        await _serve(receive, send)


async def _live(receive: Any, send: Any) -> None:
    await receive()
    _reading.add(asyncio.create_task(_read()))
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await send({"type": "lifespan.shutdown.complete"})


async def _serve(receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    _sockets[id(send)] = send
    await send({"type": "websocket.send", "text": "{}"})
    while (await receive())["type"] != "websocket.disconnect":
        pass
    del _sockets[id(send)]


async def _read() -> None:
    async with Redis.from_url(os.environ["PEER_REDIS_URL"]).pubsub(ignore_subscribe_messages=True) as pubsub:
        await pubsub.subscribe(CHANNEL)
        async for message in pubsub.listen():
            text = message["data"].decode()
            for send in list(_sockets.values()):
                await send({"type": "websocket.send", "text": text})
