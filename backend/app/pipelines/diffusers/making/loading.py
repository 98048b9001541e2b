"""From files to one of the library's pipelines. Nothing is fetched from anywhere, and no pickle is read."""

from __future__ import annotations

import os

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # read when the library is imported

from collections.abc import Sequence
from typing import Any

import torch
from diffusers import (
    DiffusionPipeline,
    FluxTransformer2DModel,
    StableDiffusionPipeline,
    StableDiffusionXLPipeline,
)
from diffusers.utils import logging as diffusers_logging
from transformers.utils import logging as transformers_logging

from app.pipelines.diffusers.shelf.discovery import Found, variant
from app.pipelines.diffusers.shelf.lending import lacks, lender

for library in (diffusers_logging, transformers_logging):
    library.set_verbosity_error()
    library.disable_progress_bar()

_OF_FILES = {"sd15": StableDiffusionPipeline, "sdxl": StableDiffusionXLPipeline}


def load(model: Found, models: Sequence[Found], on: str) -> Any:
    """On the CPU, in the numbers that suit `on`. Raises `ValueError` for what can't be used as it is."""
    number = getattr(torch, model.family.half) if on == "cuda" else torch.float32
    lent = lender(model, models)
    if lent is None:
        raise ValueError(lacks(model, models))
    return silent(_folder(model, number) if lent is model else _file(model, lent, number))


def silent(pipe: Any) -> Any:
    """The same without bars on the terminal: progress goes to whoever asked."""
    pipe.set_progress_bar_config(disable=True)
    return pipe


def _folder(model: Found, number: torch.dtype, **parts: Any) -> Any:
    if model.family.name == "sd15":  # its checker is a pickle more often than not, and judges what a film may show
        parts |= {"safety_checker": None, "requires_safety_checker": False}
    told = {"dtype": number, "variant": variant(model), "use_safetensors": True, "local_files_only": True}
    return DiffusionPipeline.from_pretrained(model.path, **told, **parts)


def _file(model: Found, lent: Found, number: torch.dtype) -> Any:
    """Files of Flux hold its denoiser alone; the others all but tokenizer and configuration."""
    told = {"config": str(lent.path), "dtype": number, "local_files_only": True}
    if model.family.name == "flux":
        transformer = FluxTransformer2DModel.from_single_file(str(model.path), subfolder="transformer", **told)
        return _folder(lent, number, transformer=transformer)
    return _OF_FILES[model.family.name].from_single_file(str(model.path), **told)
