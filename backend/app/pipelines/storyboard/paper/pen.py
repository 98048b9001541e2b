"""The unsteady, pressed line of a pen or pencil, as a filled outline."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import skia
from numpy.typing import NDArray

from app.pipelines.storyboard.paper.points import Points, arc_lengths, normals, path, resample

Lengths = NDArray[np.float64]

SPACING = 7.0
"""Distance of the points a stroke is built from, in sheet units."""


def stroke(line: Points, weight: float, rng: Random, *, taper: float = 0.55, tremble: float = 1.0) -> skia.Path:
    """A stroke that swells in the middle and trembles slowly; `weight` is its full width."""
    length = float(arc_lengths(line)[-1])
    if length < 0.3:
        return skia.Path()
    spine = resample(line, 3 + int(min(length / SPACING, 90)))
    share = np.arange(len(spine)) / (len(spine) - 1)
    across = normals(spine)
    spine = spine + across * _sway(share * length, length, tremble, rng)[:, None]
    reach = across * (_pressure(share, taper, rng) * weight / 2)[:, None]
    return path(np.concatenate((spine + reach, (spine - reach)[::-1])))


def _sway(at: Lengths, length: float, tremble: float, rng: Random) -> Lengths:
    slow = np.sin(at * 0.021 + rng.uniform(0, 6.3)) + 0.55 * np.sin(at * 0.083 + rng.uniform(0, 6.3))
    return np.asarray(slow * tremble * min(0.75, length * 0.012))


def _pressure(share: Lengths, taper: float, rng: Random) -> Lengths:
    swell = np.sqrt(np.sin(share * math.pi).clip(0))
    uneven = 1 + 0.18 * np.sin(share * rng.uniform(5, 11) + rng.uniform(0, 6.3))
    return np.asarray((1 - taper + taper * swell) * uneven)
