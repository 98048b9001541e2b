"""Polylines and polygons as float arrays of shape (n, 2), in sheet units, y downwards."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
import skia
from numpy.typing import NDArray

Points = NDArray[np.float64]


def points(pairs: Iterable[Sequence[float] | Points]) -> Points:
    return np.array([tuple(p) for p in pairs], dtype=np.float64).reshape(-1, 2)


def path(outline: Points, closed: bool = True) -> skia.Path:
    made = skia.Path()
    rows = outline.tolist()
    if not rows:
        return made
    made.moveTo(*rows[0])
    for x, y in rows[1:]:
        made.lineTo(x, y)
    if closed:
        made.close()
    return made


def moved(outline: Points, x: float, y: float) -> Points:
    """A point, or every point of a line, by so many units to the right and down."""
    return np.asarray(outline + np.array([x, y]))


def arc_lengths(line: Points) -> NDArray[np.float64]:
    apart = line[1:] - line[:-1]
    at = np.zeros(len(line))
    np.cumsum(np.sqrt(apart[:, 0] * apart[:, 0] + apart[:, 1] * apart[:, 1]), out=at[1:])
    return at


def resample(line: Points, count: int) -> Points:
    """`count` points at equal distances along the polyline."""
    at = arc_lengths(line)
    wanted = np.arange(count) * (at[-1] / (count - 1))
    even = np.empty((count, 2))
    even[:, 0], even[:, 1] = np.interp(wanted, at, line[:, 0]), np.interp(wanted, at, line[:, 1])
    return even


def smooth(line: Points, per_span: int = 6, closed: bool = False) -> Points:
    """Catmull-Rom through every point."""
    if len(line) < 3:
        return line
    before, after = (line[-1], line[:2]) if closed else (2 * line[0] - line[1], 2 * line[-1] - line[-2])
    around = np.vstack((before, line, after))
    p0, p1, p2, p3 = (around[k : len(around) - 3 + k, None, :] for k in range(4))
    t = np.linspace(0.0, 1.0, per_span, endpoint=False)[None, :, None]
    cubic = 2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3
    curve = (cubic / 2).reshape(-1, 2)
    return curve if closed else np.vstack((curve, line[-1]))


def normals(line: Points) -> Points:
    """Unit normals, to the left of the direction of travel on screen."""
    along = np.empty_like(line)
    along[1:-1] = line[2:] - line[:-2]
    along[0], along[-1] = line[1] - line[0], line[-1] - line[-2]
    length = np.sqrt(along[:, 0] * along[:, 0] + along[:, 1] * along[:, 1])
    length[length < 1e-9] = 1.0
    across = along[:, ::-1] / length[:, None]
    across[:, 1] *= -1
    return across


def area(outline: Points) -> float:
    x, y = outline.T
    inner = float(x[:-1] @ y[1:] - y[:-1] @ x[1:])
    return (inner + float(x[-1] * y[0] - y[-1] * x[0])) / 2


def hull(cloud: Points) -> Points:
    """Convex hull, by Andrew's monotone chain."""
    rows = sorted(map(tuple, cloud.tolist()))
    return points(_chain(rows)[:-1] + _chain(rows[::-1])[:-1]) if len(rows) > 2 else cloud


def _chain(rows: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
    kept: list[tuple[float, ...]] = []
    for row in rows:
        x, y = row
        while len(kept) > 1:
            (ax, ay), (bx, by) = kept[-2], kept[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            kept.pop()
        kept.append(row)
    return kept


def ellipse(x: float, y: float, rx: float, ry: float, tilt: float = 0.0, count: int = 24) -> Points:
    turn = np.linspace(0.0, 2 * math.pi, count, endpoint=False)
    u, v = rx * np.cos(turn), ry * np.sin(turn)
    c, s = math.cos(tilt), math.sin(tilt)
    return np.stack((x + u * c - v * s, y + u * s + v * c), axis=1)


def oval(middle: Points, rx: float, ry: float, tilt: float = 0.0, count: int = 24) -> Points:
    return ellipse(float(middle[0]), float(middle[1]), rx, ry, tilt, count)


def rectangle(x: float, y: float, width: float, height: float) -> Points:
    return points([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def tube(axis: Points, radii: NDArray[np.float64] | Sequence[float]) -> tuple[Points, Points]:
    """The two sides of a limb of varying thickness about `axis`: left, then right."""
    reach = normals(axis) * np.asarray(radii)[:, None]
    return axis + reach, axis - reach


def closed_loop(left: Points, right: Points) -> Points:
    return np.vstack((left, right[::-1]))


def between(a: Points, b: Points, share: float) -> Points:
    return a + (b - a) * share
