"""Cars, boats, ships and bicycles."""

from __future__ import annotations

from app.pipelines.storyboard.paper.colour import Colour
from app.pipelines.storyboard.settings.scene import Scene


def draw_car(scene: Scene, x: float, z: float, yaw: float, colour: Colour) -> None:
    scene.aired(scene.depth(x, z))
    scene.contact(x, z, 1.8, 4.0)
    scene.box((x, 0.3, z), (1.7, 0.6, 4.2), colour)
    scene.box((x, 0.9, z), (1.5, 0.5, 2.2), colour.darker(0.3))
