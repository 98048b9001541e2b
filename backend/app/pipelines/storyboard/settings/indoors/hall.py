"""Halls and corridors: bays of columns, doors or ribs repeated toward a far wall."""

from __future__ import annotations

from functools import partial

import numpy as np

from app.pipelines.storyboard.paper.colour import Colour, grey, hexa
from app.pipelines.storyboard.paper.points import ellipse
from app.pipelines.storyboard.props.lamps import shine
from app.pipelines.storyboard.settings.indoors.bays import arch, column, doorway, painting, rib
from app.pipelines.storyboard.settings.indoors.plans import HALLS, Hall
from app.pipelines.storyboard.settings.scene import Scene, Thing


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
    draw = {"arches": arch, "doors": doorway, "columns": column, "pictures": painting, "ribs": rib}[plan.kind]
    for side in (-1, 1):
        if scene.depth(x + side * plan.half, z) > 0.7:
            draw(scene, plan, x, z, side)


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
