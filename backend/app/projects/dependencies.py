from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path
from starlette.requests import HTTPConnection, Request

from app.projects.film import Film
from app.projects.service import Projects

ProjectId = Annotated[str, Path(max_length=100)]


async def projects(connection: HTTPConnection) -> Projects:
    """Asynchronous, as all that only hand over: FastAPI would send it to a thread, which costs more than it does."""
    found: Projects = connection.app.state.projects
    return found


_READS = {"GET", "HEAD"}
ProjectsDep = Annotated[Projects, Depends(projects)]


def film(project_id: ProjectId, service: ProjectsDep, request: Request) -> Film:
    """Refused before anything is acted on where the request would change what may not be changed."""
    found = service.films.get(project_id)
    if request.method not in _READS:
        found.insist_writable()
    return found


FilmDep = Annotated[Film, Depends(film)]
