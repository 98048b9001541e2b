"""A hand that holds, and the rods, cards and turned bodies it holds things by."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.figures.limbs import Pencil, draw_form
from app.pipelines.storyboard.figures.silhouette import balls, loft, ring
from app.pipelines.storyboard.figures.skeleton import UP, Arm, Skeleton
from app.pipelines.storyboard.paper.colour import Colour, hexa
from app.pipelines.storyboard.paper.points import ellipse
from app.pipelines.storyboard.stage.camera import Solid
from app.pipelines.storyboard.stage.placing import Placement


class Grip:
    """A hand, and the directions about it."""

    def __init__(self, pencil: Pencil, body: Skeleton, arm: Arm, placed: Placement) -> None:
        self.pencil, self.body, self.person = pencil, body, placed.person
        self.aiming = placed.action == "aim"
        self.hand = arm.wrist + arm.reach * 0.075
        self.along = arm.reach
        self.side, self.ahead = body.chest_left, body.chest_forward

    def rod(self, a: Solid, b: Solid, radius: float, colour: Colour, end: float | None = None) -> None:
        tip = radius if end is None else end
        chain = [(a, radius), ((a + b) / 2, (radius + tip) / 2), (b, tip)]
        draw_form(self.pencil, balls(self.pencil.camera, chain, 3.0), colour, turn=radius * 0.6)

    def card(self, middle: Solid, right: Solid, up: Solid, width: float, height: float, colour: Colour) -> None:
        rows = np.array(
            [
                middle + right * width * u + up * height * v
                for u, v in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))
            ]
        )
        outline = self.pencil.camera.project(rows)
        draw_form(self.pencil, outline, colour, turn=0.01)

    def turned(self, foot: Solid, profile: list[tuple[float, float]], colour: Colour, axis: Solid = UP) -> None:
        clouds = [self.pencil.camera.project(ring(foot + axis * y, self.side, self.ahead, r, r)) for y, r in profile]
        draw_form(self.pencil, loft(clouds, 3.0), colour, turn=profile[0][1] * 0.6)

    def shine(self, spot: Solid, radius: float) -> None:
        x, y = self.pencil.camera.project(spot[None])[0].tolist()
        r = self.pencil.scale
        sheet = self.pencil.sheet
        sheet.tone(ellipse(x, y, 0.02 * r, 0.045 * r), hexa("#ffdf8f"), lit=False, streak=0)
        sheet.glow(x, y, min(300.0, radius * r), hexa("#ffcf86"), 0.75 if sheet.light.dark else 0.4)
