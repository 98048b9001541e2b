"""Outlines of solids made of spheres and rings: hulls of neighbours, united."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import skia

from app.pipelines.storyboard.paper.points import Points, arc_lengths, area, ellipse, hull, path, resample
from app.pipelines.storyboard.stage.camera import Camera, Solid

Ball = tuple[Solid, float]
"""A centre in the world, shape (3,), and a radius in metres."""


def loft(clouds: Sequence[Points], soften: float = 5.0) -> Points:
    """The outline of a body skinned over consecutive clouds of points."""
    return softened(unite([hull(np.vstack(pair)) for pair in pairwise(clouds)]), soften)


def balls(camera: Camera, chain: Sequence[Ball], soften: float = 4.0) -> Points:
    """The outline of a limb given as a chain of balls."""
    centres = np.array([centre for centre, _ in chain])
    flat, depth = camera.project(centres), np.maximum(camera.seen(centres)[:, 2], 0.15)
    radii = [max(0.35, radius * camera.focal / z) for (_, radius), z in zip(chain, depth, strict=True)]
    sides = 14 if max(radii) > 9 else 8
    return loft([ellipse(x, y, r, r, count=sides) for (x, y), r in zip(flat.tolist(), radii, strict=True)], soften)


def unite(outlines: Sequence[Points]) -> Points:
    """The largest contour of the union."""
    merged = skia.Path()
    for outline in outlines:
        merged.addPath(path(outline if area(outline) > 0 else outline[::-1]))
    return largest(skia.Simplify(merged)) if len(outlines) > 1 else outlines[0]


def minus(outline: Points, other: Points) -> Points:
    """What of `outline` lies outside `other`; empty when nothing does."""
    return largest(skia.Op(path(outline), path(other), skia.PathOp.kDifference_PathOp))


def largest(made: skia.Path | None) -> Points:
    contours = [] if made is None else _contours(made)
    return max(contours, key=lambda contour: abs(area(contour)), default=np.zeros((0, 2)))


def _contours(made: skia.Path) -> list[Points]:
    contours: list[list[tuple[float, float]]] = []
    for verb, at in skia.Path.Iter(made, True):
        if verb == skia.Path.kMove_Verb:
            contours.append([])
        if at and contours and verb != skia.Path.kClose_Verb:
            contours[-1].append((at[-1].x(), at[-1].y()))
    return [np.array(contour) for contour in contours if len(contour) > 2]


def softened(outline: Points, spacing: float) -> Points:
    """The outline at even distances, its corners eased."""
    if len(outline) < 4:
        return outline
    ring = np.vstack((outline, outline[:1]))
    count = int(np.clip(arc_lengths(ring)[-1] / spacing, 12, 120))
    even = resample(ring, count)[:-1]
    return (np.roll(even, 1, axis=0) + 2 * even + np.roll(even, -1, axis=0)) / 4


def opened(outline: Points, centre: Points, radius: float) -> Points:
    """The outline as an open line, without the part near `centre` where it joins another form."""
    apart = np.hypot(*(outline - centre).T) > radius
    if apart.all() or not apart.any():
        return np.vstack((outline, outline[:1]))
    start = int(np.argmax(apart & ~np.roll(apart, 1)))
    turned, kept = np.roll(outline, -start, axis=0), np.roll(apart, -start)
    return turned[: int(np.argmin(kept))] if not kept.all() else turned


def ring(centre: Solid, left: Solid, forward: Solid, width: float, depth: float, count: int = 12) -> Solid:
    """An ellipse in the world about `centre`; `width` and `depth` are half axes in metres."""
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)[:, None]
    return np.asarray(centre + left * width * np.cos(turn) + forward * depth * np.sin(turn))
