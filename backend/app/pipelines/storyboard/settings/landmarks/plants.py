"""What grows: trees, firs, bare trees, cactus."""

from __future__ import annotations

from random import Random

import numpy as np

from app.pipelines.storyboard.brief.model import Weather
from app.pipelines.storyboard.paper.colour import Colour, hexa
from app.pipelines.storyboard.paper.points import Points, points, smooth
from app.pipelines.storyboard.settings.landmarks.stones import shadow, spot
from app.pipelines.storyboard.settings.outdoors.forest import foliage
from app.pipelines.storyboard.settings.scene import Scene


def tree(scene: Scene, x: float, z: float) -> None:
    foot, s, rng = spot(scene, x, z)
    tall = s * rng.uniform(5, 8)
    shadow(scene, foot, tall * 0.1, tall * 0.9)
    _trunk(scene, foot, tall * 0.5, tall * 0.05)
    leaf = Colour(205, 212, 216) if scene.shot.brief.weather is Weather.SNOW else hexa("#76855a")
    middle = foot + np.array([0, -tall * 0.66])
    for dx, dy, r in ((-0.2, 0.1, 0.26), (0.22, 0.06, 0.25), (0.0, -0.1, 0.32)):
        crown = foliage(scene, middle + np.array([dx, dy]) * tall, tall * r, tall * r * 0.8, 9)
        scene.sheet.form(crown, leaf, max(0.8, min(1.6, s * 0.03)), tall * r * 0.5, 0.36)
        scene.sheet.hatching(crown, -40, 8, 1.0, 0.22)


def _trunk(scene: Scene, foot: Points, tall: float, girth: float) -> None:
    rows = foot + points(
        [
            (-girth * 1.6, 0),
            (-girth * 0.8, -tall * 0.2),
            (-girth * 0.6, -tall),
            (girth * 0.6, -tall),
            (girth * 0.8, -tall * 0.2),
            (girth * 1.6, 0),
        ]
    )
    scene.sheet.form(rows, hexa("#6b5a4a"), 1.2, girth * 0.8, 0.4)


def fir(scene: Scene, x: float, z: float) -> None:
    foot, s, rng = spot(scene, x, z)
    tall = s * rng.uniform(4.5, 9)
    shadow(scene, foot, tall * 0.1, tall * 0.6)
    rows = [(0.0, -tall)]
    for k in range(1, 7):
        w, y = tall * 0.035 * k, -tall * (1 - k * 0.15)
        rows += [(w, y), (w * 0.55, y - tall * 0.012)]
    left = [(-u, v) for u, v in reversed(rows[1:])]
    snowy = scene.shot.brief.weather is Weather.SNOW or scene.flavour == "snowfield"
    outline = foot + points([*rows, *left])
    scene.sheet.form(
        outline, hexa("#56685c").lighter(0.25 if snowy else 0), max(0.8, min(1.6, s * 0.03)), tall * 0.07, 0.42
    )
    scene.sheet.hatching(outline, 70, 6, 1.0, 0.35)


def bare_tree(scene: Scene, x: float, z: float) -> None:
    foot, s, rng = spot(scene, x, z)
    tall = s * rng.uniform(3.5, 6)
    shadow(scene, foot, tall * 0.05, tall * 0.8)
    _branch(scene, foot, -90 + rng.uniform(-6, 6), tall * 0.36, tall * 0.05, 0, rng)


def _branch(scene: Scene, root: Points, angle: float, length: float, girth: float, level: int, rng: Random) -> None:
    a = np.radians(angle)
    tip = root + np.array([np.cos(a), np.sin(a)]) * length
    bow = (root + tip) / 2 + np.array([rng.uniform(-0.1, 0.1), 0]) * length
    scene.sheet.ink(smooth(np.stack((root, bow, tip)), 4), max(0.8, girth), 0.95, hexa("#3a332e"), taper=0.5)
    if level < 4 and length > 4:
        for turn in (rng.uniform(-42, -18), rng.uniform(14, 40)):
            _branch(scene, tip, angle + turn, length * rng.uniform(0.6, 0.8), girth * 0.6, level + 1, rng)


def cactus(scene: Scene, x: float, z: float) -> None:
    foot, s, rng = spot(scene, x, z)
    tall, w = s * rng.uniform(1.8, 3.2), s * 0.2
    shadow(scene, foot, w * 1.4, tall)
    for dx, low, top in ((-1, 0.4, 0.7), (1, 0.3, 0.82)):
        arm = foot + points(
            [
                (0, -tall * low),
                (dx * w * 2.6, -tall * low),
                (dx * w * 3.0, -tall * (low + 0.08)),
                (dx * w * 3.0, -tall * top),
                (dx * w * 1.9, -tall * top),
                (dx * w * 1.9, -tall * (low + 0.1)),
                (0, -tall * (low + 0.1)),
            ]
        )
        scene.sheet.form(smooth(arm, 3, closed=True), hexa("#76855f"), 1.3, w * 0.5, 0.4)
    body = smooth(
        foot + points([(-w, 0), (-w, -tall * 0.6), (-w * 0.7, -tall), (w * 0.7, -tall), (w, -tall * 0.6), (w, 0)]),
        4,
        closed=True,
    )
    scene.sheet.form(body, hexa("#7d8c64"), 1.5, w * 0.9, 0.4)
    scene.sheet.hatching(body, 90, max(3.5, w * 0.35), 1.0, 0.4)
