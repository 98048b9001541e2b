from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import FileResponse, Response
from starlette.requests import HTTPConnection

from app.files.serve import media, media_type
from app.paging import PageDep
from app.projects.dependencies import FilmDep
from app.schemas import problems
from app.takes import store
from app.takes.schemas import Take, TakePatch
from app.takes.service import Takes

router = APIRouter(tags=["takes"])


async def takes(connection: HTTPConnection) -> Takes:
    found: Takes = connection.app.state.takes
    return found


TakesDep = Annotated[Takes, Depends(takes)]
TakeId = Annotated[str, Path(max_length=64)]


@router.get("/projects/{project_id}/takes", response_model=list[Take], responses=problems(404, 422))
def list_takes(film: FilmDep, page: PageDep, shot_id: Annotated[str | None, Query(max_length=64)] = None) -> Response:
    """Newest first; with `shot_id` those of one shot."""
    return page.of([take for take in store.all_of(film) if shot_id in {None, take.shot_id}])


@router.get("/takes/{take_id}", responses=problems(404))
def get_take(take_id: TakeId, takes: TakesDep) -> Take:
    return takes.get(take_id)


@router.patch("/takes/{take_id}", responses=problems(404, 409, 422, 503, 507))
def patch_take(take_id: TakeId, wanted: TakePatch, takes: TakesDep) -> Take:
    """Rate, note, choose; only what is named changes."""
    return takes.patch(take_id, wanted)


@router.post("/takes/{take_id}/select", responses=problems(404, 409, 503, 507))
def select_take(take_id: TakeId, takes: TakesDep) -> Take:
    """Make it the chosen take of its shot."""
    return takes.select(take_id)


@router.delete("/takes/{take_id}", status_code=204, responses=problems(404, 409, 503, 507))
def delete_take(take_id: TakeId, takes: TakesDep) -> None:
    """Its number is never given again."""
    takes.delete(take_id)


@router.get("/takes/{take_id}/content", response_class=FileResponse, responses=problems(404, 422))
def get_take_content(take_id: TakeId, takes: TakesDep) -> FileResponse:
    """The media itself; a take never changes."""
    path = store.find(takes.films, take_id).files[0]
    return media(path, media_type(path), path.name, immutable=True)


@router.get("/takes/{take_id}/thumbnail", response_class=FileResponse, responses=problems(404, 422))
def get_take_thumbnail(take_id: TakeId, takes: TakesDep) -> FileResponse:
    """A small JPEG; the picture itself while the cache has none."""
    small = store.thumbnail_path(store.find(takes.films, take_id).film, take_id)
    return media(small, "image/jpeg", small.name) if small.exists() else get_take_content(take_id, takes)
