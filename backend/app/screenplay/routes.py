from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import FileResponse
from starlette.requests import HTTPConnection

from app.assets import journal
from app.assets.limits import Limits
from app.assets.multipart import receiving
from app.config import Settings
from app.errors import Invalid
from app.files.serve import media
from app.idempotency import OnceRoute
from app.projects.dependencies import FilmDep
from app.schemas import problems
from app.screenplay.planning import Received
from app.screenplay.revision.impact import Impact
from app.screenplay.schemas import Screenplay
from app.screenplay.service import Screenplays
from app.screenplay.source import MAX_BYTES

router = APIRouter(tags=["screenplay"], route_class=OnceRoute, prefix="/projects/{project_id}")

_ONE_FILE = {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
_MULTIPART = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _ONE_FILE}}}}
_REFUSALS = (404, 409, 413, 415, 422, 503, 507)


async def screenplays(connection: HTTPConnection) -> Screenplays:
    found: Screenplays = connection.app.state.screenplays
    return found


async def received(film: FilmDep, request: Request) -> Received:
    """The one file of the form, read. Raises `Invalid`, `Unsupported`, `TooLarge`."""
    settings: Settings = request.app.state.settings
    kind, limits = request.headers.get("content-type", ""), Limits(MAX_BYTES, settings.disk_reserve)
    folder = await to_thread.run_sync(journal.uploads, film)
    async with receiving(request.stream(), kind, folder, limits) as files:
        try:
            if len(files) != 1:
                raise Invalid("Send one screenplay, in the field “file”.", field="file", code="one_file")
            data = await to_thread.run_sync(files[0].path.read_bytes)
        finally:
            for file in files:
                file.path.unlink(missing_ok=True)
    return await to_thread.run_sync(Received.read, files[0].name, data)


ScreenplaysDep = Annotated[Screenplays, Depends(screenplays)]
ReceivedDep = Annotated[Received, Depends(received)]


@router.get("/screenplay", responses=problems(404, 409))
def get_screenplay(film: FilmDep, screenplays: ScreenplaysDep, response: Response) -> Screenplay:
    """The draft that the film has: scenes with their lines, and every element. Its `ETag` guards the next import."""
    screenplay, response.headers["ETag"] = screenplays.get(film)
    return screenplay


@router.get("/screenplay/source", response_class=FileResponse, responses=problems(404, 409))
def get_screenplay_source(film: FilmDep, screenplays: ScreenplaysDep) -> FileResponse:
    """The writer's file, byte for byte."""
    path, name = screenplays.source(film)
    return media(path, "application/octet-stream", name)


@router.post("/screenplay/preview", openapi_extra=_MULTIPART, responses=problems(*_REFUSALS))
def preview_screenplay(film: FilmDep, received: ReceivedDep, screenplays: ScreenplaysDep, response: Response) -> Impact:
    """What importing the form's one `file` would do; nothing is changed. Import it with the answer's `ETag` as
    `If-Match`, and exactly that is done."""
    impact, response.headers["ETag"] = screenplays.preview(film, received)
    return impact


@router.post("/story/import", openapi_extra=_MULTIPART, include_in_schema=False)
@router.post("/screenplay", openapi_extra=_MULTIPART, responses=problems(412, *_REFUSALS))
def import_screenplay(
    film: FilmDep,
    received: ReceivedDep,
    screenplays: ScreenplaysDep,
    response: Response,
    if_match: Annotated[str | None, Header()] = None,
) -> Screenplay:
    """Take in a Fountain or Final Draft file as the film's screenplay, the first one or a newer draft, in one commit.
    Scenes that it still has keep their ids, codes, shots and takes; those that it has no more are `omitted`."""
    screenplay, response.headers["ETag"] = screenplays.take_in(film, received, if_match)
    return screenplay
