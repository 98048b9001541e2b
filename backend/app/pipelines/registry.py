"""Which pipelines there are, by name. Only a worker loads one: that may import drawing or model libraries."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from app.config import Settings
from app.errors import Invalid
from app.pipelines.base import Pipeline

PIPELINES = {
    "diffusers": "app.pipelines.diffusers:build",
    "comfyui": "app.pipelines.comfyui:build",
    "container": "app.pipelines.container:build",
    "storyboard": "app.pipelines.storyboard:build",
    "null": "app.pipelines.null:build",
}
"""Where each is built from the settings."""


def load(settings: Settings) -> list[Pipeline]:
    """Raises `Invalid` for a name that is none of ours."""
    names = settings.pipelines
    if unknown := [name for name in names if name not in PIPELINES]:
        raise Invalid(f"AUTEUR_PIPELINES names no pipeline of ours: {', '.join(unknown)}.")
    return [_load(PIPELINES[name], settings) for name in names]


def choose(pipelines: Sequence[Pipeline], task_type: str) -> Pipeline | None:
    return next((pipeline for pipeline in pipelines if task_type in pipeline.serves), None)


def _load(address: str, settings: Settings) -> Pipeline:
    module, _, name = address.partition(":")
    pipeline: Pipeline = getattr(importlib.import_module(module), name)(settings)
    return pipeline
