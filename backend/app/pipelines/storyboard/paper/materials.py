"""Small repeating pictures that give strokes and tones their grain, and the grain of the paper itself."""

from __future__ import annotations

from functools import cache

import numpy as np
import skia
from numpy.typing import NDArray

TILE = 256


@cache
def marker_streaks() -> skia.Image:
    """Overlapping passes of a broad marker, as translucent dark bands along x."""
    rng = np.random.default_rng(11)
    rows = np.zeros(TILE)
    at = 0
    while at < TILE:
        width = int(rng.integers(9, 20))
        rows[at : at + width] += rng.uniform(0.0, 0.5)
        rows[at : at + 2] += 0.55
        at += width
    along = _soft(rng.normal(size=(TILE, TILE)), 12) * 0.35
    return _shade(np.clip(rows[:, None] * 0.75 + along * 0.5, 0, 1) * 0.11)


@cache
def paper_tooth() -> skia.Image:
    """The tooth of drawing paper, as translucent dark specks."""
    rng = np.random.default_rng(23)
    rough = _soft(rng.normal(size=(TILE, TILE)), 1) + 0.6 * rng.normal(size=(TILE, TILE))
    return _shade(np.clip(rough * 0.016 + 0.008, 0, 0.1))


@cache
def pencil_grain() -> skia.Image:
    """Where the lead catches: an opaque mask with holes."""
    rng = np.random.default_rng(37)
    caught = _soft(rng.normal(size=(TILE, TILE)), 1) * 0.5 + rng.normal(size=(TILE, TILE)) * 0.35
    return _shade(np.clip(0.82 + caught * 0.4, 0.25, 1.0))


def shader(tile: skia.Image, scale: float = 1.0, degrees: float = 0.0) -> skia.Shader:
    matrix = skia.Matrix.RotateDeg(degrees)
    matrix.preScale(scale, scale)
    return tile.makeShader(skia.TileMode.kRepeat, skia.TileMode.kRepeat, skia.SamplingOptions(), matrix)


def _soft(field: NDArray[np.float64], passes: int) -> NDArray[np.float64]:
    for _ in range(passes):
        field = (field + np.roll(field, 1, 1) + np.roll(field, -1, 1) + np.roll(field, 2, 1)) / 4
    return np.asarray(field / max(1e-6, float(field.std())))


def _shade(alpha: NDArray[np.float64]) -> skia.Image:
    pixels = np.zeros((TILE, TILE, 4), dtype=np.uint8)
    pixels[..., :3] = (29, 28, 31)
    pixels[..., 3] = (alpha * 255).astype(np.uint8)
    return skia.Image.fromarray(pixels, colorType=skia.kRGBA_8888_ColorType)
