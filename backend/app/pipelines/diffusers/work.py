"""What the pipeline makes, by the type of the task. From here on torch is imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from app.pipelines.base import Context
from app.pipelines.diffusers.making.films import make_film
from app.pipelines.diffusers.making.loras import Lora, wanted
from app.pipelines.diffusers.making.stills import make_still
from app.pipelines.diffusers.making.warm import Loaded, Warm
from app.pipelines.diffusers.shelf.choosing import choose
from app.pipelines.diffusers.shelf.discovery import Found
from app.pipelines.diffusers.shelf.families import FILMS, STILLS, TRAINING
from app.pipelines.diffusers.training.train import train

_Work: TypeAlias = Callable[[Context, Sequence[Lora], Loaded], None]
_WORKS: Mapping[str, _Work] = {**dict.fromkeys(STILLS, make_still), **dict.fromkeys(FILMS, make_film)}


def make(context: Context, warm: Warm, models: Sequence[Found]) -> None:
    """Raises `ValueError` for what can't be made with these models, `Cancelled`."""
    named = context.parameters.get("model")
    model = choose(models, context.task_type, named if isinstance(named, str) else None, context.memory_gb)
    if context.task_type == TRAINING:
        train(context, warm, model, models)
        return
    context.progress(0, 1, f"Loading {model.name}")
    loaded = warm.get(model, models, context.memory_gb)
    loras = wanted(context)
    warm.use(loaded, context, partial(_WORKS[context.task_type], context, loras))
    context.made_with("model", model.name, loaded.sha256, optimization=loaded.step)
    for lora in loras:
        context.made_with("lora", lora.path.name, lora.sha256, strength=f"{lora.strength:g}")
