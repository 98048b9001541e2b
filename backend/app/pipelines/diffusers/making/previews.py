"""What a picture in the making looks like: its latents, turned into colours by a linear map.

The map is fitted to the model's own decoder when it is loaded, so that every family has one: a chart of smooth colours
is encoded, and least squares find which mix of the channels is red, green and blue.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from app.pipelines.diffusers.making.latents import encoded

_CHART = 256  # pixels
_PATCHES = 16  # colours a side
_RIDGE = 1e-5
_EDGE = 400  # pixels of a preview

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Colours:
    """`factors` is (channels + 1, 3): the last row is the colour of empty latents. Colours lie in -1..1."""

    factors: Matrix

    def jpeg(self, latents: torch.Tensor) -> bytes:
        """`latents` is (channels, height, width)."""
        channels = np.asarray(latents.detach().float().cpu(), dtype=np.float64)
        flat = _with_one(channels.reshape(len(channels), -1).T)
        colours = (flat @ self.factors).reshape(*channels.shape[1:], 3)
        picture = Image.fromarray(np.uint8(np.clip((colours + 1) * 127.5, 0, 255)))
        scale = _EDGE / max(picture.size)
        out = io.BytesIO()
        grown = picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))
        grown.save(out, "JPEG", quality=75)
        return out.getvalue()


def fit(family: str, pipe: Any) -> Colours:
    """To the autoencoder of this pipeline; nothing random is in it."""
    chart = _chart()
    latents = encoded(family, pipe, chart)
    small = torch.nn.functional.interpolate(chart[None], latents.shape[-2:], mode="area")[0]
    inputs = _with_one(np.asarray(latents.reshape(len(latents), -1).T.double()))
    wanted = np.asarray(small.reshape(3, -1).T.double())
    square = inputs.T @ inputs + _RIDGE * len(inputs) * np.eye(inputs.shape[1])
    return Colours(np.linalg.solve(square, inputs.T @ wanted))


def _chart() -> torch.Tensor:
    """(3, edge, edge) in -1..1: every colour beside others, without edges that a decoder would sharpen."""
    patches = np.random.default_rng(0).uniform(-1, 1, (1, 3, _PATCHES, _PATCHES))
    return torch.nn.functional.interpolate(torch.from_numpy(patches).float(), _CHART, mode="bicubic")[0].clamp(-1, 1)


def _with_one(rows: Matrix) -> Matrix:
    return np.hstack([rows, np.ones((len(rows), 1))])
