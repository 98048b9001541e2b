"""A road or a railway running to the horizon."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from app.pipelines.storyboard.brief.model import Weather
from app.pipelines.storyboard.paper.colour import grey, hexa
from app.pipelines.storyboard.settings.ground import SNOW, blades, draw_ground, puddles, ridge, scatter, specks
from app.pipelines.storyboard.settings.landmarks import plants
from app.pipelines.storyboard.settings.scene import Scene, Thing
from app.pipelines.storyboard.settings.sky import draw_sky

LAND = {"highway": "#c3ac83", "road": "#a4a67b", "railway": "#a39b7b"}


def draw_road(scene: Scene) -> list[Thing]:
    yaw = scene.rng.choice((-1, 1)) * scene.rng.uniform(6, 13)
    scene = replace(scene, yaw=yaw, reach=min(scene.reach, 90.0))
    draw_sky(scene)
    for depth, share in ((70, 1.0), (40, 0.55)):
        scene.aired(depth)
        ridge(scene, scene.camera.horizon + 5, 90 * share, hexa("#93967f"), 0.8)
    draw_ground(scene, hexa(LAND[scene.flavour]))
    blades(scene, 190, 0.3, 1.8, 30, 0.6, hexa("#525338"))
    scene.sheet.fade = scene.base_fade
    (_rails if scene.flavour == "railway" else _lanes)(scene)
    specks(scene, 160, 1.4, 24, 0.05, 0.4)
    return _roadside(scene)


def _lanes(scene: Scene) -> None:
    wet = scene.shot.brief.weather in (Weather.RAIN, Weather.STORM)
    surface = grey(0.5 if scene.flavour == "highway" else 0.6)
    if scene.shot.brief.weather is Weather.SNOW:
        surface = SNOW.darker(0.12)
    half = 3.6
    scene.face(scene.world((-half, 0, -1), (half, 0, -1), (half, 0, 400), (-half, 0, 400)), surface, 1.4)
    for x in (-half + 0.3, half - 0.3):
        scene.face(
            scene.world((x - 0.08, 0, -1), (x + 0.08, 0, -1), (x + 0.08, 0, 300), (x - 0.08, 0, 300)), grey(0.92), 0
        )
    for z in np.arange(1.0, 120, 6.0):
        scene.face(
            scene.world((-0.08, 0, z), (0.08, 0, z), (0.08, 0, z + 2.6), (-0.08, 0, z + 2.6)), hexa("#e6d9a8"), 0
        )
    for x in (-2.2, -1.3, 1.2, 2.3):
        scene.edge((x, 0, 0.8), (x, 0, 90), 1.2, 0.2)
    if wet:
        puddles(scene, 10, 3, 30)


def _rails(scene: Scene) -> None:
    scene.face(scene.world((-1.7, 0, -1), (1.7, 0, -1), (1.7, 0, 300), (-1.7, 0, 300)), hexa("#9a9184"), 1.2)
    for z in np.geomspace(1.0, 90, 46):
        scene.face(
            scene.world(
                (-1.25, 0.02, z), (1.25, 0.02, z), (1.25, 0.02, z * 1.035 + 0.08), (-1.25, 0.02, z * 1.035 + 0.08)
            ),
            hexa("#6b5646"),
            0.9,
        )
    for x in (-0.75, 0.75):
        scene.face(
            scene.world((x - 0.05, 0.1, -1), (x + 0.05, 0.1, -1), (x + 0.05, 0.1, 300), (x - 0.05, 0.1, 300)),
            grey(0.7),
            1.2,
        )


def _roadside(scene: Scene) -> list[Thing]:
    things: list[Thing] = []
    for k, z in enumerate(np.geomspace(7, 90, 8)):
        things.append(scene.thing(-5.4, float(z), _pole, k == 7))
    draw = plants.tree if scene.flavour != "highway" else plants.cactus
    for x, z, _ in scatter(scene, 6, 14, 60, 0.7):
        if abs(x) > 5.5:
            things.append((z, partial(draw, scene, x, z)))
    return things


def _pole(scene: Scene, x: float, z: float, last: bool) -> None:
    scene.aired(scene.depth(x, z))
    scene.edge((x, 0, z), (x, 6.4, z), max(0.8, min(4.0, 0.16 * scene.scale(x, z))), 0.9)
    scene.edge((x - 0.9, 5.8, z), (x + 0.9, 5.8, z), max(0.8, min(3.0, 0.1 * scene.scale(x, z))), 0.9)
    if last:
        return
    for dx in (-0.85, 0.85):
        rows = scene.world(*((x + dx, 5.85 - 0.7 * np.sin(np.pi * t), z * 1.44**t) for t in np.linspace(0, 1, 7)))
        scene.sheet.ink(scene.camera.project(rows), 0.9, 0.7)
