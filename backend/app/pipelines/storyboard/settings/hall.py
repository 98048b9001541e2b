"""Halls and corridors: bays of columns, doors or ribs repeated toward a far wall."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from app.pipelines.storyboard.paper.colour import Colour, grey, hexa
from app.pipelines.storyboard.paper.points import ellipse
from app.pipelines.storyboard.props.furniture import shine
from app.pipelines.storyboard.settings.scene import Scene, Thing


@dataclass(frozen=True)
class Hall:
    half: float
    height: float
    length: float
    bay: float
    wall: str
    floor: str
    kind: str


HALLS = {
    "church": Hall(4.6, 10.0, 34, 4.0, "#b7ad9c", "#9b9284", "arches"),
    "castle": Hall(5.5, 8.0, 26, 4.0, "#9c9488", "#857d70", "arches"),
    "corridor": Hall(1.5, 2.7, 26, 3.0, "#c3c0b2", "#a2a199", "doors"),
    "station": Hall(7.5, 8.5, 44, 5.0, "#a9a79e", "#98968e", "columns"),
    "warehouse": Hall(8.0, 7.5, 36, 5.0, "#8f8d86", "#84817a", "columns"),
    "museum": Hall(5.0, 6.0, 26, 4.0, "#cfc6b4", "#a9906f", "pictures"),
    "spaceship": Hall(1.9, 2.7, 22, 1.9, "#8f9aa3", "#727c86", "ribs"),
}


def draw_hall(scene: Scene) -> list[Thing]:
    plan = HALLS[scene.flavour]
    scene.sheet.fade = scene.base_fade
    shift = scene.rng.choice((-1, 1)) * plan.half * scene.rng.uniform(0.1, 0.3)
    _shell(scene, plan, shift)
    _end(scene, plan, shift)
    for k in range(int(plan.length / plan.bay), -1, -1):
        _bay(scene, plan, shift, 0.8 + k * plan.bay)
    return _fittings(scene, plan, shift)


def _shell(scene: Scene, plan: Hall, x: float) -> None:
    left, right, h, z = x - plan.half, x + plan.half, plan.height, plan.length
    floor, wall = hexa(plan.floor), hexa(plan.wall)
    scene.face(scene.world((left, 0, -1), (right, 0, -1), (right, 0, z), (left, 0, z)), floor)
    for v in np.geomspace(1.2, z, 16):
        scene.edge((left, 0, float(v)), (right, 0, float(v)), 0.8, 0.3)
    for u in np.linspace(left, right, 9):
        scene.edge((float(u), 0, 0.5), (float(u), 0, z), 0.8, 0.3)
    if scene.camera.eye[1] < h:
        scene.face(scene.world((left, h, -1), (right, h, -1), (right, h, z), (left, h, z)), wall.darker(0.2), 1.2, 0.2)
    for edge, way in ((left, -1), (right, 1)):
        lit = way == -scene.light.side
        made = scene.face(
            scene.world((edge, 0, -1), (edge, h, -1), (edge, h, z), (edge, 0, z)), wall, 1.4, 0.08 if lit else 0.36
        )
        if len(made) and not lit:
            scene.sheet.hatching(made, 66 * way, 9, 1.0, 0.3)


def _end(scene: Scene, plan: Hall, x: float) -> None:
    """The far wall and the light in it."""
    z, h = plan.length, plan.height
    scene.aired(plan.length * 0.5)
    scene.face(
        scene.world((x - plan.half, 0, z), (x + plan.half, 0, z), (x + plan.half, h, z), (x - plan.half, h, z)),
        hexa(plan.wall),
        1.3,
    )
    shapes = {
        "arches": (0.0, h * 0.6, plan.half * 0.42),
        "doors": (0.0, h * 0.55, 0.6),
        "columns": (0.0, h * 0.66, plan.half * 0.7),
        "pictures": (0.0, h * 0.4, 1.0),
        "ribs": (0.0, h * 0.5, 0.7),
    }
    _, y, r = shapes[plan.kind]
    turn = np.linspace(0, 2 * np.pi, 26)
    tall = r * (1.6 if plan.kind == "arches" else 1.0)
    window = scene.camera.project(scene.world(*((x + r * np.cos(a), y + tall * np.sin(a), z - 0.02) for a in turn)))
    glow = scene.light.key if not scene.light.dark else hexa("#9fb4cf")
    scene.sheet.tone(window, glow, lit=False, streak=0)
    scene.sheet.contour(window, 1.3)
    for a in turn[::3]:
        scene.edge((x, y, z - 0.03), (x + r * float(np.cos(a)), y + tall * float(np.sin(a)), z - 0.03), 1.0, 0.6)
    u, v = window.mean(axis=0).tolist()
    scene.sheet.glow(u, v, 5.0 * r * scene.scale(x, z), glow, 0.7)
    floor = scene.camera.polygon(
        scene.world((x - r, 0.01, z), (x + r, 0.01, z), (x + r * 1.6, 0.01, z * 0.2), (x - r * 1.6, 0.01, z * 0.2))
    )
    if len(floor) > 2:
        scene.sheet.beam(floor, glow, 0.26, 12)


def _bay(scene: Scene, plan: Hall, x: float, z: float) -> None:
    scene.aired(z * 0.9)
    draw = {"arches": _arch, "doors": _doorway, "columns": _column, "pictures": _painting, "ribs": _rib}[plan.kind]
    for side in (-1, 1):
        if scene.depth(x + side * plan.half, z) > 0.7:
            draw(scene, plan, x, z, side)


def _arch(scene: Scene, plan: Hall, x: float, z: float, side: int) -> None:
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


def _doorway(scene: Scene, plan: Hall, x: float, z: float, side: int) -> None:
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


def _column(scene: Scene, plan: Hall, x: float, z: float, side: int) -> None:
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


def _painting(scene: Scene, plan: Hall, x: float, z: float, side: int) -> None:
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


def _rib(scene: Scene, plan: Hall, x: float, z: float, side: int) -> None:
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


def _fittings(scene: Scene, plan: Hall, x: float) -> list[Thing]:
    things: list[Thing] = []
    if scene.flavour == "church":
        rows = np.arange(scene.shot.distance + 1.6, 22, 1.5)
        things += [scene.thing(x + side * 2.1, float(z), _pew) for z in rows for side in (-1, 1)]
    if scene.flavour == "station":
        things.append((24.0, partial(_train, scene, x + plan.half * 0.62)))
    if scene.flavour == "castle":
        things += [scene.thing(x + side * (plan.half - 1.3), 8.0, _torch) for side in (-1, 1)]
    if scene.flavour == "warehouse":
        things += [scene.thing(x + aside, z, _crates) for aside, z in ((-4.5, 8.0), (5.0, 10.0), (-5.0, 14.0))]
    return things


def _pew(scene: Scene, x: float, z: float) -> None:
    scene.aired(z * 0.8)
    scene.box((x, 0, z), (2.6, 0.45, 0.4), hexa("#6f5442"), weight=1.3)
    scene.box((x, 0.4, z - 0.22), (2.7, 0.55, 0.06), hexa("#7c5f4b"), weight=1.4)


def _train(scene: Scene, x: float) -> None:
    scene.aired(6)
    colour = hexa("#6d4038")
    scene.box((x + 0.6, 0.4, 22), (2.6, 2.9, 34), colour, weight=1.7)
    face = x - 0.71
    for z in np.arange(5.6, 38, 1.7):
        window = scene.camera.polygon(
            scene.world(
                (face, 1.7, float(z)), (face, 2.6, float(z)), (face, 2.6, float(z) + 1.1), (face, 1.7, float(z) + 1.1)
            )
        )
        if len(window) > 2:
            scene.sheet.tone(
                window, hexa("#ffe2a8") if scene.light.dark else grey(0.32), lit=not scene.light.dark, streak=0
            )
            scene.sheet.contour(window, 1.0)
    scene.edge((face, 1.4, 5), (face, 1.4, 39), 2.0, 0.8)


def _torch(scene: Scene, x: float, z: float) -> None:
    u, v = scene.camera.project(scene.world((x, 2.6, z)))[0].tolist()
    s = scene.scale(x, z)
    scene.edge((x, 2.1, z), (x, 2.5, z), 3.0)
    scene.sheet.tone(ellipse(u, v, 0.1 * s, 0.2 * s), hexa("#ffca6a"), lit=False, streak=0)
    shine(scene, x, 2.6, z, 2.2)


def _crates(scene: Scene, x: float, z: float) -> None:
    scene.aired(z * 0.5)
    for dx, dy in ((-0.6, 0), (0.6, 0), (0.0, 1.0)):
        scene.contact(x + dx, z, 0.8, 0.6, 0.25)
        scene.box((x + dx, dy, z), (1.1, 1.0, 1.0), Colour(150, 125, 96), 6 * dx, 1.5)
