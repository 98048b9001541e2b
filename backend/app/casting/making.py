"""Having a character drawn and learnt: each is a task."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import FileResponse

from app.casting import lora
from app.casting.lora import Lora
from app.casting.routes import ONE, CastDep
from app.casting.wishes import Accepted, FaceWish, TrainingWish, VariationsWish
from app.characters import training
from app.errors import NotFound
from app.files.serve import media
from app.idempotency import KeyDep, OnceRoute
from app.schemas import problems
from app.tasks.routes import TasksDep
from app.tasks.schemas import Task

router = APIRouter(tags=["characters"], route_class=OnceRoute)

_REFUSALS = problems(404, 409, 422, 503, 507)


@router.post(ONE + "/base-face/generate", status_code=202, responses=_REFUSALS)
def generate_base_face(cast: CastDep, wanted: FaceWish, tasks: TasksDep, key: KeyDep = None) -> Task:
    """Have it drawn from the character's description; it takes the place of the one before."""
    return tasks.submit(cast.film, wanted.task(cast), key)


@router.post(ONE + "/variations/generate", status_code=202, responses=_REFUSALS)
def generate_variations(cast: CastDep, wanted: VariationsWish, tasks: TasksDep, key: KeyDep = None) -> Task:
    """A picture of each type; it takes the place of the one before."""
    return tasks.submit(cast.film, wanted.task(cast), key)


@router.post(ONE + "/lora/train", status_code=202, responses=_REFUSALS)
def train_lora(cast: CastDep, wanted: TrainingWish, tasks: TasksDep, key: KeyDep = None) -> Accepted:
    """From the base face and the variations. What it learns is used from then on, and what was learnt before stays."""
    task = tasks.submit(cast.film, wanted.task(cast), key)
    return Accepted(task_id=task.id, status=task.status)


@router.get(ONE + "/lora", responses=problems(404, 409))
def get_lora(cast: CastDep) -> Lora:
    return lora.tell(cast)


@router.get(ONE + "/lora/samples/{name}", response_class=FileResponse, responses=problems(404, 409))
def get_lora_sample(cast: CastDep, name: Annotated[str, Path(max_length=80)]) -> FileResponse:
    found = {weights.stem: training.sample(weights) for weights, _ in training.all_of(cast)}
    if name not in found:
        raise NotFound("This character has no such sample.", code="sample_not_found")
    return media(found[name], "image/png", found[name].name)
