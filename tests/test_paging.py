"""Pages of a list, walked by their `Link`s over HTTP."""

from __future__ import annotations

import re

import httpx
import pytest
from fastapi import FastAPI, Response

from app.paging import PageDep
from app.schemas import Schema


class Item(Schema):
    id: str


class Shelf:
    """A list behind a route, as long as a test wants it."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._app = FastAPI()

        @self._app.get("/items", response_model=list[Item])
        def items(page: PageDep) -> Response:
            return page.of(self.items)

    def fill(self, count: int) -> list[str]:
        self.items = [Item(id=f"é{number}") for number in range(count)]
        return [item.id for item in self.items]

    async def get(self, path: str) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(self._app), base_url="http://shelf") as client:
            return await client.get(path)

    async def walk(self, path: str) -> list[list[str]]:
        """The pages from this one on."""
        answer = await self.get(path)
        assert answer.headers["content-type"] == "application/json"
        following = re.fullmatch(r'<(.+)>; rel="next"', answer.headers.get("link", ""))
        return [[item["id"] for item in answer.json()], *(await self.walk(following[1]) if following else [])]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.mark.parametrize("count", [0, 1, 1500])
async def test_without_a_limit_the_whole_list_comes(shelf: Shelf, count: int) -> None:
    ids = shelf.fill(count)
    assert await shelf.walk("/items") == [ids]


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (1, [1]), (3, [3]), (4, [3, 1]), (9, [3, 3, 3])])
async def test_the_links_lead_through_everything_once(shelf: Shelf, count: int, sizes: list[int]) -> None:
    ids = shelf.fill(count)
    pages = await shelf.walk("/items?limit=3")
    assert [len(page) for page in pages] == sizes
    assert [item for page in pages for item in page] == ids


async def test_a_link_keeps_what_else_was_asked(shelf: Shelf) -> None:
    shelf.fill(3)
    answer = await shelf.get("/items?limit=2&q=night+quay")
    assert answer.headers["link"] == '</items?limit=2&q=night+quay&cursor=%C3%A91>; rel="next"'


async def test_a_cursor_whose_item_is_gone_begins_anew(shelf: Shelf) -> None:
    ids = shelf.fill(3)
    assert await shelf.walk("/items?cursor=gone") == [ids]
    assert await shelf.walk("/items?cursor=%C3%A90") == [ids[1:]]


@pytest.mark.parametrize("query", ["limit=0", "limit=-1", "limit=1001", "limit=x", f"cursor={'x' * 101}"])
async def test_what_is_out_of_bounds_is_refused(shelf: Shelf, query: str) -> None:
    assert (await shelf.get(f"/items?{query}")).status_code == 422
