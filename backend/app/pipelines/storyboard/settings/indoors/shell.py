"""The box of a room: walls at an angle to the picture and a window with its light."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.pipelines.storyboard.brief.model import Time
from app.pipelines.storyboard.paper.colour import grey, hexa
from app.pipelines.storyboard.paper.points import Points
from app.pipelines.storyboard.settings.scene import Scene


@dataclass(frozen=True)
class Room:
    wall: str
    floor: str
    width: float = 7.0
    height: float = 2.9
    boards: bool = True
    window: str = "sash"
    wainscot: bool = False


@dataclass(frozen=True)
class Shell:
    """The box of a room: its corner lies on one third, so that two walls show."""

    scene: Scene
    plan: Room
    left: float
    right: float
    deep: float
    side: int
    """Which side wall has the window: -1 left, 1 right."""

    def draw(self) -> None:
        scene, (x0, x1, z, h) = self.scene, (self.left, self.right, self.deep, self.plan.height)
        scene.sheet.fade = scene.base_fade
        wall, floor = hexa(self.plan.wall), hexa(self.plan.floor)
        near = -1.0
        scene.face(scene.world((x0, 0, near), (x1, 0, near), (x1, 0, z), (x0, 0, z)), floor)
        if scene.camera.eye[1] < h:
            scene.face(scene.world((x0, h, near), (x1, h, near), (x1, h, z), (x0, h, z)), wall.lighter(0.3), 1.2, 0.1)
        lit = -self.side
        for x, way in ((x0, -1), (x1, 1)):
            made = scene.face(
                scene.world((x, 0, near), (x, h, near), (x, h, z), (x, 0, z)), wall, 1.5, 0.08 if way == lit else 0.3
            )
            if len(made) and way != lit:
                scene.sheet.hatching(made, 64 * way, 9, 1.0, 0.26)
        scene.face(scene.world((x0, 0, z), (x1, 0, z), (x1, h, z), (x0, h, z)), wall, 1.6, 0.12)
        self._boards()
        self._trim()
        self._window()

    def _boards(self) -> None:
        scene = self.scene
        if self.plan.boards:
            for x in np.arange(self.left + 0.35, self.right, 0.35):
                scene.edge((float(x), 0, 0.4), (float(x), 0, self.deep), 0.8, 0.32)
            return
        for x in np.arange(self.left, self.right, 0.7):
            scene.edge((float(x), 0, 0.4), (float(x), 0, self.deep), 0.8, 0.26)
        for z in np.arange(0.7, self.deep, 0.7):
            scene.edge((self.left, 0, float(z)), (self.right, 0, float(z)), 0.8, 0.26)

    def _trim(self) -> None:
        scene, height = self.scene, 1.0 if self.plan.wainscot else 0.13
        for a, b in (
            ((self.left, height, self.deep), (self.right, height, self.deep)),
            ((self.left, height, 0.3), (self.left, height, self.deep)),
            ((self.right, height, 0.3), (self.right, height, self.deep)),
        ):
            scene.edge(a, b, 1.4, 0.6)
        if self.plan.wainscot:
            for x in np.arange(self.left + 0.5, self.right, 0.7):
                scene.edge((float(x), 0, self.deep), (float(x), 1.0, self.deep), 0.9, 0.4)

    def _window(self) -> None:
        """On the back wall, towards the side the light comes from, with its patch of light on the floor."""
        w, low, high = {
            "sash": (1.3, 0.95, 2.35),
            "blinds": (1.9, 0.85, 2.4),
            "shop": (3.2, 0.6, 2.4),
            "tall": (1.3, 0.7, 3.2),
            "bars": (0.8, 1.7, 2.35),
            "small": (0.8, 1.1, 1.9),
        }[self.plan.window]
        middle = (self.left + self.right) / 2 + self.side * (self.right - self.left) * 0.24
        count = 2 if self.plan.window in ("tall", "sash") and self.right - self.left > 6.5 else 1
        for k in range(count):
            self._one_window(middle - self.side * k * 2.3, w, low, high)

    def _one_window(self, x: float, w: float, low: float, high: float) -> None:
        scene, z = self.scene, self.deep - 0.02
        sheet = scene.sheet
        frame = scene.face(
            scene.world(
                (x - w / 2 - 0.1, low - 0.12, z),
                (x + w / 2 + 0.1, low - 0.12, z),
                (x + w / 2 + 0.1, high + 0.1, z),
                (x - w / 2 - 0.1, high + 0.1, z),
            ),
            grey(0.82),
            1.5,
        )
        pane = scene.camera.polygon(
            scene.world((x - w / 2, low, z), (x + w / 2, low, z), (x + w / 2, high, z), (x - w / 2, high, z))
        )
        if len(pane) < 3 or not len(frame):
            return
        light = scene.light
        top, bottom = float(pane[:, 1].min()), float(pane[:, 1].max())
        sheet.gradient(pane, (top, light.sky_top), (bottom, light.sky_low))
        sheet.contour(pane, 1.4)
        self._bars(x, w, low, high, z)
        self._daylight(pane, x, w)

    def _bars(self, x: float, w: float, low: float, high: float, z: float) -> None:
        scene = self.scene
        if self.plan.window == "blinds":
            for y in np.arange(low + 0.06, high, 0.09):
                scene.edge((x - w / 2, float(y), z), (x + w / 2, float(y), z), 2.0, 0.6)
            return
        for share in (0.25, 0.5, 0.75) if self.plan.window in ("bars", "shop") else (0.5,):
            scene.edge(
                (x - w / 2 + w * share, low, z),
                (x - w / 2 + w * share, high, z),
                2.6 if self.plan.window == "bars" else 2.0,
                0.85,
            )
        if self.plan.window != "bars":
            scene.edge((x - w / 2, (low + high) / 2, z), (x + w / 2, (low + high) / 2, z), 1.8, 0.85)

    def _daylight(self, pane: Points, x: float, w: float) -> None:
        scene, light = self.scene, self.scene.light
        drift, reach = -light.side * 1.5, 2.2
        near, far = self.deep - 0.7 - reach, self.deep - 0.7
        patch = scene.camera.polygon(
            scene.world(
                (x - w / 2 + drift * 0.4, 0.01, far),
                (x + w / 2 + drift * 0.4, 0.01, far),
                (x + w / 2 + drift, 0.01, near),
                (x - w / 2 + drift, 0.01, near),
            )
        )
        strength = 0.2 if light.dark else 0.5
        if len(patch) > 2:
            scene.sheet.beam(patch, light.key, strength, 4)
            scene.sheet.beam(np.vstack((pane[[0, 1]], patch[[2, 3]])), light.key, strength * 0.34, 16)
        if scene.shot.brief.time is not Time.NIGHT:
            centre = pane.mean(axis=0)
            scene.sheet.glow(float(centre[0]), float(centre[1]), float(np.ptp(pane[:, 1])) * 1.3, light.key, 0.3)
