"""Long lists in pages: `?limit=&cursor=`, and a `Link` to the next page while there is more (RFC 8288)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Protocol
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response

MAX_PAGE = 1000


class _Told(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def wire(self) -> bytes: ...


class Page:
    """The page that was asked for; without `limit` it is the whole list. A cursor is the id of the last item seen."""

    def __init__(
        self,
        request: Request,
        limit: Annotated[int | None, Query(ge=1, le=MAX_PAGE)] = None,
        cursor: Annotated[str | None, Query(max_length=100)] = None,
    ) -> None:
        self._request, self._limit, self._cursor = request, limit, cursor

    def of(self, items: Sequence[_Told]) -> Response:
        """A response of its own, for a route that declares its model: FastAPI would encode each item anew."""
        start = self._start(items)
        page = items[start : start + self._limit] if self._limit else items[start:]
        body = b"[" + b",".join([item.wire for item in page]) + b"]"
        more = start + len(page) < len(items)
        return Response(body, media_type="application/json", headers=self._link(page[-1].id) if more else None)

    def _start(self, items: Sequence[_Told]) -> int:
        """A cursor whose item is gone begins anew: better twice than never."""
        if self._cursor is None:
            return 0
        return next((i + 1 for i, item in enumerate(items) if item.id == self._cursor), 0)

    def _link(self, cursor: str) -> dict[str, str]:
        query = dict(self._request.query_params) | {"limit": str(self._limit), "cursor": cursor}
        return {"Link": f'<{self._request.url.path}?{urlencode(query)}>; rel="next"'}


PageDep = Annotated[Page, Depends()]
