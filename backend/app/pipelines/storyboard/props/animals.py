"""Dogs, cats, horses and birds as side views, standing in the picture at their depth."""

from __future__ import annotations

import numpy as np
import skia

from app.pipelines.storyboard.figures.silhouette import unite
from app.pipelines.storyboard.paper.colour import Colour, hexa
from app.pipelines.storyboard.paper.marks import Phase
from app.pipelines.storyboard.paper.points import Points, arc_lengths, closed_loop, moved, oval, points, smooth, tube
from app.pipelines.storyboard.settings.scene import Scene

Chain = list[tuple[float, float, float]]
"""Along, up and half thickness, in metres."""

DOG: list[Chain] = [
    [(-0.36, 0.46, 0.12), (-0.15, 0.47, 0.13), (0.1, 0.48, 0.15), (0.3, 0.5, 0.14)],
    [(0.26, 0.52, 0.11), (0.38, 0.66, 0.08), (0.46, 0.72, 0.085), (0.56, 0.69, 0.06), (0.66, 0.66, 0.035)],
    [(0.42, 0.76, 0.03), (0.38, 0.83, 0.028), (0.36, 0.74, 0.015)],
    [(-0.42, 0.5, 0.04), (-0.56, 0.62, 0.032), (-0.66, 0.78, 0.012)],
]
DOG_LEGS: list[Chain] = [
    [(0.26, 0.42, 0.075), (0.3, 0.22, 0.036), (0.28, 0.04, 0.03), (0.34, 0.02, 0.026)],
    [(0.14, 0.42, 0.07), (0.1, 0.22, 0.034), (0.14, 0.04, 0.03), (0.2, 0.02, 0.026)],
    [(-0.34, 0.42, 0.1), (-0.26, 0.26, 0.05), (-0.38, 0.14, 0.03), (-0.34, 0.02, 0.026)],
    [(-0.4, 0.42, 0.09), (-0.46, 0.26, 0.05), (-0.56, 0.14, 0.03), (-0.5, 0.02, 0.026)],
]
HORSE: list[Chain] = [
    [(-0.82, 1.22, 0.22), (-0.4, 1.18, 0.3), (0.1, 1.16, 0.31), (0.5, 1.22, 0.27)],
    [(0.46, 1.3, 0.24), (0.72, 1.6, 0.17), (0.92, 1.88, 0.12), (0.98, 1.96, 0.1)],
    [(0.94, 1.94, 0.12), (1.14, 1.82, 0.105), (1.3, 1.66, 0.075), (1.36, 1.6, 0.07)],
    [(0.9, 2.02, 0.03), (0.92, 2.14, 0.012)],
    [(-0.98, 1.32, 0.07), (-1.12, 1.16, 0.1), (-1.16, 0.8, 0.09), (-1.12, 0.5, 0.03)],
]
HORSE_LEGS: list[Chain] = [
    [(0.42, 1.02, 0.14), (0.62, 0.66, 0.07), (0.72, 0.62, 0.062), (0.56, 0.28, 0.042), (0.6, 0.14, 0.05)],
    [(0.3, 1.0, 0.13), (0.3, 0.56, 0.066), (0.28, 0.2, 0.044), (0.34, 0.04, 0.06)],
    [(-0.72, 1.08, 0.2), (-0.56, 0.74, 0.1), (-0.72, 0.5, 0.06), (-0.66, 0.2, 0.044), (-0.6, 0.04, 0.06)],
    [(-0.84, 1.06, 0.18), (-0.98, 0.72, 0.09), (-1.16, 0.52, 0.056), (-1.2, 0.22, 0.044), (-1.14, 0.06, 0.056)],
]


def _limb(origin: Points, scale: float, facing: int, chain: Chain) -> Points:
    axis = origin + points([(u * facing, -v) for u, v, _ in chain]) * scale
    line = smooth(axis, 6)
    at = arc_lengths(axis)
    radii = np.interp(arc_lengths(line), at, [r * scale for _, _, r in chain])
    left, right = tube(line, radii)
    first, last = axis[0], axis[-1]
    ends = [
        oval(first, chain[0][2] * scale, chain[0][2] * scale),
        oval(last, chain[-1][2] * scale, chain[-1][2] * scale),
    ]
    return unite([closed_loop(left, right), *ends])


def _beast(
    scene: Scene, x: float, z: float, body: list[Chain], legs: list[Chain], colour: Colour, size: float, facing: int
) -> tuple[Points, float]:
    scene.aired(max(0.0, z - scene.shot.distance))
    origin, scale = scene.camera.project(scene.world((x, 0, z)))[0], scene.scale(x, z) * size
    scene.contact(x, z, 0.6 * size * (1.6 if body is HORSE else 1), 0.3, 0.4)
    for k, leg in enumerate(legs):
        if k % 2:
            scene.sheet.form(_limb(origin, scale, facing, leg), colour.darker(0.3), 1.3, 0.03 * scale)
    for k, leg in enumerate(legs):
        if not k % 2:
            scene.sheet.form(_limb(origin, scale, facing, leg), colour, 1.5, 0.04 * scale)
    trunk = unite([_limb(origin, scale, facing, chain) for chain in body])
    scene.sheet.form(trunk, colour, 1.8, 0.12 * scale, 0.4)
    scene.sheet.hatching(trunk, 40 * facing, max(4.0, 0.03 * scale), 1.0, 0.3)
    return origin, scale


