"""The sockets: greet, then read, write and beat side by side until one of them ends."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import Coroutine
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
from app.live.messages import HeartbeatData, SystemHeartbeat
from app.live.services import Live
from app.schemas import now

router = APIRouter()

MAX_FRAME = 64 * 1024
SEND_SECONDS = 5.0
PRESENCE_SECONDS = 60
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
        for wire in await greet(live.reader, client, film_id, _wish(socket, film_id)):
            await _send(socket, wire)
        await _first_of(
            _read(socket, client, Commands(client, film_id, live.films, live.tasks)),
            _write(socket, client),
            _beat(live, client, film_id),
        )
    except* (RedisError, OSError, TimeoutError):
        await _close(socket, TRY_AGAIN)
    except* WebSocketDisconnect:
        pass
    finally:
        live.relay.leave(client)
        with contextlib.suppress(RedisError, OSError):
            await live.redis.delete(_presence(client))


async def _read(socket: WebSocket, client: Client, commands: Commands) -> None:
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        frame: str = message.get("text") or ""
        if max(len(frame), len(message.get("bytes") or b"")) > MAX_FRAME:
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
        for wire in waiting:
            await _send(socket, wire)


async def _beat(live: Live, client: Client, film_id: str | None) -> None:
    while True:
        await live.redis.set(_presence(client), film_id or channels.WORKSPACE, ex=PRESENCE_SECONDS)
        await asyncio.sleep(live.heartbeat_seconds)
        workspace = await live.reader.position(channels.WORKSPACE)
        own = await live.reader.position(film_id) if film_id else workspace
        data = HeartbeatData(last_event_id=str(own), workspace_event_id=str(workspace))
        beat = SystemHeartbeat(type="system.heartbeat", project_id=film_id, timestamp=now(), data=data)
        client.say(beat.model_dump_json())


async def _first_of(*jobs: Coroutine[Any, Any, None]) -> None:
    """Run all until the first ends."""
    async with anyio.create_task_group() as group:

        async def run(job: Coroutine[Any, Any, None]) -> None:
            await job
            group.cancel_scope.cancel()

        for job in jobs:
            group.start_soon(run, job)


async def _send(socket: WebSocket, wire: str) -> None:
    async with asyncio.timeout(SEND_SECONDS):
        await socket.send_text(wire)


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


def _presence(client: Client) -> str:
    return f"ws:connection:{client.id}"
