from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.requests import HTTPConnection

from app.cut.shooting.schemas import ShootPlan, ShootWish, ShotPrompt
from app.cut.shooting.service import Shooting
from app.cut.timeline import Footage
from app.idempotency import KeyDep, OnceRoute
from app.projects.dependencies import FilmDep
from app.schemas import problems
from app.story.prompts import prompt_of
from app.tasks.schemas import Task

router = APIRouter(tags=["tasks"], route_class=OnceRoute, prefix="/projects/{project_id}")


async def shooting(connection: HTTPConnection) -> Shooting:
    found: Shooting = connection.app.state.shooting
    return found


ShootingDep = Annotated[Shooting, Depends(shooting)]


@router.post("/shoot/plan", responses=problems(404, 409, 422, 503))
def plan_shoot(wish: ShootWish, film: FilmDep, shooting: ShootingDep) -> ShootPlan:
    """What `shoot` would make, and how long that will take. Nothing is begun."""
    return shooting.plan(film, wish)


@router.post("/shoot", status_code=201, responses=problems(404, 409, 422, 503, 507))
def shoot(wish: ShootWish, film: FilmDep, shooting: ShootingDep, key: KeyDep = None) -> list[Task]:
    """Takes of a scene or of the whole film as one batch: only what is lacking, so that asking again goes on where an
    earlier batch was cut short."""
    return shooting.shoot(film, wish, key)


@router.get("/shots/{element_id}/prompt", responses=problems(404, 409))
def get_shot_prompt(element_id: Annotated[str, Path(max_length=64)], film: FilmDep) -> ShotPrompt:
    """What `shoot` would have drawn of it: its words, its place, its looks, its scene's beat."""
    footage = Footage.of(film)
    tree = footage.tree
    shot, scene = tree.shot(element_id), tree.scene_of(element_id)
    return ShotPrompt(prompt=prompt_of(tree, shot, scene, footage.style), location=footage.locations.get(scene.id))
