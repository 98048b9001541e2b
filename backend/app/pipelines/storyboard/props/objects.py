"""Single objects: fire, benches, boulders, pianos, rockets."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.paper.colour import WHITE, grey, hexa
from app.pipelines.storyboard.paper.points import ellipse, points, smooth
from app.pipelines.storyboard.props.furniture import DARK_WOOD, WOOD
from app.pipelines.storyboard.settings.scene import Scene


def draw_fire(scene: Scene, x: float, z: float) -> None:
    scene.aired(0)
    (u, v), s = scene.camera.project(scene.world((x, 0, z)))[0], scene.scale(x, z)
    for angle in (-0.5, 0.15, 0.7):
        c, n = np.cos(angle) * 0.36 * s, np.sin(angle) * 0.14 * s
        log = points(
            [(u - c, v - n - 0.05 * s), (u + c, v + n - 0.05 * s), (u + c, v + n + 0.05 * s), (u - c, v - n + 0.05 * s)]
        )
        scene.sheet.form(log, DARK_WOOD, 1.4, 4)
    for k, code in ((1.0, "#d9662f"), (0.7, "#f0a043"), (0.4, "#ffe9a6")):
        flame = smooth(
            np.array([u, v])
            + points(
                [
                    (-0.22, 0.0),
                    (-0.26, -0.24),
                    (-0.1, -0.4),
                    (-0.12, -0.66),
                    (0.02, -0.9),
                    (0.1, -0.56),
                    (0.24, -0.44),
                    (0.25, -0.16),
                    (0.18, 0.0),
                ]
            )
            * s
            * (k, k),
            4,
            closed=True,
        )
        scene.sheet.tone(flame, hexa(code), 0.95, lit=False, streak=0)
        if k == 1.0:
            scene.sheet.contour(flame, 1.2, 0.6)
    scene.sheet.glow(float(u), float(v) - 0.4 * s, 2.6 * s, hexa("#ffb45e"), 0.85 if scene.light.dark else 0.4)


def draw_bench(scene: Scene, x: float, z: float) -> None:
    scene.aired(0)
    scene.contact(x, z, 1.0, 0.4, 0.35)
    for dx in (-0.75, 0.75):
        scene.box((x + dx, 0, z), (0.08, 0.45, 0.42), grey(0.3), weight=1.3)
    for y in (0.62, 0.8):
        scene.box((x, y, z + 0.24), (1.8, 0.12, 0.04), WOOD, weight=1.3)
    scene.box((x, 0.42, z), (1.8, 0.05, 0.48), WOOD, weight=1.5)


def draw_boulder(scene: Scene, x: float, z: float) -> None:
    scene.aired(0)
    scene.contact(x, z, 0.7, 0.5, 0.4)
    made = scene.turned(x, z + 0.1, [(0.0, 0.52), (0.22, 0.5), (0.42, 0.36), (0.48, 0.2)], hexa("#9a9186"), 1.6)
    scene.sheet.hatching(made, 50, 7, 1.0, 0.35)


def draw_piano(scene: Scene, x: float, z: float) -> None:
    scene.aired(0)
    black = hexa("#35302e")
    scene.contact(x, z, 1.0, 0.5, 0.4)
    scene.box((x, 0, z + 0.2), (1.5, 1.25, 0.4), black, weight=1.7)
    scene.box((x, 0.62, z - 0.15), (1.5, 0.12, 0.4), black, weight=1.5)
    scene.face(
        scene.world(
            (x - 0.7, 0.745, z - 0.34),
            (x + 0.7, 0.745, z - 0.34),
            (x + 0.7, 0.745, z - 0.16),
            (x - 0.7, 0.745, z - 0.16),
        ),
        WHITE,
        1.1,
    )
    for k in np.linspace(-0.68, 0.68, 29):
        scene.edge((x + float(k), 0.75, z - 0.34), (x + float(k), 0.75, z - 0.16), 0.7, 0.7)


def draw_rocket(scene: Scene, x: float, z: float) -> None:
    scene.aired(z * 0.3)
    for dx in (-1.3, 1.3):
        scene.face(
            scene.world((x + dx * 1.5, 0, z), (x + dx * 0.7, 1.2, z), (x + dx * 0.7, 3.4, z)), hexa("#a3473b"), 1.5
        )
    scene.turned(x, z, [(0.6, 0.8), (2.0, 1.15), (6.0, 1.1), (8.2, 0.6), (9.4, 0.04)], grey(0.88), 1.8)
    u, v = scene.camera.project(scene.world((x, 6.0, z)))[0].tolist()
    r = 0.4 * scene.scale(x, z)
    scene.sheet.form(ellipse(u, v, r, r), hexa("#56708a"), 1.6, r * 0.5)
