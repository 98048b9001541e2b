"""Outer space: stars, a planet, and the dark."""

from __future__ import annotations

from functools import partial

import numpy as np
import skia

from app.pipelines.storyboard.paper.colour import WHITE, hexa
from app.pipelines.storyboard.paper.marks import Phase
from app.pipelines.storyboard.paper.points import Points, ellipse, moved, points, smooth
from app.pipelines.storyboard.settings.scene import Scene, Thing


def draw_space(scene: Scene) -> list[Thing]:
    sheet = scene.sheet
    sheet.gradient(sheet.frame(), (0, scene.light.sky_top), (sheet.height, scene.light.sky_low))
    _nebula(scene)
    _stars(scene)
    _planet(scene)
    return [(scene.shot.distance + 9, partial(_station, scene))]


def _stars(scene: Scene) -> None:
    rng = scene.shot.chance("stars")
    for count, low, high, phase in (
        (150, 0.6, 1.2, Phase.TONE),
        (40, 1.2, 2.2, Phase.TONE),
        (240, 0.4, 0.8, Phase.ACCENT),
    ):
        made = skia.Path()
        for _ in range(count):
            made.addCircle(
                rng.uniform(0, scene.sheet.width), rng.uniform(0, scene.sheet.height), rng.uniform(low, high)
            )
        scene.sheet.chalk(made, 0.9, phase)


def _nebula(scene: Scene) -> None:
    rng = scene.shot.chance("nebula")
    for code in ("#5a5f9a", "#8a5a7c", "#3f6b86", "#5a5f9a"):
        x, y = rng.uniform(0, scene.sheet.width), rng.uniform(0, scene.sheet.height)
        scene.sheet.glow(x, y, rng.uniform(200, 420), hexa(code), 0.34)


def _planet(scene: Scene) -> None:
    """A great curve of a world at the side of the picture, lit from the key."""
    sheet, rng = scene.sheet, scene.shot.chance("planet")
    r = sheet.height * rng.uniform(0.75, 1.0)
    x, y = sheet.width * (0.5 - sheet.light.side * 0.36), sheet.height * 1.12
    sheet.glow(x, y, r * 1.22, hexa("#8fb8e8"), 0.7)
    disc = ellipse(x, y, r, r, count=90)
    sheet.tone(disc, hexa("#6d98bf"), lit=False)
    for _ in range(16):
        a, d = rng.uniform(3.3, 6.1), r * rng.uniform(0.35, 0.95)
        land = _patch(rng.uniform(0.05, 0.16) * r, x + d * np.cos(a), y + d * np.sin(a), a, scene)
        sheet.tone(land, WHITE if rng.random() < 0.5 else hexa("#86936a"), 0.66, lit=False, streak=0.5)
    sheet.turned_shade(disc, r * 0.42, 0.86)
    sheet.hatching(disc, 34 * sheet.light.side, 12, 1.0, 0.2)
    sheet.contour(disc, 1.6)


def _patch(size: float, x: float, y: float, angle: float, scene: Scene) -> Points:
    rng = scene.shot.chance(f"patch {x:.0f}")
    rows = [
        (size * rng.uniform(0.8, 2.6) * np.cos(t), size * rng.uniform(0.3, 0.8) * np.sin(t))
        for t in np.linspace(0, 2 * np.pi, 9, endpoint=False)
    ]
    c, s = np.cos(angle + np.pi / 2), np.sin(angle + np.pi / 2)
    return smooth(points([(x + u * c - v * s, y + u * s + v * c) for u, v in rows]), 4, closed=True)


def _station(scene: Scene) -> None:
    """A truss with solar wings, far off, on the side of the light."""
    sheet, rng = scene.sheet, scene.shot.chance("station")
    x, y = sheet.width * (0.5 + sheet.light.side * 0.3), sheet.height * 0.28
    tilt = rng.uniform(-0.25, 0.25)
    turn = np.array([[np.cos(tilt), np.sin(tilt)], [-np.sin(tilt), np.cos(tilt)]])

    def block(u: float, v: float, w: float, h: float) -> Points:
        return moved(points([(u, v), (u + w, v), (u + w, v + h), (u, v + h)]) @ turn, x, y)

    for u in (-150, 98):
        for v in (-58, 14):
            wing = block(u, v, 52, 44)
            sheet.form(wing, hexa("#5e7393"), 1.3, 6)
            sheet.hatching(wing, 90 - np.degrees(tilt), 6, 1.0, 0.5)
    for u, v, w, h in ((-160, -4, 320, 8), (-34, -16, 68, 32), (-12, -44, 24, 88), (34, -10, 30, 20)):
        sheet.form(block(u, v, w, h), hexa("#c3c8cd"), 1.4, 5, 0.5)
