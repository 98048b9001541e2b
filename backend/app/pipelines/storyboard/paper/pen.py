"""The unsteady, pressed line of a pen or pencil, as a filled outline."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import skia
from numpy.typing import NDArray

from app.pipelines.storyboard.paper.points import Points, arc_lengths, normals, path, resample

SPACING = 7.0
"""Distance of the points a stroke is built from, in sheet units."""


def stroke(line: Points, weight: float, rng: Random, *, taper: float = 0.55, tremble: float = 1.0) -> skia.Path:
    """A stroke that swells in the middle and trembles slowly; `weight` is its full width."""
    length = float(arc_lengths(line)[-1])
    if length < 0.3:
        return skia.Path()
    spine = _trembling(resample(line, 3 + int(min(length / SPACING, 90))), length, rng, tremble)
    reach = normals(spine) * (_pressure(len(spine), taper, rng) * weight / 2)[:, None]
    return path(np.vstack((spine + reach, (spine - reach)[::-1])))


def _trembling(spine: Points, length: float, rng: Random, tremble: float) -> Points:
    at = np.linspace(0.0, length, len(spine))
    sway = np.sin(at * 0.021 + rng.uniform(0, 6.3)) + 0.55 * np.sin(at * 0.083 + rng.uniform(0, 6.3))
    return spine + normals(spine) * (sway * tremble * min(0.75, length * 0.012))[:, None]


def _pressure(count: int, taper: float, rng: Random) -> NDArray[np.float64]:
    t = np.linspace(0.0, 1.0, count)
    swell = np.sin(t * math.pi) ** 0.5
    uneven = 1 + 0.18 * np.sin(t * rng.uniform(5, 11) + rng.uniform(0, 6.3))
    pressed: NDArray[np.float64] = (1 - taper + taper * swell) * uneven
    return pressed


def overshot(line: Points, by: float) -> Points:
    """The line drawn past both its ends, as a quick hand does."""
    first, last = line[0] - line[1], line[-1] - line[-2]
    ends = [v * (by / max(1e-6, math.hypot(*v))) for v in (first, last)]
    return np.vstack((line[0] + ends[0], line, line[-1] + ends[1]))
