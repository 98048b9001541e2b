from __future__ import annotations

from fastapi import APIRouter, Request

from app.pipelines.models import Model
from app.schemas import problems
from app.tasks.runners import register
from app.tasks.runners.schemas import Runner

router = APIRouter(tags=["system"])


@router.get("/system/runners", responses=problems(503))
def list_runners(request: Request) -> list[Runner]:
    """The workers that are there: what they have, what they hold, which queues they take tasks from."""
    return register.alive(request.app.state.redis)


@router.get("/system/models", responses=problems(503))
def list_models(request: Request) -> list[Model]:
    """The weights that runners can use now, by name. None while no runner has the extra for models."""
    found = {model.name: model for runner in register.alive(request.app.state.redis) for model in runner.models}
    return [found[name] for name in sorted(found)]
