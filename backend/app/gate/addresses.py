"""From where the studio may be called: an unknown `Host` (DNS rebinding) or foreign `Origin` is refused, on HTTP and
sockets alike."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.config import Settings
from app.errors import Refused
from app.problems import answer


class AddressGate:
    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._hosts = settings.hosts
        self._origins = settings.origins | _own(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"} and (refusal := self._refusal(Headers(scope=scope))):
            await answer(refusal)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refusal(self, headers: Headers) -> Refused | None:
        host = _without_port(headers.get("host", "")).lower()
        if host not in self._hosts:
            return Refused("This host name is not served here; see AUTEUR_ALLOWED_HOSTS.", code="host_refused")
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in self._origins:
            return Refused("Pages of this origin may not call the studio.", code="origin_refused")
        return None


def _own(settings: Settings) -> frozenset[str]:
    """The backend's own pages, such as its API reference."""
    return frozenset(f"http://{host}:{settings.backend_port}" for host in settings.hosts)


def _without_port(host: str) -> str:
    return host.rsplit(":", 1)[0] if host.rpartition(":")[2].isdigit() else host
