from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response
from starlette.requests import HTTPConnection

from app.files.serve import HEADERS
from app.idempotency import KeyDep, OnceRoute
from app.paging import PageDep
from app.projects.dependencies import FilmDep, ProjectsDep
from app.schemas import problems
from app.tasks import previews
from app.tasks.outcome.reporting import Reports
from app.tasks.schemas import BatchCreate, CancelMany, Status, Task, TaskCreate, TaskReport, TierTable
from app.tasks.service import Tasks
from app.tasks.tiers import TIERS

router = APIRouter(tags=["tasks"], route_class=OnceRoute)

TaskId = Annotated[str, Path(max_length=64)]


async def tasks(connection: HTTPConnection) -> Tasks:
    found: Tasks = connection.app.state.tasks
    return found


async def reports(connection: HTTPConnection) -> Reports:
    found: Reports = connection.app.state.reports
    return found


TasksDep = Annotated[Tasks, Depends(tasks)]
ReportsDep = Annotated[Reports, Depends(reports)]

_NO_PREVIEW: dict[int | str, dict[str, Any]] = {204: {"description": "There is nothing to see of it at the moment."}}


@router.post("/projects/{project_id}/tasks", status_code=201, responses=problems(404, 409, 422, 503, 507))
def submit_task(wanted: TaskCreate, film: FilmDep, tasks: TasksDep, key: KeyDep = None) -> Task:
    """Accept a task: from here on it ends exactly once, visibly."""
    return tasks.submit(film, wanted, key)


@router.post("/projects/{project_id}/tasks/batch", status_code=201, responses=problems(404, 409, 422, 503, 507))
def submit_batch(wanted: BatchCreate, film: FilmDep, tasks: TasksDep, key: KeyDep = None) -> list[Task]:
    """Accept many tasks under one `batch_id`: all of them, or none."""
    return tasks.submit_batch(film, wanted, key)


@router.get("/projects/{project_id}/tasks", response_model=list[Task], responses=problems(404, 422, 503))
def list_tasks(film: FilmDep, tasks: TasksDep, page: PageDep, status: Status | None = None) -> Response:
    """Newest first."""
    return page.of(tasks.of_project(film, status))


@router.get("/tasks/{task_id}", responses=problems(404, 503))
def get_task(task_id: TaskId, tasks: TasksDep) -> Task:
    return tasks.get(task_id)


@router.patch("/tasks/{task_id}", responses=problems(404, 409, 422, 503, 507))
def report_task(task_id: TaskId, report: TaskReport, reports: ReportsDep) -> Task:
    """For runners of others: begin a task, tell its progress, end it with files among the film's renders. A runner that
    says nothing for two minutes loses the task."""
    return reports.apply(task_id, report)


@router.post("/tasks/{task_id}/cancel", responses=problems(404, 503))
def cancel_task(task_id: TaskId, tasks: TasksDep) -> Task:
    """Idempotent: an ended task is answered as it is."""
    return tasks.cancel(task_id)


@router.post("/tasks/cancel", responses=problems(404, 422, 503))
def cancel_tasks(wanted: CancelMany, tasks: TasksDep) -> list[Task]:
    """Cancel all that fit; those that have ended are left as they are. Answers with those that were asked to stop."""
    return tasks.cancel_many(wanted)


@router.post("/tasks/{task_id}/retry", status_code=201, responses=problems(404, 409, 503, 507))
def retry_task(task_id: TaskId, tasks: TasksDep) -> Task:
    """Make a failed or cancelled task again, with the same wishes and seed: a new task whose `retry_of` names it.
    Idempotent: asked for again, it is the same new task."""
    return tasks.retry(task_id)


@router.get("/tasks/{task_id}/preview", response_class=Response, responses=_NO_PREVIEW | problems(404, 503))
def get_preview(task_id: TaskId, tasks: TasksDep, projects: ProjectsDep) -> Response:
    """The newest JPEG preview of a running task. It goes when the task ends: whoever asks a moment too late made no
    mistake, and is told so without one."""
    film = projects.films.get(tasks.get(task_id).project_id)
    preview = previews.read(film, task_id)
    if preview is None:
        return Response(status_code=204, headers=HEADERS)
    return Response(preview, media_type="image/jpeg", headers=HEADERS)


@router.get("/quality/mappings")
def quality_mappings() -> TierTable:
    return TIERS
