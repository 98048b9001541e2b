"""Scene-referred light: how far it ranges, and a picture of it for a screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.worker.recognition.facts import Facts
from app.worker.recognition.pictures import poster

Pixels: TypeAlias = NDArray[np.float32]

_REC709 = np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)


@dataclass(frozen=True, kw_only=True)
class HighRangeFacts(Facts):
    """Sizes are pixels. `dynamic_range` is in stops; without light there is none. An `environment` surrounds a scene:
    twice as wide as high, all directions on one map."""

    kind: ClassVar[str] = "high_range"
    width: int
    height: int
    channels: list[str]
    dynamic_range: float | None
    environment: bool


def describe(rgb: Pixels, channels: list[str], *, environment: bool = False) -> HighRangeFacts:
    """`rgb` has the shape (height, width, 3) and is linear."""
    height, width, _ = rgb.shape
    light = np.nan_to_num(rgb @ _REC709, nan=0.0, posinf=0.0, neginf=0.0)
    return HighRangeFacts(
        width=width,
        height=height,
        channels=channels,
        dynamic_range=dynamic_range(light),
        environment=environment or width == 2 * height,
        poster=_poster(rgb, light),
    )


def dynamic_range(light: Pixels) -> float | None:
    """Stops from the darkest to the brightest light; the darkest hundredth is left out, since it is mostly noise."""
    lit = light[light > 0]
    if not lit.size:
        return None
    return round(float(np.log2(lit.max()) - np.log2(np.percentile(lit, 1))), 1)


def _poster(rgb: Pixels, light: Pixels) -> bytes:
    """Tone-mapped by the global operator of Reinhard et al. (2002), keyed to the mean of the log of the light."""
    step = max(1, max(rgb.shape[:2]) // (2 * poster.EDGE))
    small = np.nan_to_num(np.clip(rgb[::step, ::step], 0, None), posinf=0.0)
    mean = float(np.exp(np.log(light[::step, ::step].clip(1e-6)).mean()))
    exposed = small * (0.18 / mean)
    encoded = (exposed / (1 + exposed)) ** (1 / 2.2)
    return poster.jpeg(Image.fromarray((encoded * 255).astype(np.uint8)))
