"""Long lists in pages: `?limit=&cursor=`, and a `Link` to the next page while there is more (RFC 8288)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Protocol, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response

MAX_PAGE = 1000


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", bound=_Identified)


class Page:
    """The page that was asked for; without `limit` it is the whole list. A cursor is the id of the last item seen."""

    def __init__(
        self,
        request: Request,
        response: Response,
        limit: Annotated[int | None, Query(ge=1, le=MAX_PAGE)] = None,
        cursor: Annotated[str | None, Query(max_length=100)] = None,
    ) -> None:
        self._request, self._response = request, response
        self._limit, self._cursor = limit, cursor

    def of(self, items: Sequence[_Item]) -> list[_Item]:
        """A cursor whose item is gone begins anew: better twice than never."""
        start = next((i + 1 for i, item in enumerate(items) if item.id == self._cursor), 0)
        if self._limit is None:
            return list(items[start:])
        page = list(items[start : start + self._limit])
        if start + self._limit < len(items):
            self._link(page[-1].id)
        return page

    def _link(self, cursor: str) -> None:
        query = dict(self._request.query_params) | {"limit": str(self._limit), "cursor": cursor}
        self._response.headers["Link"] = f'<{self._request.url.path}?{urlencode(query)}>; rel="next"'


PageDep = Annotated[Page, Depends()]
