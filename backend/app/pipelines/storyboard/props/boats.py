"""Boats and ships."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.paper.colour import grey, hexa
from app.pipelines.storyboard.paper.points import Points, points, smooth
from app.pipelines.storyboard.settings.scene import Scene

WOOD = hexa("#83664c")


def _placed(scene: Scene, x: float, z: float, rows: list[tuple[float, float]], facing: int = 1) -> Points:
    """A side view in metres at the depth z, upright in the picture."""
    foot = scene.camera.project(scene.world((x, 0.0, z)))[0]
    return np.asarray(foot + points([(u * facing, -v) for u, v in rows]) * scene.scale(x, z))


def draw_rowboat(scene: Scene, x: float, z: float, half: float) -> None:
    scene.aired(z * 0.3)
    half = max(1.5, half)
    top = [(-half * 1.1, 0.62), (-half * 0.6, 0.42), (0.0, 0.36), (half * 0.6, 0.42), (half * 1.15, 0.68)]
    low = [(half * 0.85, -0.05), (0.0, -0.12), (-half * 0.85, -0.05)]
    hull = np.vstack((smooth(_placed(scene, x, z, top), 5), smooth(_placed(scene, x, z, low), 5)))
    _reflection(scene, hull)
    scene.sheet.form(hull, WOOD, 1.8, 20, 0.35)
    for drop in (0.1, 0.22):
        scene.sheet.ink(smooth(_placed(scene, x, z, [(u * 0.95, v - drop) for u, v in top]), 5), 1.2, 0.7)
    scene.sheet.ink(_placed(scene, x, z, [(0.3, 0.5), (half * 1.5, -0.1)]), 3.0)


def draw_sailboat(scene: Scene, x: float, z: float) -> None:
    scene.aired(z * 0.4)
    hull = _placed(scene, x, z, [(-3.2, 0.9), (3.8, 1.1), (2.8, -0.2), (-2.6, -0.2)])
    _reflection(scene, hull)
    scene.sheet.form(hull, hexa("#77593f"), 1.6, 12, 0.4)
    scene.sheet.ink(_placed(scene, x, z, [(0.3, 1.0), (0.3, 9.0)]), 2.2)
    for sail in ([(0.1, 1.6), (-2.9, 1.8), (-1.4, 5.0), (0.1, 8.7)], [(0.6, 1.6), (3.4, 1.5), (2.0, 4.6), (0.6, 8.2)]):
        outline = smooth(_placed(scene, x, z, sail), 3, closed=True)
        scene.sheet.form(outline, hexa("#efe7d4"), 1.4, 14, 0.25)


def draw_ship(scene: Scene, x: float, z: float, length: float, facing: int) -> None:
    """A freighter in side view."""
    scene.aired(z * 0.35)
    k = length / 34
    hull = _placed(
        scene,
        x,
        z,
        [(-17 * k, 3.6 * k), (12 * k, 3.4 * k), (17.5 * k, 5.4 * k), (15 * k, -0.4), (-15.6 * k, -0.4)],
        facing,
    )
    _reflection(scene, hull)
    scene.sheet.form(hull, hexa("#4f565e"), 1.7, 16, 0.4)
    scene.sheet.hatching(hull, 86, 8, 1.0, 0.4)
    band = _placed(scene, x, z, [(-15.9 * k, 0.5 * k), (15.3 * k, 0.5 * k), (15 * k, -0.4), (-15.6 * k, -0.4)], facing)
    scene.sheet.tone(band, hexa("#8d4a3d"))
    for u, w, low, high, value in (
        (-12, 7, 3.5, 6.2, 0.86),
        (-11.6, 5.4, 6.2, 8.4, 0.9),
        (-11, 4, 8.4, 10, 0.84),
        (-10.2, 1.8, 10, 13, 0.3),
        (0, 0.3, 3.4, 10, 0.3),
        (8, 0.3, 3.6, 10, 0.3),
    ):
        block = _placed(
            scene, x, z, [(u * k, low * k), ((u + w) * k, low * k), ((u + w) * k, high * k), (u * k, high * k)], facing
        )
        scene.sheet.form(block, grey(value), 1.3, 5, 0.35)
    for row in range(2):
        for n in range(6):
            u, v = (-11.2 + n * 0.85) * k, (4.6 + row * 2.4) * k
            port = _placed(
                scene, x, z, [(u, v), (u + 0.4 * k, v), (u + 0.4 * k, v + 0.6 * k), (u, v + 0.6 * k)], facing
            )
            scene.sheet.tone(
                port, hexa("#ffdc94") if scene.light.dark else grey(0.25), lit=not scene.light.dark, streak=0
            )
    for a, b in (((0.15, 10), (8, 3.8)), ((8.1, 10), (0.5, 3.8)), ((8.1, 10), (16.5, 5.2))):
        scene.sheet.ink(_placed(scene, x, z, [(a[0] * k, a[1] * k), (b[0] * k, b[1] * k)], facing), 0.9, 0.7)


def _reflection(scene: Scene, hull: Points) -> None:
    low = float(hull[:, 1].max())
    mirrored = np.stack((hull[:, 0], low + (low - hull[:, 1]) * 0.55), axis=1)
    scene.sheet.shade(mirrored, 0.34, 3)
