"""The sockets: greet, then read and write side by side until one of them ends."""

from __future__ import annotations

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
from app.live.bucket import Bucket
from app.live.client import Client
from app.live.closing import Close, close
from app.live.commands import Commands
from app.live.handshake import Wish, greet
from app.live.services import Live
from app.live.writing import write
from app.sessions import routes as sessions

router = APIRouter()

MAX_FRAME = 64 * 1024
MAX_SOCKETS = 64  # of one session: a browser opens one a tab
RATE, BURST = 50, 200  # messages: a second, and at once


@router.websocket("/ws/workspace")
async def workspace_socket(socket: WebSocket) -> None:
    await _serve(socket, None)


@router.websocket("/ws/projects/{project_id}")
@router.websocket("/ws/{project_id}")
async def project_socket(socket: WebSocket, project_id: str) -> None:
    await _serve(socket, project_id)


async def _serve(socket: WebSocket, film_id: str | None) -> None:
    live: Live = socket.app.state.live
    session = sessions.of(socket)
    logs = (film_id, channels.WORKSPACE) if film_id else (channels.WORKSPACE,)
    client = Client(str(uuid.uuid4()), logs, session.id if session else None)
    await socket.accept()
    reason = await _refusal(live, client, film_id) or await _converse(socket, live, client, film_id)
    if reason:
        await close(socket, film_id, reason)


async def _refusal(live: Live, client: Client, film_id: str | None) -> Close | None:
    if film_id is not None and not await to_thread.run_sync(_exists, live, film_id):
        return Close.UNKNOWN_PROJECT
    own = [one for one in live.relay.clients if client.session_id and one.session_id == client.session_id]
    return Close.TOO_MANY_SOCKETS if len(own) >= MAX_SOCKETS else None


async def _converse(socket: WebSocket, live: Live, client: Client, film_id: str | None) -> Close | None:
    """Returns why the socket is to be closed; None when the client has left."""
    ends: list[Close | None] = []
    try:
        await live.relay.join(client)
        await live.pulse.note([client])
        greeting = await greet(live.reader, client, film_id, _wish(socket, film_id), live.started)
        ends.append(
            await _first_of(
                _read(socket, client, Commands(client, film_id, live.films, live.tasks)),
                write(socket, client, live.reader, greeting),
            )
        )
    except* RedisError:
        ends.append(Close.REDIS_AWAY)
    except* (OSError, TimeoutError):
        ends.append(Close.TRY_AGAIN)
    except* WebSocketDisconnect:
        ends.append(None)
    finally:
        live.relay.leave(client)
        with contextlib.suppress(RedisError, OSError):
            await live.pulse.forget(client)
    return ends[0]


async def _read(socket: WebSocket, client: Client, commands: Commands) -> Close | None:
    bucket = Bucket(RATE, BURST)
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return None
        frame: str = message.get("text") or ""
        if len(message.get("bytes") or frame.encode()) > MAX_FRAME:
            return Close.TOO_BIG
        if bucket.take():
            answer = await to_thread.run_sync(commands.answer, frame)
        elif bucket.hopeless:
            return Close.TALKS_TOO_MUCH
        else:
            answer = commands.refuse_one_too_many(RATE)
        client.say(answer.model_dump_json())


async def _first_of(*jobs: Coroutine[Any, Any, Close | None]) -> Close | None:
    """Run all until the first ends; what it returned."""
    ends: list[Close | None] = []
    async with anyio.create_task_group() as group:

        async def run(job: Coroutine[Any, Any, Close | None]) -> None:
            ends.append(await job)
            group.cancel_scope.cancel()

        for job in jobs:
            group.start_soon(run, job)
    return ends[0]


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
