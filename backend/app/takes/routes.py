from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import FileResponse

from app.files.serve import media, media_type
from app.projects.dependencies import FilmDep, ProjectsDep
from app.schemas import problems
from app.takes import store
from app.takes.schemas import Take

router = APIRouter(tags=["takes"])

TakeId = Annotated[str, Path(max_length=64)]


@router.get("/projects/{project_id}/takes", responses=problems(404, 422))
def list_takes(film: FilmDep, shot_id: Annotated[str | None, Query(max_length=64)] = None) -> list[Take]:
    """Newest first; with `shot_id` those of one shot."""
    return [take for take in store.all_of(film) if shot_id in {None, take.shot_id}]


@router.get("/takes/{take_id}", responses=problems(404))
def get_take(take_id: TakeId, projects: ProjectsDep) -> Take:
    return store.find(projects.films, take_id)[1]


@router.get("/takes/{take_id}/content", response_class=FileResponse, responses=problems(404))
def get_take_content(take_id: TakeId, projects: ProjectsDep) -> FileResponse:
    """The media itself; a take never changes."""
    film, take = store.find(projects.films, take_id)
    path = store.media_path(film, take)
    return media(path, media_type(path), path.name, immutable=True)


@router.get("/takes/{take_id}/thumbnail", response_class=FileResponse, responses=problems(404))
def get_take_thumbnail(take_id: TakeId, projects: ProjectsDep) -> FileResponse:
    """A small JPEG; the picture itself while the cache has none."""
    film, _ = store.find(projects.films, take_id)
    small = store.thumbnail_path(film, take_id)
    return media(small, "image/jpeg", small.name) if small.exists() else get_take_content(take_id, projects)
