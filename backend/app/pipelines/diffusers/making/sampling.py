"""Calling one of the library's pipelines, step by step under the studio's eye."""

from __future__ import annotations

import time
from typing import Any

import torch

from app.pipelines.base import Context
from app.pipelines.diffusers.making import latents
from app.pipelines.diffusers.making.samplers import sampler
from app.pipelines.diffusers.making.warm import Loaded

_SHOWN_SECONDS = 1.0


def sampled(context: Context, loaded: Loaded, pipe: Any, **asked: Any) -> Any:
    """The library's output. `pipe` shares the parts of the loaded one. Raises `ValueError`, `Cancelled`."""
    family, parameters = loaded.model.family, context.parameters
    if not family.flow:
        pipe.scheduler = sampler(str(parameters["sampler"]), loaded.own)
    if family.name != "flux":  # trained to follow without a counterpart
        asked |= {"negative_prompt": str(parameters.get("negative_prompt") or "")}
    return pipe(
        num_inference_steps=int(parameters["steps"]),
        guidance_scale=float(parameters["cfg_scale"]),
        # On the CPU whatever computes: other GPUs draw other numbers from one seed.
        generator=torch.Generator("cpu").manual_seed(context.seed),
        callback_on_step_end=_Watcher(context, loaded, asked),
        **asked,
    )


class _Watcher:
    """Tells each step; what `Context.progress` raises ends the call."""

    def __init__(self, context: Context, loaded: Loaded, asked: dict[str, Any]) -> None:
        self._context, self._loaded, self._asked = context, loaded, asked
        self._shown = time.monotonic()

    def __call__(self, pipe: Any, step: int, _: Any, values: dict[str, Any]) -> dict[str, Any]:
        steps = pipe.num_timesteps + 1  # decoding is the last
        self._context.progress(step + 1, steps, "Sampling", self._preview(pipe, values["latents"]))
        return values

    def _preview(self, pipe: Any, packed: torch.Tensor) -> bytes | None:
        if time.monotonic() - self._shown < _SHOWN_SECONDS:
            return None
        self._shown = time.monotonic()
        family = self._loaded.model.family.name
        return self._loaded.colours.jpeg(latents.unpacked(family, pipe, packed, self._asked))
