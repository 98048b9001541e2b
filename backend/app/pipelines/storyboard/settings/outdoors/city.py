"""The city from above: towers in layers, and the roof one stands on."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import skia

from app.pipelines.storyboard.paper.colour import Colour, grey, hexa
from app.pipelines.storyboard.paper.marks import Phase
from app.pipelines.storyboard.paper.points import points
from app.pipelines.storyboard.settings.scene import Scene, Thing
from app.pipelines.storyboard.settings.sky import draw_sky
from app.pipelines.storyboard.stage.shot import VISIBLE

TONES = ("#8d97a1", "#9b9891", "#a58d7c", "#7f8a90", "#b0aaa0")


def draw_city(scene: Scene) -> list[Thing]:
    scene = replace(scene, reach=min(scene.reach, 60.0))
    draw_sky(scene)
    horizon, height = scene.camera.horizon, scene.sheet.height
    standing = bool(scene.shot.cast) or scene.flavour == "rooftop"
    for depth, tall, low in ((75, 0.36, 0.02), (42, 0.52, 0.1), (18, 0.62, 0.24)):
        scene.aired(depth)
        _row(scene, horizon, tall * horizon, horizon + low * height, depth)
    if not standing:
        scene.aired(4)
        _row(scene, horizon, -0.04 * horizon, height + 20, 6)
        return []
    return _roof(scene)


def _row(scene: Scene, horizon: float, tall: float, base: float, depth: float) -> None:
    rng, sheet = scene.shot.chance(f"row {depth}"), scene.sheet
    x = -60.0
    while x < sheet.width + 20:
        w = rng.uniform(46, 104) * (1.5 if depth < 20 else 1.0)
        h = max(-horizon * 0.3, tall * rng.uniform(0.3, 1.25))
        _tower(scene, x, w, horizon - h, base + 40, hexa(rng.choice(TONES)), rng)
        x += w * rng.uniform(0.72, 1.15)


def _tower(scene: Scene, x: float, w: float, top: float, base: float, colour: Colour, rng: Random) -> None:
    sheet = scene.sheet
    rows = [(x, base), (x, top), (x + w, top), (x + w, base)]
    kind = rng.random()
    if kind < 0.3:
        rows[1:3] = [
            (x, top + 26),
            (x + w * 0.2, top + 26),
            (x + w * 0.2, top),
            (x + w * 0.8, top),
            (x + w * 0.8, top + 26),
            (x + w, top + 26),
        ]
    elif kind < 0.42:
        rows[1:3] = [(x, top + 20), (x + w * 0.5, top - 24), (x + w, top + 20)]
    outline = points(rows)
    sheet.knock_out(outline)
    sheet.tone(outline, colour)
    dark = points(
        [
            (x + w * (0.62 if scene.light.side < 0 else 0), top + 26),
            (x + w * (1.0 if scene.light.side < 0 else 0.38), top + 26),
            (x + w * (1.0 if scene.light.side < 0 else 0.38), base),
            (x + w * (0.62 if scene.light.side < 0 else 0), base),
        ]
    )
    sheet.shade(dark, 0.32)
    sheet.hatching(dark, 90, 6, 1.0, 0.25)
    sheet.contour(outline, 1.3)
    _windows(scene, x, w, top + 34, min(base, sheet.height), rng)
    if kind > 0.8:
        sheet.ink(points([(x + w * 0.5, top), (x + w * 0.5, top - 46)]), 1.4)
    elif kind > 0.66:
        tank = points(
            [
                (x + w * 0.3, top),
                (x + w * 0.3, top - 22),
                (x + w * 0.45, top - 30),
                (x + w * 0.6, top - 22),
                (x + w * 0.6, top),
            ]
        )
        sheet.form(tank, hexa("#7d6553"), 1.2, 6)


def _windows(scene: Scene, x: float, w: float, top: float, base: float, rng: Random) -> None:
    lit, dim = skia.Path(), skia.Path()
    step = rng.choice((11.0, 13.0, 15.0))
    for v in np.arange(top, base, step * 1.25):
        for u in np.arange(x + 7, x + w - 8, step):
            pane = skia.Rect.MakeXYWH(float(u), float(v), step * 0.46, step * 0.7)
            (lit if scene.light.dark and rng.random() < 0.36 else dim).addRect(pane)
    scene.sheet.strokes(dim, 0.42, Phase.TONE, hexa("#30363f"))
    scene.sheet.strokes(lit, 0.95, Phase.TONE, hexa("#ffd98c"))


def _roof(scene: Scene) -> list[Thing]:
    """Tar and gravel, with a parapet behind the people."""
    d = scene.shot.distance
    far = d + min(3.2, 0.5 * VISIBLE[scene.shot.brief.framing])
    scene.aired(0)
    scene.face(scene.world((-60, 0, -1), (60, 0, -1), (60, 0, far), (-60, 0, far)), hexa("#99938a"), 1.2)
    for z in np.geomspace(1.4, far, 7):
        scene.edge((-40, 0, float(z)), (40, 0, float(z)), 0.8, 0.25)
    scene.face(scene.world((-60, 0, far), (60, 0, far), (60, 0.75, far), (-60, 0.75, far)), hexa("#8f7668"), 1.5, 0.1)
    scene.face(
        scene.world((-60, 0.75, far - 0.15), (60, 0.75, far - 0.15), (60, 0.75, far + 0.25), (-60, 0.75, far + 0.25)),
        grey(0.75),
        1.5,
    )
    side = scene.rng.choice((-1, 1))
    x = side * 0.36 * scene.camera.width / scene.camera.focal * far
    return [scene.thing(x, far - 0.7, _stack), scene.thing(-x * 1.1, far - 0.9, _tank)]


def _stack(scene: Scene, x: float, z: float) -> None:
    scene.aired(1)
    scene.contact(x, z, 0.8, 0.6)
    scene.box((x, 0, z), (1.1, 1.5, 0.8), hexa("#96705d"))
    for y in np.arange(0.25, 1.5, 0.25):
        scene.edge((x - 0.55, float(y), z - 0.4), (x + 0.55, float(y), z - 0.4), 0.8, 0.5)
    scene.turned(x - 0.2, z, [(1.5, 0.14), (2.0, 0.12), (2.02, 0.2), (2.12, 0.02)], grey(0.5), 1.3)


def _tank(scene: Scene, x: float, z: float) -> None:
    scene.aired(1)
    for dx in (-0.6, 0.6):
        scene.edge((x + dx, 0, z), (x + dx * 0.8, 1.5, z), 3.0)
    scene.edge((x - 0.6, 0.2, z), (x + 0.5, 1.4, z), 1.6)
    made = scene.turned(x, z, [(1.5, 0.75), (3.2, 0.75), (3.9, 0.05)], hexa("#8a6f5a"), 1.6)
    scene.sheet.hatching(made, 90, 9, 1.0, 0.4)
