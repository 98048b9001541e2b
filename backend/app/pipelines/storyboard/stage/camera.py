"""A pinhole camera. World: metres, x right, y up from the ground, z away from the camera."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.pipelines.storyboard.paper.points import Points

NEAR = 0.12
"""Metres before the lens from which things are seen."""

Solid = NDArray[np.float64]
"""Points in the world, shape (n, 3)."""


def solid(*rows: tuple[float, float, float]) -> Solid:
    return np.array(rows, dtype=np.float64)


@dataclass(frozen=True)
class Camera:
    width: float
    height: float
    eye: tuple[float, float, float] = (0.0, 1.5, 0.0)
    pitch: float = 0.0
    """Degrees, upwards positive."""
    roll: float = 0.0
    focal: float = 900.0
    """In sheet units."""
    shift: float = 0.0
    """Sheet units by which the picture slides down, as with a shift lens."""

    @cached_property
    def _turn(self) -> NDArray[np.float64]:
        p, r = math.radians(-self.pitch), math.radians(self.roll)
        tilt = np.array([[1, 0, 0], [0, math.cos(p), math.sin(p)], [0, -math.sin(p), math.cos(p)]])
        roll = np.array([[math.cos(r), -math.sin(r), 0], [math.sin(r), math.cos(r), 0], [0, 0, 1]])
        return np.asarray(roll @ tilt)

    def turned(self, directions: Solid) -> Solid:
        return np.asarray(directions @ self._turn.T)

    def seen(self, world: Solid) -> Solid:
        """In camera space: x right, y up, z depth."""
        return np.asarray((world - np.array(self.eye)) @ self._turn.T)

    def project(self, world: Solid) -> Points:
        """Points before the lens to the sheet; what lies behind is held at the near plane."""
        return self._flat(self.seen(world))

    def polygon(self, world: Solid) -> Points:
        """A polygon cut at the near plane, on the sheet; empty when wholly behind."""
        cut = _cut(self.seen(world))
        return self._flat(cut) if len(cut) > 2 else np.zeros((0, 2))

    def line(self, world: Solid) -> Points:
        """A straight segment of two points cut at the near plane; empty when wholly behind."""
        a, b = self.seen(world)
        if max(a[2], b[2]) <= NEAR:
            return np.zeros((0, 2))
        if min(a[2], b[2]) < NEAR:
            near, far = (a, b) if a[2] < b[2] else (b, a)
            near[:] = far + (near - far) * (far[2] - NEAR) / (far[2] - near[2])
        return self._flat(np.stack((a, b)))

    def depth(self, x: float, y: float, z: float) -> float:
        return float(self.seen(solid((x, y, z)))[0, 2])

    def scale(self, x: float, y: float, z: float) -> float:
        """Sheet units a metre at that place."""
        return self.focal / max(NEAR, self.depth(x, y, z))

    @property
    def horizon(self) -> float:
        """Height of the horizon on the sheet, at the middle."""
        pitch = math.radians(max(-80.0, min(80.0, self.pitch)))
        return self.height / 2 + self.focal * math.tan(pitch) + self.shift

    def _flat(self, seen: Solid) -> Points:
        z = np.maximum(seen[:, 2], NEAR)
        x = self.width / 2 + self.focal * seen[:, 0] / z
        y = self.height / 2 - self.focal * seen[:, 1] / z + self.shift
        return np.stack((x, y), axis=1)


def _cut(seen: Solid) -> Solid:
    """Sutherland-Hodgman against the near plane."""
    kept: list[NDArray[np.float64]] = []
    for a, b in zip(seen, np.roll(seen, -1, axis=0), strict=True):
        if a[2] >= NEAR:
            kept.append(a)
        if (a[2] >= NEAR) != (b[2] >= NEAR):
            kept.append(a + (b - a) * (NEAR - a[2]) / (b[2] - a[2]))
    return np.array(kept).reshape(-1, 3)
