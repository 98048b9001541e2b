"""Parallel strokes clipped to an outline by intersection, so that each has its own two ends."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import skia
from numpy.typing import NDArray

from app.pipelines.storyboard.paper.points import Points

MOST_ROWS = 240


def hatch(outline: Points, angle: float, gap: float, weight: float, rng: Random, shift: float = 0.0) -> skia.Path:
    """Tapered strokes at `angle` degrees, `gap` units apart, displaced by the share `shift` of a gap."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    turn = np.array([[c, -s], [s, c]])
    turned = outline @ turn
    low, high = float(turned[:, 1].min()), float(turned[:, 1].max())
    rows = np.arange(low + gap * (0.5 + shift), high, max(gap, (high - low) / MOST_ROWS))
    spans = _spans(turned, rows)
    return _strokes(spans, turn, weight, rng) if len(spans) else skia.Path()


def _spans(outline: Points, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """(start, end, height) of every stretch inside the outline."""
    a, b = outline, np.roll(outline, -1, axis=0)
    crossed = (a[:, 1] <= rows[:, None]) != (b[:, 1] <= rows[:, None])
    row, edge = np.nonzero(crossed)
    rise = b[edge, 1] - a[edge, 1]
    at = a[edge, 0] + (rows[row] - a[edge, 1]) / rise * (b[edge, 0] - a[edge, 0])
    order = np.lexsort((at, row))
    at, row = at[order], row[order]
    return np.stack((at[::2], at[1::2], rows[row[::2]]), axis=1)


def _strokes(spans: NDArray[np.float64], turn: NDArray[np.float64], weight: float, rng: Random) -> skia.Path:
    dice = np.random.default_rng(rng.getrandbits(32)).uniform(size=(len(spans), 4))
    kept = (spans[:, 1] - spans[:, 0] > 1.5) & (dice[:, 3] > 0.04)
    (start, end, y), dice = spans[kept].T, dice[kept]
    length, gap = end - start, weight * 1.6
    start, end = start + length * (dice[:, 0] * 0.1 - 0.01), end - length * (dice[:, 1] * 0.1 - 0.01)
    y = y + (dice[:, 2] - 0.5) * gap
    thick = start + length * 0.3
    corners = (
        np.stack((start, y, thick, y - weight / 2, end, y, thick, y + weight / 2), axis=1).reshape(-1, 4, 2) @ turn.T
    )
    made = skia.Path()
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in corners.tolist():
        made.moveTo(ax, ay)
        made.lineTo(bx, by)
        made.lineTo(cx, cy)
        made.lineTo(dx, dy)
        made.close()
    return made
