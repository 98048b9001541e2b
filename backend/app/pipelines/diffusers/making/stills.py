"""Pictures: from words, from another picture, or within a mask."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from diffusers import AutoPipelineForImage2Image, AutoPipelineForInpainting
from PIL import ImageOps

from app.pipelines.base import Context
from app.pipelines.diffusers.making.frames import frame
from app.pipelines.diffusers.making.loading import silent
from app.pipelines.diffusers.making.loras import Lora, applied
from app.pipelines.diffusers.making.sampling import sampled
from app.pipelines.diffusers.making.sources import Picture, opened
from app.pipelines.diffusers.making.warm import Loaded
from app.pipelines.diffusers.making.wording import worded

_STRENGTH = 0.6


def make_still(context: Context, loras: Sequence[Lora], loaded: Loaded) -> None:
    """`strength` (0..1) says how much of the source goes. Raises `ValueError` without a source or a mask."""
    pipe, asked = _prepared(context, loaded)
    with applied(loaded.pipe, loras):
        made: Picture = sampled(context, loaded, pipe, prompt=worded(context, loras), **asked).images[0]
    out = io.BytesIO()
    made.save(out, "PNG")
    context.save("image", "png", out.getvalue())
    context.progress(1, 1, "Drawn")


def _prepared(context: Context, loaded: Loaded) -> tuple[Any, dict[str, Any]]:
    """The library's pipeline for this type of task, and what it is asked for beyond words."""
    family, pipe = loaded.model.family, loaded.pipe
    if context.task_type == "text_to_image":
        return pipe, _sized(frame(family, pipe, context.parameters))
    source = opened(context.source, "a source picture")
    size = frame(family, pipe, context.parameters, source.size)
    asked = {**_sized(size), "image": ImageOps.fit(source, size), "strength": _strength(context)}
    if context.task_type == "image_to_image":
        if family.name in {"sd15", "sdxl"}:  # these take the size of the picture
            del asked["width"], asked["height"]
        return silent(AutoPipelineForImage2Image.from_pipe(pipe)), asked
    mask = ImageOps.fit(opened(context.mask, "a mask"), size).convert("L")
    return silent(AutoPipelineForInpainting.from_pipe(pipe)), asked | {"mask_image": mask}


def _strength(context: Context) -> float:
    return min(max(float(context.parameters.get("strength") or _STRENGTH), 0.01), 1.0)


def _sized(size: tuple[int, int]) -> dict[str, int]:
    return {"width": size[0], "height": size[1]}
