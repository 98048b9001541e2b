from __future__ import annotations

import shutil
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from app.config import Settings
from app.files.names import MAX_NAME
from app.git import lfs
from app.idempotency import OnceRoute
from app.paging import PageDep
from app.projects import structure
from app.projects.dependencies import FilmDep, ProjectId, ProjectsDep
from app.projects.schemas import (
    Project,
    ProjectCreate,
    ProjectPatch,
    Quality,
    Structure,
    WorkspaceConfig,
    WorkspaceLimits,
)
from app.schemas import problems

router = APIRouter(tags=["projects"], route_class=OnceRoute)


@router.get("/projects", response_model=list[Project], responses=problems(422))
def list_projects(projects: ProjectsDep, page: PageDep) -> Response:
    """All films, the last changed first; damaged ones with the reason."""
    return page.of(projects.all())


@router.post("/projects", status_code=201, responses=problems(409, 422, 503, 507))
def create_project(wanted: ProjectCreate, projects: ProjectsDep) -> Project:
    """Make a film: folders, manifest, Git with LFS and a first commit, all or nothing."""
    return projects.create(wanted)


@router.get("/projects/{project_id}", responses=problems(404))
def get_project(project_id: ProjectId, projects: ProjectsDep, response: Response) -> Project:
    """The `ETag` of a film that is made guards the next change of it."""
    tag = projects.tag(project_id)
    if tag:
        response.headers["ETag"] = tag
    return projects.get(project_id)


@router.patch("/projects/{project_id}", responses=problems(404, 409, 412, 422, 503, 507))
def patch_project(
    project_id: ProjectId,
    wanted: ProjectPatch,
    projects: ProjectsDep,
    response: Response,
    if_match: Annotated[str | None, Header()] = None,
) -> Project:
    """Change name, tier or settings; the folder keeps its name."""
    project, response.headers["ETag"] = projects.patch(project_id, wanted, if_match)
    return project


@router.delete("/projects/{project_id}", status_code=204, responses=problems(404, 409, 503))
def delete_project(project_id: ProjectId, projects: ProjectsDep) -> None:
    """Cancel its tasks and leave no file, process or key of it; one that is not made yet is not made."""
    projects.delete(project_id)


@router.get("/projects/{project_id}/structure", responses=problems(404))
def get_structure(film: FilmDep) -> Structure:
    """What is missing from the declared layout, and what stands there besides."""
    return structure.examine(film)


@router.post("/projects/{project_id}/structure/repair", responses=problems(404, 409, 503, 507))
def repair_structure(film: FilmDep, projects: ProjectsDep) -> Structure:
    """Put back what is missing; nothing is ever deleted."""
    return projects.repair(film)


@router.get("/workspace/config")
def workspace_config(request: Request, projects: ProjectsDep) -> WorkspaceConfig:
    settings: Settings = request.app.state.settings
    projects.films.prepare()
    disk = shutil.disk_usage(projects.films.root)
    return WorkspaceConfig(
        root=projects.films.root.name,
        free_bytes=disk.free,
        total_bytes=disk.total,
        git_lfs=lfs.installed(),
        limits=WorkspaceLimits(upload_bytes=settings.upload_limit, name_characters=MAX_NAME),
        tiers=list(Quality),
    )
