from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Response
from pydantic import BaseModel
from starlette.requests import HTTPConnection

from app.projects.dependencies import FilmDep
from app.story.schemas import Kind
from app.story.service import Stories
from app.story.tree import Tree


async def stories(connection: HTTPConnection) -> Stories:
    found: Stories = connection.app.state.stories
    return found


StoriesDep = Annotated[Stories, Depends(stories)]


class Guarded:
    """An edit of one element that `If-Match` may guard."""

    def __init__(
        self, film: FilmDep, stories: StoriesDep, response: Response, if_match: Annotated[str | None, Header()] = None
    ) -> None:
        self.film, self.response = film, response
        self._stories, self._if_match = stories, if_match

    def change(self, kind: Kind, element_id: str, fields: BaseModel) -> Tree:
        return self._stories.change(self.film, kind, element_id, fields, self._if_match)

    def remove(self, kind: Kind, element_id: str) -> Tree:
        return self._stories.remove(self.film, kind, element_id, self._if_match)

    def take_counts(self) -> dict[str, int]:
        return dict(self._stories.take_counts(self.film))


GuardedDep = Annotated[Guarded, Depends()]
