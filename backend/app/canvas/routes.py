from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from app.canvas import store
from app.canvas.schemas import Canvas
from app.events.log import EventLog, draft
from app.projects.dependencies import FilmDep
from app.projects.events import FileChanged, FileData
from app.projects.outbox import Commits
from app.schemas import problems

router = APIRouter(tags=["canvas"])


@router.get("/projects/{project_id}/canvas", responses=problems(404, 409))
def get_canvas(film: FilmDep, response: Response) -> Canvas:
    """The node graph; its `ETag` guards the next save."""
    canvas, response.headers["ETag"] = store.read(film)
    return canvas


@router.put("/projects/{project_id}/canvas", responses=problems(404, 409, 412, 422, 503, 507))
def put_canvas(
    canvas: Canvas,
    film: FilmDep,
    request: Request,
    response: Response,
    if_match: Annotated[str | None, Header()] = None,
) -> Canvas:
    if store.write(film, canvas, if_match):
        log: EventLog = request.app.state.log
        commits: Commits = request.app.state.commits
        commits.ask(film)
        log.append(draft(FileChanged, film.id, FileData(path=film.manifest.canvas, asset_type=None, change="modified")))
    response.headers["ETag"] = store.etag(canvas)
    return canvas
