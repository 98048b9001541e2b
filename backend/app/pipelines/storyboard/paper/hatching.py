"""Parallel strokes clipped to an outline by intersection, so that each has its own two ends."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import skia
from numpy.typing import NDArray

from app.pipelines.storyboard.paper.points import Points


def hatch(outline: Points, angle: float, gap: float, weight: float, rng: Random, shift: float = 0.0) -> skia.Path:
    """Tapered strokes at `angle` degrees, `gap` units apart, displaced by the share `shift` of a gap."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    turn = np.array([[c, -s], [s, c]])
    turned = outline @ turn
    made = skia.Path()
    for y in np.arange(turned[:, 1].min() + gap * (0.5 + shift), turned[:, 1].max(), gap):
        for start, end in _spans(turned, float(y)):
            _add(made, (start, end), float(y) + rng.uniform(-0.2, 0.2) * gap, turn, weight, rng)
    return made


def _spans(outline: Points, y: float) -> NDArray[np.float64]:
    a, b = outline, np.roll(outline, -1, axis=0)
    crossed = (a[:, 1] <= y) != (b[:, 1] <= y)
    a, b = a[crossed], b[crossed]
    at = np.sort(a[:, 0] + (y - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0]))
    return at[: len(at) // 2 * 2].reshape(-1, 2)


def _add(
    made: skia.Path, span: tuple[float, float], y: float, turn: NDArray[np.float64], weight: float, rng: Random
) -> None:
    length = span[1] - span[0]
    if length < 1.5 or rng.random() < 0.04:
        return
    start, end = span[0] + length * rng.uniform(-0.01, 0.09), span[1] - length * rng.uniform(-0.01, 0.09)
    half = weight / 2
    rows = np.array([(start, y), (start + length * 0.3, y - half), (end, y), (start + length * 0.3, y + half)]) @ turn.T
    made.moveTo(*rows[0])
    for x, v in rows[1:].tolist():
        made.lineTo(x, v)
    made.close()
