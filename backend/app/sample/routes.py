from __future__ import annotations

from fastapi import APIRouter

from app.cut.shooting.routes import ShootingDep
from app.idempotency import OnceRoute
from app.projects.dependencies import ProjectsDep
from app.projects.schemas import Project
from app.sample import making
from app.schemas import problems
from app.screenplay.routes import ScreenplaysDep

router = APIRouter(tags=["screenplay"], route_class=OnceRoute)


@router.post("/projects/sample", status_code=201, responses=problems(404, 409, 422, 503, 507))
def create_sample_project(
    projects: ProjectsDep, screenplays: ScreenplaysDep, shooting: ShootingDep, draw: bool = False
) -> Project:
    """Make a film of the studio's own screenplay: five scenes with characters, places and a first shot list. With
    `draw` a draft of each shot is on its way."""
    project = making.make(projects, screenplays)
    if draw:
        making.draw(projects.films.get(project.id), shooting)
    return project
