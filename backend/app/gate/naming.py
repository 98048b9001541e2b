"""Every request has an id, which each line of the log about it names, with the film and the task in its path."""

from __future__ import annotations

import re
import uuid
from functools import partial

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9._-]{1,64}")  # by a proxy, say; anything else could write lines of its own
_NAMED = re.compile(r"/(ws/projects|ws(?!/workspace)|projects|tasks)/([A-Za-z0-9-]{1,64})(?=/|$)")
_AS = {"ws/projects": "project", "ws": "project", "projects": "project", "tasks": "task"}


class RequestNames:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(_HEADER, "")
        request_id = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
        names = {_AS[what]: value for what, value in _NAMED.findall(scope["path"])}
        # A task of its own serves each request: what is bound here ends with it.
        structlog.contextvars.bind_contextvars(request=request_id, **names)
        await self._app(scope, receive, partial(_with_id, send, request_id))


async def _with_id(send: Send, request_id: str, message: Message) -> None:
    if message["type"] == "http.response.start":
        MutableHeaders(scope=message)[_HEADER] = request_id
    await send(message)
