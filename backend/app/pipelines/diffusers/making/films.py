"""Films of some seconds, from words or from their first picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from diffusers import LTXImageToVideoPipeline
from PIL import ImageOps

from app.pipelines.base import Context
from app.pipelines.diffusers.making.frames import frame
from app.pipelines.diffusers.making.loading import silent
from app.pipelines.diffusers.making.loras import Lora, applied
from app.pipelines.diffusers.making.sampling import sampled
from app.pipelines.diffusers.making.sources import opened
from app.pipelines.diffusers.making.warm import Loaded
from app.pipelines.diffusers.making.wording import worded
from app.pipelines.video import Video

_RATE = 24  # frames a second, as the model was trained
_SECONDS = 2.0
_COMMENT = "Made by a generative model"


def make_film(context: Context, loras: Sequence[Lora], loaded: Loaded) -> None:
    """`fps` and `duration` in seconds. Without a source an image_to_video task is made of its words."""
    pipe, asked = _prepared(context, loaded)
    rate = int(context.parameters.get("fps") or _RATE)
    asked |= {"num_frames": _count(context, loaded, rate), "frame_rate": rate, "prompt": worded(context, loras)}
    with applied(loaded.pipe, loras):
        pictures = sampled(context, loaded, pipe, **asked).frames[0]
    told = {"title": context.prompt[:200], "comment": _COMMENT}
    with Video(pictures[0].size, rate, told) as video:
        for picture in pictures:
            video.add(picture)
        context.save("video", "mp4", video.finished())
    context.progress(1, 1, "Filmed")


def _prepared(context: Context, loaded: Loaded) -> tuple[Any, dict[str, Any]]:
    family, pipe = loaded.model.family, loaded.pipe
    source = opened(context.source, "a source picture") if context.source else None
    width, height = frame(family, pipe, context.parameters, source.size if source else None)
    asked: dict[str, Any] = {"width": width, "height": height}
    if source is None:
        return pipe, asked
    return silent(LTXImageToVideoPipeline(**pipe.components)), asked | {"image": ImageOps.fit(source, (width, height))}


def _count(context: Context, loaded: Loaded, rate: int) -> int:
    """One frame, and as many again as its latents stand for at a time."""
    at_once = int(loaded.pipe.vae_temporal_compression_ratio)
    seconds = float(context.parameters.get("duration") or _SECONDS)
    return max(1, round(seconds * rate / at_once)) * at_once + 1
