from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path
from starlette.requests import HTTPConnection

from app.projects.service import Projects
from app.projects.store import Film

ProjectId = Annotated[str, Path(max_length=100)]


async def projects(connection: HTTPConnection) -> Projects:
    """Asynchronous, as all that only hand over: FastAPI would send it to a thread, which costs more than it does."""
    found: Projects = connection.app.state.projects
    return found


ProjectsDep = Annotated[Projects, Depends(projects)]


def film(project_id: ProjectId, service: ProjectsDep) -> Film:
    return service.films.get(project_id)


FilmDep = Annotated[Film, Depends(film)]
