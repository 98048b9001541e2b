"""The still life of an insert: one object large, others behind it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from app.pipelines.storyboard.paper.colour import hexa
from app.pipelines.storyboard.paper.points import Points, ellipse, points
from app.pipelines.storyboard.props.furniture import WOOD
from app.pipelines.storyboard.props.still import keepsakes, perils, tableware
from app.pipelines.storyboard.settings.scene import Scene

_THINGS: dict[str, Callable[[Scene, Points, float], None]] = {
    "gun": perils.gun,
    "letter": keepsakes.letter,
    "key": keepsakes.key,
    "cup": tableware.cup,
    "candle": tableware.candle,
    "phone": keepsakes.phone,
    "watch": keepsakes.watch,
    "book": keepsakes.book,
    "bottle": tableware.bottle,
    "skull": perils.skull,
    "flowers": tableware.flowers,
    "photo": keepsakes.photo,
    "ring": keepsakes.ring,
    "knife": perils.knife,
    "glass": tableware.cup,
    "sword": perils.knife,
}


def draw_still_life(scene: Scene) -> None:
    """An insert: the object large on a table top, with a cast shadow and the edge of the table behind."""
    sheet = scene.sheet
    sheet.fade = 0.0
    named = [prop for prop in scene.shot.brief.props if prop in _THINGS] or ["letter"]
    h, w = sheet.height, sheet.width
    edge = h * 0.4
    top = points([(-20, edge), (w + 20, edge - h * 0.04), (w + 20, h + 20), (-20, h + 20)])
    sheet.knock_out(top)
    sheet.tone(top, WOOD)
    for k in range(12):
        y = edge + (h - edge) * (k / 12) ** 1.4
        sheet.ink(points([(0, y + 10), (w * 0.5, y + 4 + 8 * np.sin(k)), (w, y - 10)]), 1.0, 0.3)
    sheet.hatching(top, -8, 13, 1.1, 0.22)
    sheet.ink(top[:2], 2.2)
    pool = ellipse(w * (0.5 + 0.06 * sheet.light.side), h * 0.7, w * 0.36, h * 0.26)
    sheet.beam(pool, sheet.light.key, 0.3, 40)
    side = scene.rng.choice((-1, 1))
    spots = [
        (w * (0.5 + 0.06 * side), h * 0.74, h * 0.36),
        (w * (0.5 - 0.27 * side), h * 0.62, h * 0.24),
        (w * (0.5 + 0.33 * side), h * 0.56, h * 0.2),
    ]
    for prop, (x, y, s) in reversed(list(zip(named, spots, strict=False))):
        _THINGS[prop](scene, np.array([x, y]), s)


def draw_near_candle(scene: Scene) -> None:
    """A candle close to the lens, on the side of the key light."""
    sheet = scene.sheet
    sheet.fade = 0.0
    at = np.array([sheet.width * (0.5 + 0.37 * sheet.light.side), sheet.height * 0.98])
    tableware.candle(scene, at, sheet.height * 0.34)
    sheet.glow(float(at[0]), float(at[1]) - 0.32 * sheet.height, sheet.height * 0.95, hexa("#ffb962"), 0.42)
