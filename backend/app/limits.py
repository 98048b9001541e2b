"""How large a request's body may be, enforced while it streams; uploads have a limit of their own."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import TooLarge
from app.problems import answer

_STREAMED = (b"multipart/", b"application/offset+octet-stream")
_UPLOADS = ("/assets", "/files", "/base-face")
MAX_BODY = 4 * 1024 * 1024


class BodyLimit:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _streams(scope):
            await self._app(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > MAX_BODY:
                raise _TooMuch
            return message

        try:
            await self._app(scope, counted, send)
        except _TooMuch:
            error = TooLarge(f"A request can be at most {MAX_BODY // 2**20} MiB.", code="body_too_large")
            await answer(error)(scope, receive, send)


class _TooMuch(BaseException):
    """Passes every handler on its way out: no answer has begun while the body is still being read."""


def _streams(scope: Scope) -> bool:
    """An upload says so by its address and by its content."""
    if not scope["path"].endswith(_UPLOADS) and "/uploads/" not in scope["path"]:
        return False
    return any(name == b"content-type" and value.startswith(_STREAMED) for name, value in scope["headers"])
