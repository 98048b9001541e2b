"""Earlier addresses of the same calls; they answer through the same handlers and stay out of the OpenAPI page."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import Field

from app.assets.routes import list_assets, upload_assets
from app.idempotency import KeyDep, OnceRoute
from app.projects.dependencies import ProjectsDep
from app.tasks.routes import TasksDep, get_task
from app.tasks.schemas import Task, TaskCreate

router = APIRouter(prefix="/api", include_in_schema=False, route_class=OnceRoute)
router.add_api_route("/projects/{project_id}/files", list_assets, methods=["GET"])
router.add_api_route("/projects/{project_id}/files", upload_assets, methods=["POST"])
router.add_api_route("/tasks/{task_id}/status", get_task, methods=["GET"])


class TaskSubmission(TaskCreate):
    project_id: str = Field(max_length=100)


@router.post("/tasks/submit", status_code=201)
def submit(wanted: TaskSubmission, projects: ProjectsDep, tasks: TasksDep, key: KeyDep = None) -> Task:
    return tasks.submit(projects.films.get(wanted.project_id), wanted, key)
