"""What is seen large because it kills, or has."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.paper.colour import grey, hexa
from app.pipelines.storyboard.paper.points import Points, oval, points
from app.pipelines.storyboard.props.furniture import DARK_WOOD
from app.pipelines.storyboard.props.still.laying import lay
from app.pipelines.storyboard.settings.scene import Scene


def gun(scene: Scene, at: Points, s: float) -> None:
    steel, wood = hexa("#565a61"), hexa("#6f4a35")
    grip = lay(scene, at, [(0.42, -0.04), (0.64, -0.02), (0.82, 0.3), (0.78, 0.44), (0.6, 0.44), (0.46, 0.18)], s, wood)
    scene.sheet.hatching(grip, 45, 7, 1.2, 0.5)
    scene.sheet.ink(at + points([(0.32, 0.06), (0.24, 0.18), (0.34, 0.26), (0.46, 0.2)]) * s, 3.0)
    lay(scene, at, [(-0.9, -0.2), (0.2, -0.22), (0.2, -0.1), (-0.9, -0.09)], s, steel, curved=False)
    lay(scene, at, [(0.12, -0.26), (0.5, -0.24), (0.66, -0.08), (0.6, 0.04), (0.3, 0.06), (0.1, 0.0)], s, steel)
    drum = lay(
        scene, at, [(0.06, -0.22), (0.36, -0.22), (0.38, 0.02), (0.05, 0.02)], s, steel.lighter(0.18), curved=False
    )
    for k in (-0.14, -0.06):
        scene.sheet.ink(at + points([(0.08, k), (0.34, k)]) * s, 1.6)
    scene.sheet.hatching(drum, 90, 8, 1.0, 0.4)
    scene.sheet.ink(at + points([(0.5, -0.24), (0.58, -0.36), (0.64, -0.34)]) * s, 4.0)


def skull(scene: Scene, at: Points, s: float) -> None:
    bone = hexa("#e4d9c0")
    lay(
        scene,
        at,
        [
            (-0.5, -0.2),
            (-0.36, -0.6),
            (0.05, -0.72),
            (0.42, -0.5),
            (0.46, -0.1),
            (0.3, 0.08),
            (0.26, 0.4),
            (-0.24, 0.42),
            (-0.3, 0.1),
            (-0.46, 0.02),
        ],
        s,
        bone,
        turn=0.16,
    )
    for dx in (-0.22, 0.18):
        socket = oval((at + np.array([dx, -0.1]) * s), 0.13 * s, 0.14 * s)
        scene.sheet.tone(socket, grey(0.08))
        scene.sheet.contour(socket, 1.8)
    scene.sheet.tone(at + points([(-0.02, 0.06), (0.06, 0.2), (-0.08, 0.2)]) * s, grey(0.1))
    for k in range(8):
        scene.sheet.ink(at + points([(-0.2 + k * 0.055, 0.26), (-0.2 + k * 0.055, 0.38)]) * s, 1.6)
    scene.sheet.ink(at + points([(-0.24, 0.32), (0, 0.34), (0.24, 0.31)]) * s, 1.8)


def knife(scene: Scene, at: Points, s: float) -> None:
    lay(
        scene,
        at,
        [(-0.95, 0.02), (-0.6, -0.09), (0.2, -0.09), (0.2, 0.09), (-0.5, 0.09)],
        s,
        hexa("#c9ced2"),
        curved=False,
    )
    lay(scene, at, [(0.2, -0.09), (0.82, -0.11), (0.86, 0.09), (0.2, 0.09)], s, DARK_WOOD)
