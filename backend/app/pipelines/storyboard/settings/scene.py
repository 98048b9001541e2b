"""What every setting is built with: faces, boxes and turned solids in perspective, and the air between."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any

import numpy as np

from app.pipelines.storyboard.brief.model import Weather
from app.pipelines.storyboard.figures.silhouette import loft
from app.pipelines.storyboard.paper.colour import Colour
from app.pipelines.storyboard.paper.light import Light
from app.pipelines.storyboard.paper.points import Points
from app.pipelines.storyboard.paper.sheet import Sheet
from app.pipelines.storyboard.stage.camera import Camera, Solid, solid
from app.pipelines.storyboard.stage.shot import Shot

Thing = tuple[float, Callable[[], None]]
"""Depth from the camera, and what draws it."""


@dataclass(frozen=True)
class Scene:
    sheet: Sheet
    shot: Shot
    camera: Camera
    rng: Random
    yaw: float = 0.0
    """Degrees by which the setting is turned about the camera."""
    base_fade: float = 0.0
    reach: float = 90.0
    """Metres at which the air has swallowed almost everything."""

    @property
    def light(self) -> Light:
        return self.sheet.light

    @property
    def flavour(self) -> str:
        return self.shot.brief.place.flavour

    def world(self, *rows: tuple[float, float, float]) -> Solid:
        """Places of the setting, turned into the world."""
        a = math.radians(self.yaw)
        turn = np.array([[math.cos(a), 0, math.sin(a)], [0, 1, 0], [-math.sin(a), 0, math.cos(a)]])
        return np.asarray(solid(*rows) @ turn.T)

    def aired(self, depth: float) -> None:
        """From here on, draw through so many metres of air."""
        self.sheet.fade = min(
            0.94, self.base_fade + (1 - self.base_fade) * (1 - math.exp(-max(0.0, depth) / self.reach))
        )

    def face(self, rows: Solid, colour: Colour, weight: float = 1.4, shade: float = 0.0) -> Points:
        """A plane polygon, cut at the lens; returns its outline on the sheet (empty when unseen)."""
        outline = self.camera.polygon(rows)
        if len(outline) < 3 or self._outside(outline):
            return np.zeros((0, 2))
        self.sheet.knock_out(outline)
        self.sheet.tone(outline, colour)
        if shade:
            self.sheet.shade(outline, shade)
        if weight:
            self.sheet.contour(outline, weight)
        return outline

    def edge(
        self, a: tuple[float, float, float], b: tuple[float, float, float], weight: float = 1.2, alpha: float = 0.8
    ) -> None:
        line = self.camera.line(self.world(a, b))
        if len(line) and not self._outside(line):
            self.sheet.ink(line, weight, alpha)

    def box(
        self,
        middle: tuple[float, float, float],
        size: tuple[float, float, float],
        colour: Colour,
        yaw: float = 0.0,
        weight: float = 1.4,
    ) -> None:
        """A box standing on `middle`, `size` metres wide, high and deep."""
        (x, y, z), (w, h, d), a = middle, size, math.radians(yaw)
        c, s = math.cos(a), math.sin(a)

        def corner(u: float, v: float, t: float) -> tuple[float, float, float]:
            return (x + u * w / 2 * c + t * d / 2 * s, y + v * h, z - u * w / 2 * s + t * d / 2 * c)

        sides = [
            ((-1, 0, -1), (1, 0, -1), (1, 1, -1), (-1, 1, -1)),
            ((1, 0, -1), (1, 0, 1), (1, 1, 1), (1, 1, -1)),
            ((-1, 0, 1), (-1, 0, -1), (-1, 1, -1), (-1, 1, 1)),
            ((1, 0, 1), (-1, 0, 1), (-1, 1, 1), (1, 1, 1)),
            ((-1, 1, -1), (1, 1, -1), (1, 1, 1), (-1, 1, 1)),
        ]
        shades = (0.12, 0.0 if self.light.side > 0 else 0.42, 0.42 if self.light.side > 0 else 0.0, 0.3, 0.0)
        for side, shade in zip(sides, shades, strict=True):
            rows = self.world(*(corner(*p) for p in side))
            if self.faces(rows):
                self.face(rows, colour, weight, shade * self.light.shadow)

    def faces(self, rows: Solid) -> bool:
        """Whether the polygon, counter-clockwise from outside, turns its outside to the camera."""
        normal = np.cross(rows[2] - rows[0], rows[1] - rows[0])
        return float(normal @ (np.array(self.camera.eye) - rows[0])) > 0

    def turned(
        self, x: float, z: float, profile: list[tuple[float, float]], colour: Colour, weight: float = 1.4
    ) -> Points:
        """A solid of revolution: (height, radius) from the bottom up."""
        turn = np.linspace(0, 2 * np.pi, 14, endpoint=False)
        clouds = [
            self.camera.project(self.world(*((x + r * math.cos(a), y, z + r * math.sin(a)) for a in turn)))
            for y, r in profile
        ]
        outline = loft(clouds, 5.0)
        self.sheet.knock_out(outline)
        self.sheet.tone(outline, colour)
        self.sheet.turned_shade(outline, max(2.0, float(np.ptp(outline[:, 0])) * 0.3), 0.4 * self.light.shadow)
        self.sheet.contour(outline, weight)
        return outline

    def contact(self, x: float, z: float, width: float, depth: float, dark: float = 0.4) -> None:
        """The shadow under a thing that stands on the ground."""
        off = -self.light.side * width * 0.25
        turn = np.linspace(0, 2 * np.pi, 18, endpoint=False)
        rows = self.world(*((x + off + width * 0.65 * math.cos(a), 0.0, z + depth * 0.65 * math.sin(a)) for a in turn))
        if float(self.camera.seen(rows)[:, 2].min()) > 0.3:
            self.sheet.shade(self.camera.project(rows), dark, 2.0)

    def depth(self, x: float, z: float) -> float:
        return self.camera.depth(*self.world((x, 0.0, z))[0])

    def scale(self, x: float, z: float) -> float:
        return self.camera.scale(*self.world((x, 0.0, z))[0])

    def thing(self, x: float, z: float, draw: Callable[..., None], *args: Any) -> Thing:
        """Something to draw at (x, z) when its depth has its turn."""
        return self.depth(x, z), partial(draw, self, x, z, *args)

    def _outside(self, outline: Points) -> bool:
        low, high = outline.min(axis=0), outline.max(axis=0)
        return bool(
            high[0] < -40 or low[0] > self.camera.width + 40 or high[1] < -40 or low[1] > self.camera.height + 40
        )


def scene_for(sheet: Sheet, shot: Shot) -> Scene:
    rng = shot.chance("setting")
    foggy = {Weather.FOG: 16.0, Weather.SNOW: 34.0, Weather.RAIN: 50.0, Weather.STORM: 50.0}
    fade = 0.34 if shot.close else 0.0
    return Scene(sheet, shot, shot.camera, rng, 0.0, fade, foggy.get(shot.brief.weather, 90.0))
