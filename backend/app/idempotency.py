"""POSTs that create may be sent again: under the same `Idempotency-Key` the first answer is given again.

As the IETF's draft has it (draft-ietf-httpapi-idempotency-key-header): another request under a used key is refused
with 422, the same one with 409 while the first is still being answered. Only success is kept: what failed may be tried
again.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Annotated, Any, Final

from anyio import CancelScope, to_thread
from fastapi import Depends, Header
from fastapi.routing import APIRoute
from redis import Redis
from redis.exceptions import RedisError
from starlette.requests import Request
from starlette.responses import Response

from app.errors import Conflict, Invalid
from app.schemas import problems

_KEPT_SECONDS: Final = 24 * 3600
_ANSWERING_SECONDS: Final = 15  # a process that died while answering blocks its key no longer
MAX_KEY: Final = 200
_NOT_KEPT = {"content-length", "set-cookie"}

Answer = Callable[[Request], Coroutine[Any, Any, Response]]


KeyDep = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=MAX_KEY,
        description="Sent again with the same key, a request is answered with its first result for a day.",
    ),
]


def _declared(key: KeyDep = None) -> None:
    """The header, for routes that need not look at it."""
    del key


class OnceRoute(APIRoute):
    """For a router: its POSTs take the header."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        if "POST" in (options.get("methods") or ()):
            options["dependencies"] = [*(options.get("dependencies") or ()), Depends(_declared)]
            options["responses"] = problems(409, 422) | (options.get("responses") or {})
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Answer:
        answer = super().get_route_handler()
        if "POST" not in (self.methods or ()):
            return answer

        async def once(request: Request) -> Response:
            key = request.headers.get("idempotency-key", "")
            return await _Once(request, key).answer(answer) if 0 < len(key) <= MAX_KEY else await answer(request)

        return once


class _Once:
    def __init__(self, request: Request, key: str) -> None:
        self._request = request
        self._redis: Redis = request.app.state.redis
        self._name = f"idempotency:{_hash(request.url.path.encode(), key.encode())}"

    async def answer(self, answer: Answer) -> Response:
        print_ = await self._fingerprint()
        if kept := await to_thread.run_sync(self._claim, print_):
            return _again(kept, print_)
        try:
            async with self._held():
                response = await answer(self._request)
        except BaseException:
            with CancelScope(shield=True):  # a client that went away has failed too
                await to_thread.run_sync(self._forget)
            raise
        await to_thread.run_sync(self._keep, print_, response)
        return response

    @asynccontextmanager
    async def _held(self) -> AsyncIterator[None]:
        """The key stays ours however long the answer takes: an upload may take hours."""
        holding = asyncio.create_task(self._hold())
        try:
            yield
        finally:
            holding.cancel()

    async def _hold(self) -> None:
        while True:
            await asyncio.sleep(_ANSWERING_SECONDS / 3)
            with suppress(RedisError):
                await to_thread.run_sync(self._redis.expire, self._name, _ANSWERING_SECONDS)

    async def _fingerprint(self) -> str:
        """Of all that makes the request what it is. An upload streams past and is known by its length alone."""
        request = self._request
        streamed = request.headers.get("content-type", "").startswith("multipart/")
        body = request.headers.get("content-length", "").encode() if streamed else await request.body()
        return _hash(request.url.query.encode(), body)

    def _claim(self, print_: str) -> dict[str, Any] | None:
        """What is known of the key; None for a new one, which is ours from now on."""
        claim = json.dumps({"print": print_})
        while not self._redis.set(self._name, claim, nx=True, ex=_ANSWERING_SECONDS):
            if found := self._redis.get(self._name):
                return dict(json.loads(found))
        return None

    def _forget(self) -> None:
        with suppress(RedisError):
            self._redis.delete(self._name)

    def _keep(self, print_: str, response: Response) -> None:
        if response.status_code >= 300:
            self._forget()
            return
        kept = {
            "print": print_,
            "status": response.status_code,
            "headers": {name: value for name, value in response.headers.items() if name not in _NOT_KEPT},
            "body": base64.b64encode(bytes(response.body)).decode(),
        }
        with suppress(RedisError):  # it is done all the same, and who asked is told so
            self._redis.set(self._name, json.dumps(kept), ex=_KEPT_SECONDS)


def _again(kept: dict[str, Any], print_: str) -> Response:
    if kept["print"] != print_:
        raise Invalid("This Idempotency-Key was used for another request.", code="idempotency_key_reused")
    if "status" not in kept:
        raise Conflict("The first request with this key is still being answered.", code="idempotency_in_progress")
    return Response(base64.b64decode(kept["body"]), kept["status"], kept["headers"])


def _hash(*parts: bytes) -> str:
    return hashlib.sha256(b"\n".join(parts)).hexdigest()
