from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.requests import HTTPConnection

from app.functions.schemas import FunctionCreate, FunctionTemplate, Refusal, Submitted
from app.functions.service import Functions
from app.idempotency import KeyDep, OnceRoute
from app.projects.dependencies import ProjectsDep
from app.schemas import problems

router = APIRouter(prefix="/functions", tags=["functions"], route_class=OnceRoute)


async def functions(connection: HTTPConnection) -> Functions:
    found: Functions = connection.app.state.functions
    return found


FunctionsDep = Annotated[Functions, Depends(functions)]


@router.get("/templates", responses=problems(503))
def list_templates(functions: FunctionsDep) -> list[FunctionTemplate]:
    """What can be asked for: the studio's own templates, then those of the workspace's library."""
    return functions.templates()


@router.get("/templates/{template_id}", responses=problems(404, 503))
def get_template(template_id: Annotated[str, Path(max_length=100)], functions: FunctionsDep) -> FunctionTemplate:
    return functions.template(template_id)


@router.get("/refused")
def list_refused_templates(functions: FunctionsDep) -> list[Refusal]:
    """Files among the library's Pipeline_Templates that are no templates, and why."""
    return functions.refused()


@router.post("/tasks", responses=problems(404, 422, 503, 507))
def submit_function(
    wanted: FunctionCreate, functions: FunctionsDep, projects: ProjectsDep, key: KeyDep = None
) -> Submitted:
    """A task by its template: `POST /projects/{project_id}/tasks` with inputs that the template checks."""
    return functions.submit(projects.films.get(wanted.project_id), wanted, key)
