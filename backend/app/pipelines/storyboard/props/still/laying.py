"""One part of an object that lies on a table, with its shadow."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.paper.colour import Colour
from app.pipelines.storyboard.paper.points import Points, points, smooth
from app.pipelines.storyboard.settings.scene import Scene


def lay(
    scene: Scene,
    at: Points,
    rows: list[tuple[float, float]],
    s: float,
    colour: Colour,
    weight: float = 2.4,
    turn: float = 0.05,
    curved: bool = True,
) -> Points:
    outline = at + points(rows) * s
    outline = smooth(outline, 4, closed=True) if curved else outline
    drop = np.array([-scene.light.side * 0.09, 0.05]) * s
    scene.sheet.shade(outline + drop, 0.45, 3)
    scene.sheet.form(outline, colour, weight, turn * s, 0.4)
    return outline
