"""The sockets: greet, then read and write side by side until one of them ends."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import Coroutine, Iterable
from typing import Any

import anyio
from anyio import to_thread
from fastapi import APIRouter, WebSocket
from redis.exceptions import RedisError
from starlette.websockets import WebSocketDisconnect

from app.errors import NotFound
from app.events import channels
from app.live.client import Client
from app.live.commands import Commands
from app.live.handshake import Wish, greet
from app.live.services import Live

router = APIRouter()

MAX_FRAME = 64 * 1024
SEND_SECONDS = 5.0
_MOVED_SECONDS = 0.5
UNKNOWN_PROJECT = 4404
TOO_BIG, TRY_AGAIN, RESTART = 1009, 1013, 1012


@router.websocket("/ws/workspace")
async def workspace_socket(socket: WebSocket) -> None:
    await _serve(socket, None)


@router.websocket("/ws/projects/{project_id}")
@router.websocket("/ws/{project_id}")
async def project_socket(socket: WebSocket, project_id: str) -> None:
    await _serve(socket, project_id)


async def _serve(socket: WebSocket, film_id: str | None) -> None:
    live: Live = socket.app.state.live
    await socket.accept()
    if film_id is not None and not await to_thread.run_sync(_exists, live, film_id):
        await socket.close(UNKNOWN_PROJECT, "There is no project with this id.")
        return
    logs = (film_id, channels.WORKSPACE) if film_id else (channels.WORKSPACE,)
    client = Client(str(uuid.uuid4()), logs)
    try:
        await live.relay.join(client)
        await live.pulse.note([client])
        await _send(socket, await greet(live.reader, client, film_id, _wish(socket, film_id)))
        await _first_of(
            _read(socket, client, Commands(client, film_id, live.films, live.tasks)),
            _write(socket, client),
        )
    except* (RedisError, OSError, TimeoutError):
        await _close(socket, TRY_AGAIN)
    except* WebSocketDisconnect:
        pass
    finally:
        live.relay.leave(client)
        with contextlib.suppress(RedisError, OSError):
            await live.pulse.forget(client)


async def _read(socket: WebSocket, client: Client, commands: Commands) -> None:
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        frame: str = message.get("text") or ""
        if len(message.get("bytes") or frame.encode()) > MAX_FRAME:
            await _close(socket, TOO_BIG)
            return
        answer = await to_thread.run_sync(commands.answer, frame)
        client.say(answer.model_dump_json())


async def _write(socket: WebSocket, client: Client) -> None:
    while True:
        waiting = await client.take()
        if client.overflown or client.stale:
            await _close(socket, RESTART if client.stale else TRY_AGAIN)
            return
        await _send(socket, waiting)


async def _first_of(*jobs: Coroutine[Any, Any, None]) -> None:
    """Run all until the first ends."""
    async with anyio.create_task_group() as group:

        async def run(job: Coroutine[Any, Any, None]) -> None:
            await job
            group.cancel_scope.cancel()

        for job in jobs:
            group.start_soon(run, job)


async def _send(socket: WebSocket, wires: Iterable[str]) -> None:
    """Raises `TimeoutError` once nothing moves for `SEND_SECONDS`: who takes one after another is slow, not stopped."""
    clock = asyncio.get_running_loop().time
    moved = clock()
    async with asyncio.timeout_at(moved + SEND_SECONDS) as limit:
        for wire in wires:
            await socket.send_text(wire)
            if clock() - moved > _MOVED_SECONDS:  # a timer for each message was a fifth of what fan-out costs
                moved = clock()
                limit.reschedule(moved + SEND_SECONDS)


async def _close(socket: WebSocket, code: int) -> None:
    """A peer that does not read can't be told goodbye; then its transport goes with us."""
    with contextlib.suppress(RuntimeError, OSError, TimeoutError, WebSocketDisconnect):
        async with asyncio.timeout(1):
            await socket.close(code)


def _exists(live: Live, film_id: str) -> bool:
    try:
        live.films.get(film_id)
    except NotFound:
        return False
    return True


def _wish(socket: WebSocket, film_id: str | None) -> Wish:
    asked = socket.query_params
    last = asked.get("last_event_id")
    return Wish(project=last, workspace=asked.get("last_workspace_event_id") if film_id else last)
