"""One bay of a hall, on one side: arch, door, column, painting or rib."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.paper.colour import grey, hexa
from app.pipelines.storyboard.settings.indoors.plans import Hall
from app.pipelines.storyboard.settings.scene import Scene


def arch(scene: Scene, plan: Hall, x: float, z: float, side: int) -> None:
    """A pier, the arch to the next one, a rib over the nave and a window in the wall."""
    edge, stone = x + side * plan.half, hexa(plan.wall)
    low, high = plan.height * 0.42, plan.height * 0.72
    pane = scene.camera.polygon(
        scene.world(
            *(
                (edge, y, z + w)
                for y, w in ((low * 1.1, 1.3), (high, 1.3), (high + 0.8, 2.0), (high, 2.7), (low * 1.1, 2.7))
            )
        )
    )
    if len(pane) > 2:
        scene.sheet.tone(pane, scene.light.key if not scene.light.dark else hexa("#8ea4c4"), lit=False, streak=0.3)
        scene.sheet.contour(pane, 1.2)
        for share in (0.35, 0.65):
            scene.edge((edge, low * 1.1, z + 1.3 + 1.4 * share), (edge, high + 0.3, z + 1.3 + 1.4 * share), 1.0, 0.7)
        if side == scene.light.side:
            foot = scene.camera.polygon(
                scene.world(
                    (edge - side * 2.2, 0.02, z + 0.6),
                    (edge - side * 4.6, 0.02, z + 0.2),
                    (edge - side * 4.6, 0.02, z + 1.4),
                    (edge - side * 2.2, 0.02, z + 1.8),
                )
            )
            if len(foot) > 2:
                scene.sheet.beam(np.vstack((pane[[0, 2]], foot[[1, 2]])), scene.light.key, 0.16, 12)
                scene.sheet.beam(foot, scene.light.key, 0.34, 5)
    pier = edge - side * 0.7
    scene.turned(
        pier,
        z,
        [(0, 0.5), (0.3, 0.46), (0.4, 0.34), (low * 1.3, 0.33), (low * 1.4, 0.5), (low * 1.5, 0.52)],
        stone,
        1.5,
    )
    turn = np.linspace(0, np.pi / 2, 9)
    span = plan.half - 0.7
    rib = [(x + side * span * np.cos(a), low * 1.5 + (plan.height - low * 1.5 - 0.2) * np.sin(a), z) for a in turn]
    inner = [
        (x + side * (span - 0.35) * np.cos(a), low * 1.5 + (plan.height - low * 1.5 - 0.6) * np.sin(a), z) for a in turn
    ]
    scene.face(scene.world(*rib, *inner[::-1]), stone.lighter(0.08), 1.3, 0.1)


def doorway(scene: Scene, plan: Hall, x: float, z: float, side: int) -> None:
    edge = x + side * (plan.half - 0.01)
    scene.face(
        scene.world((edge, 0, z), (edge, 2.1, z), (edge, 2.1, z + 1.0), (edge, 0, z + 1.0)), hexa("#7f6b58"), 1.4
    )
    scene.face(
        scene.world((edge, 1.2, z + 0.25), (edge, 1.9, z + 0.25), (edge, 1.9, z + 0.75), (edge, 1.2, z + 0.75)),
        grey(0.72),
        1.0,
    )
    scene.edge((edge, 1.0, z + 0.12), (edge, 1.0, z + 0.2), 3.0)
    if side > 0:
        lamp = scene.camera.polygon(
            scene.world(
                (x - 0.35, plan.height - 0.01, z),
                (x + 0.35, plan.height - 0.01, z),
                (x + 0.35, plan.height - 0.01, z + 1.2),
                (x - 0.35, plan.height - 0.01, z + 1.2),
            )
        )
        if len(lamp) > 2:
            scene.sheet.tone(lamp, hexa("#fff6df"), lit=False, streak=0)
            scene.sheet.contour(lamp, 1.0)
            u, v = lamp.mean(axis=0).tolist()
            scene.sheet.glow(u, v, 1.6 * scene.scale(x, z), hexa("#fff0cf"), 0.34)


def column(scene: Scene, plan: Hall, x: float, z: float, side: int) -> None:
    at = x + side * plan.half * 0.62
    scene.contact(at, z, 0.5, 0.5, 0.3)
    scene.turned(
        at,
        z,
        [(0, 0.3), (0.25, 0.28), (0.3, 0.19), (plan.height - 0.6, 0.17), (plan.height - 0.1, 0.42)],
        hexa(plan.wall).darker(0.25),
        1.4,
    )
    scene.edge((x - plan.half, plan.height - 0.2, z), (x + plan.half, plan.height - 0.2, z), 2.4, 0.8)
    for k in (-0.6, -0.2, 0.2, 0.6):
        scene.edge(
            (x + plan.half * k, plan.height - 0.2, z), (x + plan.half * (k + 0.2), plan.height - 1.1, z), 1.4, 0.7
        )
    scene.edge((x - plan.half, plan.height - 1.1, z), (x + plan.half, plan.height - 1.1, z), 1.8, 0.8)


def painting(scene: Scene, plan: Hall, x: float, z: float, side: int) -> None:
    edge = x + side * (plan.half - 0.03)
    scene.face(
        scene.world((edge, 1.2, z), (edge, 3.4, z), (edge, 3.4, z + 2.4), (edge, 1.2, z + 2.4)), hexa("#8a6c3f"), 1.5
    )
    made = scene.face(
        scene.world((edge, 1.4, z + 0.2), (edge, 3.2, z + 0.2), (edge, 3.2, z + 2.2), (edge, 1.4, z + 2.2)),
        hexa(("#6f7d78", "#8d6b58", "#77806a")[int(z) % 3]),
        1.0,
    )
    if len(made):
        scene.sheet.hatching(made, 30, 7, 1.0, 0.35)


def rib(scene: Scene, plan: Hall, x: float, z: float, side: int) -> None:
    """Pressure frames, strip lights and panels."""
    h, w = plan.height, plan.half
    outer = [(w, 0.0), (w, 0.6), (w * 0.96, h * 0.75), (w * 0.6, h), (0.0, h)]
    inner = [(0.0, h - 0.2), (w * 0.5, h - 0.2), (w * 0.8, h * 0.72), (w * 0.82, 0.6), (w * 0.7, 0.0)]
    scene.face(
        scene.world(*((x + side * u, v, z) for u, v in outer), *((x + side * u, v, z) for u, v in inner)),
        hexa("#a8b2ba"),
        1.6,
        0.06,
    )
    light = scene.camera.polygon(
        scene.world(
            (x + side * w * 0.97, h * 0.62, z + 0.3),
            (x + side * w * 0.97, h * 0.68, z + 0.3),
            (x + side * w * 0.97, h * 0.68, z + 1.6),
            (x + side * w * 0.97, h * 0.62, z + 1.6),
        )
    )
    if len(light) > 2:
        scene.sheet.tone(light, hexa("#d8f0ff"), lit=False, streak=0)
        u, v = light.mean(axis=0).tolist()
        scene.sheet.glow(u, v, 0.9 * scene.scale(x + side * w, z), hexa("#bfe4ff"), 0.5)
    for y in (0.5, 1.0, 1.35):
        scene.edge((x + side * w, y, z + 0.2), (x + side * w, y, z + plan.bay - 0.2), 1.0, 0.5)
