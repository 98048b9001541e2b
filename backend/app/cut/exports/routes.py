from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import FileResponse

from app.cut.exports import store
from app.cut.exports.schemas import Export, ExportWish
from app.cut.routes import CutsDep
from app.errors import Conflict
from app.files.serve import media, media_type
from app.idempotency import KeyDep, OnceRoute
from app.projects.dependencies import FilmDep
from app.schemas import problems
from app.tasks.routes import TasksDep
from app.tasks.schemas import Parameters, Task, TaskCreate, TaskType

router = APIRouter(tags=["exports"], route_class=OnceRoute, prefix="/projects/{project_id}/exports")

Name = Annotated[str, Path(max_length=255)]


@router.post("", status_code=202, responses=problems(404, 409, 422, 503, 507))
def export_cut(wish: ExportWish, film: FilmDep, cuts: CutsDep, tasks: TasksDep, key: KeyDep = None) -> Task:
    """Have a file made of the cut, as it is when the task begins."""
    if not cuts.get(film)[0].clips:
        raise Conflict("There is nothing to export yet: the cut has no clips.", code="cut_empty")
    parameters = Parameters(format=wish.format, height=wish.height, burn_in=wish.burn_in, seed=0)
    return tasks.submit(film, TaskCreate(type=TaskType.EXPORT, prompt=film.manifest.name, parameters=parameters), key)


@router.get("", responses=problems(404))
def list_exports(film: FilmDep) -> list[Export]:
    """Newest first."""
    return store.all_of(film)


@router.get("/{name}", response_class=FileResponse, responses=problems(404, 422))
def get_export(name: Name, film: FilmDep) -> FileResponse:
    path = store.find(film, name)
    return media(path, media_type(path), path.name, to_keep=True)


@router.delete("/{name}", status_code=204, responses=problems(404, 422, 503))
def delete_export(name: Name, film: FilmDep) -> None:
    """Git has never known it: it is gone for good, and can be made again."""
    store.find(film, name).unlink(missing_ok=True)
