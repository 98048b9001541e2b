from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response
from starlette.requests import HTTPConnection

from app.files.serve import HEADERS
from app.paging import PageDep
from app.projects.dependencies import FilmDep, ProjectsDep
from app.schemas import problems
from app.tasks import previews
from app.tasks.schemas import Status, Task, TaskCreate, TierTable
from app.tasks.service import Tasks
from app.tasks.tiers import TIERS

router = APIRouter(tags=["tasks"])

TaskId = Annotated[str, Path(max_length=64)]


async def tasks(connection: HTTPConnection) -> Tasks:
    found: Tasks = connection.app.state.tasks
    return found


TasksDep = Annotated[Tasks, Depends(tasks)]


@router.post("/projects/{project_id}/tasks", status_code=201, responses=problems(404, 422, 503, 507))
def submit_task(wanted: TaskCreate, film: FilmDep, tasks: TasksDep) -> Task:
    """Accept a task: from here on it ends exactly once, visibly."""
    return tasks.submit(film, wanted)


@router.get("/projects/{project_id}/tasks", responses=problems(404, 422, 503))
def list_tasks(film: FilmDep, tasks: TasksDep, page: PageDep, status: Status | None = None) -> list[Task]:
    """Newest first."""
    return page.of(tasks.of_project(film, status))


@router.get("/tasks/{task_id}", responses=problems(404, 503))
def get_task(task_id: TaskId, tasks: TasksDep) -> Task:
    return tasks.get(task_id)


@router.post("/tasks/{task_id}/cancel", responses=problems(404, 503))
def cancel_task(task_id: TaskId, tasks: TasksDep) -> Task:
    """Idempotent: an ended task is answered as it is."""
    return tasks.cancel(task_id)


@router.get("/tasks/{task_id}/preview", response_class=Response, responses=problems(404, 503))
def get_preview(task_id: TaskId, tasks: TasksDep, projects: ProjectsDep) -> Response:
    """The newest JPEG preview of a running task."""
    film = projects.films.get(tasks.get(task_id).project_id)
    return Response(previews.read(film, task_id), media_type="image/jpeg", headers=HEADERS)


@router.get("/quality/mappings")
def quality_mappings() -> TierTable:
    return TIERS