def draw_dog(scene: Scene, x: float, z: float, facing: int = 1) -> None:
    origin, s = _beast(scene, x, z, DOG, DOG_LEGS, hexa("#8a6a4c"), 0.95, facing)
    scene.sheet.tone(oval(moved(origin, 0.5 * s * facing, -0.73 * s), 0.014 * s, 0.014 * s), hexa("#1d1c1f"), streak=0)
    scene.sheet.tone(oval(moved(origin, 0.68 * s * facing, -0.675 * s), 0.024 * s, 0.02 * s), hexa("#1d1c1f"), streak=0)
    scene.sheet.ink(origin + points([(0.68 * facing, -0.64), (0.58 * facing, -0.64)]) * s, 1.2)


def draw_cat(scene: Scene, x: float, z: float, facing: int = 1) -> None:
    _beast(scene, x, z, DOG, DOG_LEGS, hexa("#55524f"), 0.48, facing)


def draw_horse(scene: Scene, x: float, z: float, facing: int = 1, saddled: bool = False) -> None:
    coat = hexa("#7b5238")
    origin, s = _beast(scene, x, z, HORSE, HORSE_LEGS, coat, 1.0, facing)
    mane = skia.Path()
    for k in range(16):
        t = k / 15
        root = origin + np.array([(0.4 + 0.5 * t) * facing, -(1.52 + 0.48 * t)]) * s
        mane.moveTo(*root)
        mane.quadTo(root[0] - 0.16 * s * facing, root[1] + 0.02 * s, root[0] - 0.2 * s * facing, root[1] + 0.2 * s)
        mane.quadTo(root[0] - 0.06 * s * facing, root[1] + 0.08 * s, root[0] + 0.03 * s * facing, root[1] + 0.02 * s)
        mane.close()
    scene.sheet.strokes(mane, 0.9, Phase.LINE, hexa("#33261f"))
    scene.sheet.tone(oval(moved(origin, 1.06 * s * facing, -1.92 * s), 0.022 * s, 0.026 * s), hexa("#1d1c1f"), streak=0)
    for rows in ([(1.36, -1.62), (1.18, -1.74), (1.0, -1.86)], [(1.2, -1.72), (0.9, -1.6), (0.3, -1.55)]):
        scene.sheet.ink(origin + points([(u * facing, v) for u, v in rows]) * s, 1.6)
    if saddled:
        saddle = smooth(
            origin
            + points(
                [
                    (-0.32 * facing, -1.5),
                    (0.0, -1.44),
                    (0.3 * facing, -1.52),
                    (0.22 * facing, -1.08),
                    (-0.2 * facing, -1.06),
                ]
            )
            * s,
            3,
            closed=True,
        )
        scene.sheet.form(saddle, hexa("#5b3d2b"), 1.6, 0.06 * s)


def draw_birds(scene: Scene) -> None:
    """A flock across the sky."""
    rng, sheet = scene.shot.chance("birds"), scene.sheet
    x, y = sheet.width * rng.uniform(0.25, 0.7), max(60.0, min(scene.camera.horizon, sheet.height) * 0.36)
    made = skia.Path()
    for _ in range(13):
        u, v, w = x + rng.gauss(0, 130), y + rng.gauss(0, 44), rng.uniform(7, 19)
        lift = rng.uniform(0.2, 0.7)
        made.moveTo(u - w, v - w * lift)
        made.quadTo(u - w * 0.4, v - w * lift * 1.3, u, v)
        made.quadTo(u + w * 0.4, v - w * lift * 1.3, u + w, v - w * lift)
        made.quadTo(u + w * 0.4, v - w * lift * 0.7, u, v + w * 0.22)
        made.quadTo(u - w * 0.4, v - w * lift * 0.7, u - w, v - w * lift)
        made.close()
    sheet.strokes(made, 0.92, Phase.LINE)


def draw_bird(scene: Scene, x: float, z: float) -> None:
    """One bird on the ground: a crow."""
    origin, s = scene.camera.project(scene.world((x, 0, z)))[0], scene.scale(x, z)
    chains: list[Chain] = [
        [(-0.3, 0.1, 0.02), (-0.1, 0.17, 0.06), (0.05, 0.2, 0.075), (0.14, 0.28, 0.05), (0.18, 0.32, 0.045)],
        [(0.18, 0.33, 0.03), (0.28, 0.31, 0.006)],
    ]
    scene.sheet.form(unite([_limb(origin, s, 1, chain) for chain in chains]), hexa("#34333a"), 1.4, 0.04 * s)
    for dx in (-0.01, 0.06):
        scene.sheet.ink(origin + points([(dx, -0.12), (dx + 0.02, 0.0), (dx + 0.06, 0.0)]) * s, 1.6)
