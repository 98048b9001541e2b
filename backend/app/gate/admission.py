"""Who may call: a browser with its session, a program with the access token; and in which form changes may come."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import AuteurError, Refused, Unsupported
from app.problems import answer
from app.sessions.schemas import Session
from app.sessions.service import Sessions

_SAFE = {"GET", "HEAD", "OPTIONS"}
_SIMPLE = {"text/plain", "application/x-www-form-urlencoded"}  # what a page of any origin may send without asking
_SIGN_IN = {"/api/v1/session", "/api/session"}


class Admission:
    """Inside of CORS: a page must be able to read that it is asked to sign in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"}:
            try:
                _check_form(scope)
                scope["auteur.session"] = _admit(HTTPConnection(scope))
            except AuteurError as refusal:
                await answer(refusal)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _admit(caller: HTTPConnection) -> Session | None:
    sessions: Sessions = caller.app.state.sessions
    if _is_open(caller.scope):
        return sessions.cookies.read(caller.cookies)
    place = caller.client.host if caller.client else ""
    return sessions.admit(caller.cookies, caller.headers.get("authorization", ""), place)


def _is_open(scope: Scope) -> bool:
    """Asking whether the studio is well, asking what may be asked, signing in and out."""
    if scope["type"] == "websocket":
        return False
    path, method = scope["path"], scope["method"]
    signs = path in _SIGN_IN and method in {"POST", "DELETE"}
    return signs or method == "OPTIONS" or path == "/health" or path.startswith("/health/")


def _check_form(scope: Scope) -> None:
    """Raises `Unsupported`, `Refused`."""
    if scope["type"] == "websocket" or scope["method"] in _SAFE:
        return
    headers = Headers(scope=scope)
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in _SIMPLE:
        raise Unsupported("Send JSON, or files as multipart/form-data.", code="content_type")
    if kind.startswith("multipart/") and "origin" not in headers and _comes_from_browser(headers):
        raise Refused("A form has to say which page it comes from.", code="origin_required")


def _comes_from_browser(headers: Headers) -> bool:
    return "cookie" in headers or "sec-fetch-site" in headers
