"""Lamps, and what stands on tables."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.paper.colour import grey, hexa
from app.pipelines.storyboard.paper.points import ellipse, rectangle
from app.pipelines.storyboard.props.fittings import bottle
from app.pipelines.storyboard.props.furniture import DARK_WOOD, WOOD
from app.pipelines.storyboard.settings.scene import Scene


def glassware(scene: Scene, x: float, z: float) -> None:
    rng = scene.shot.chance("glass")
    for k in range(7):
        bottle(
            scene,
            x - 0.9 + k * 0.3,
            0.93,
            z,
            rng.uniform(0.16, 0.34),
            hexa(rng.choice(("#9fc1c4", "#b7cf9e", "#d7c58b", "#c49a9a"))),
        )


def crockery(scene: Scene, x: float, z: float) -> None:
    for k in (-0.4, 0.1, 0.45):
        u, v = scene.camera.project(scene.world((x + k, 0.78, z)))[0].tolist()
        r = 0.07 * scene.scale(x, z)
        scene.sheet.form(rectangle(u - r, v - r * 1.5, r * 2, r * 1.5), grey(0.92), 1.1, r * 0.4)


def candle_top(scene: Scene, x: float, z: float) -> None:
    u, v = scene.camera.project(scene.world((x, 0.95, z)))[0].tolist()
    r = scene.scale(x, z)
    scene.sheet.tone(rectangle(u - 0.02 * r, v, 0.04 * r, 0.18 * r), grey(0.95), streak=0)
    scene.sheet.tone(ellipse(u, v - 0.03 * r, 0.018 * r, 0.04 * r), hexa("#ffd27a"), lit=False, streak=0)
    scene.sheet.glow(u, v, 0.9 * r, hexa("#ffcf86"), 0.5)


def desk_lamp(scene: Scene, x: float, z: float) -> None:
    lamp(scene, x, 0.76, z, 0.45)


def floor_lamp(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.25, 0.2, 0.3)
    lamp(scene, x, 0.0, z, 1.6)


def lamp(scene: Scene, x: float, y: float, z: float, tall: float) -> None:
    scene.turned(x, z, [(y, 0.11), (y + 0.03, 0.1), (y + 0.05, 0.018), (y + tall * 0.8, 0.018)], DARK_WOOD, 1.1)
    scene.turned(x, z, [(y + tall * 0.72, 0.17), (y + tall * 0.72 + 0.24, 0.1)], hexa("#e8d3a4"), 1.3)
    shine(scene, x, y + tall * 0.72, z, 1.6)


def pendant(scene: Scene, x: float, z: float, height: float) -> None:
    scene.edge((x, height, z), (x, height - 0.75, z), 1.2)
    scene.turned(x, z, [(height - 1.0, 0.24), (height - 0.95, 0.23), (height - 0.76, 0.07)], hexa("#4e5a58"), 1.3)
    shine(scene, x, height - 1.02, z, 1.9)


def fan(scene: Scene, x: float, z: float, height: float) -> None:
    scene.edge((x, height, z), (x, height - 0.3, z), 2.0)
    for a in (0.3, 1.9, 3.4, 5.0):
        scene.face(
            scene.world(
                (x, height - 0.3, z),
                (x + 0.7 * np.cos(a), height - 0.3, z + 0.7 * np.sin(a)),
                (x + 0.7 * np.cos(a + 0.25), height - 0.3, z + 0.7 * np.sin(a + 0.25)),
            ),
            DARK_WOOD,
            1.2,
        )


def shine(scene: Scene, x: float, y: float, z: float, radius: float) -> None:
    """The light of a lamp, strong after dark."""
    u, v = scene.camera.project(scene.world((x, y, z)))[0].tolist()
    s = scene.scale(x, z)
    scene.sheet.glow(u, v, radius * s, hexa("#ffdf9f"), 0.62 if scene.light.dark else 0.25)


def nightstand(scene: Scene, x: float, z: float) -> None:
    scene.box((x, 0, z), (0.45, 0.55, 0.4), WOOD)
    lamp(scene, x, 0.55, z, 0.5)
