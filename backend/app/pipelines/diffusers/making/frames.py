"""The size of what is made: what the task names, else as many pixels as the model was trained for, in 16:9."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any

from app.pipelines.diffusers.shelf.families import Family

_WIDE = 16 / 9


def frame(
    family: Family, pipe: Any, parameters: Mapping[str, Any], source: tuple[int, int] | None = None
) -> tuple[int, int]:
    """Width and height. A picture that is changed keeps its proportions."""
    width, height = parameters.get("width"), parameters.get("height")
    if not width or not height:
        shape = source[0] / source[1] if source else _WIDE
        edge = _trained(family, pipe)
        width, height = edge * sqrt(shape), edge / sqrt(shape)
    return _whole(width, family.multiple), _whole(height, family.multiple)


def _trained(family: Family, pipe: Any) -> int:
    unet = getattr(pipe, "unet", None)
    return int(unet.config.sample_size * pipe.vae_scale_factor) if unet else family.edge


def _whole(pixels: float, multiple: int) -> int:
    return max(1, round(pixels / multiple)) * multiple
