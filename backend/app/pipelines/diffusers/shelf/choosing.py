"""Which model makes a task: the one it names, else the best that its tier's memory holds."""

from __future__ import annotations

from collections.abc import Sequence

from app.pipelines.diffusers.shelf.discovery import Found
from app.pipelines.diffusers.shelf.lending import lacks, usable


def choose(models: Sequence[Found], task_type: str, named: str | None, memory_gb: float) -> Found:
    """Raises `ValueError` where none fits."""
    able = [model for model in usable(models) if task_type in model.family.makes]
    if named is not None:
        return _by_name(able, named, models)
    if not able:
        raise ValueError(f"no model of the library makes {task_type}")
    fitting = [model for model in able if model.vram_gb <= memory_gb]
    return max(fitting, key=_demand) if fitting else min(able, key=_demand)


def _demand(model: Found) -> tuple[float, str]:
    return model.vram_gb, model.name


def _by_name(able: Sequence[Found], named: str, models: Sequence[Found]) -> Found:
    for model in able:
        if model.name == named:
            return model
    if reason := next((lacks(model, models) for model in models if model.name == named), ""):
        raise ValueError(reason)
    names = ", ".join(model.name for model in able) or "none"
    raise ValueError(f"there is no model {named!r} for it; there are: {names}")
