"""Cars, bicycles and trains in perspective."""

from __future__ import annotations

import math

import numpy as np

from app.pipelines.storyboard.paper.colour import Colour, grey, hexa
from app.pipelines.storyboard.paper.points import Points, ellipse, moved, oval
from app.pipelines.storyboard.settings.scene import Scene
from app.pipelines.storyboard.stage.camera import Solid

BODY = [
    (-2.15, 0.35),
    (-2.2, 0.75),
    (-1.95, 0.92),
    (-1.15, 0.98),
    (-0.6, 1.42),
    (0.75, 1.45),
    (1.35, 1.0),
    (2.05, 0.9),
    (2.2, 0.6),
    (2.15, 0.35),
]
GLASS = [(-1.0, 1.0), (-0.55, 1.36), (0.05, 1.38), (0.05, 1.0)]
REAR_GLASS = [(0.15, 1.0), (0.15, 1.38), (0.7, 1.38), (1.2, 1.0)]
"""Along the car, nose first, and up, in metres."""
DRIVEN = hexa("#c99a3c")
"""The paint of a car with somebody at its wheel."""


def draw_car(scene: Scene, x: float, z: float, yaw: float, colour: Colour) -> None:
    """A saloon; at yaw 0 its nose is to the left, at 90 toward the camera."""
    scene.aired(max(0.0, scene.depth(x, z) - scene.shot.distance))
    a = math.radians(yaw)

    def at(along: float, up: float, across: float) -> tuple[float, float, float]:
        return (
            x + along * math.cos(a) + across * math.sin(a),
            up,
            z + along * math.sin(a) * -1 * -1 + across * -math.cos(a),
        )

    def side_of(rows: list[tuple[float, float]], across: float) -> Solid:
        return scene.world(*(at(u, v, across) for u, v in rows))

    if float(scene.camera.seen(side_of(BODY, 0.0))[:, 2].min()) < 0.6:
        return
    scene.contact(x, z, 2.1 if abs(math.cos(a)) > 0.5 else 1.1, 1.2, 0.5)
    near = 0.85 if _nearer(scene, at(0, 0.8, 0.85), at(0, 0.8, -0.85)) else -0.85
    for along, across in ((1.35, -0.7), (1.35, 0.7), (-1.35, -0.7), (-1.35, 0.7)):
        scene.box(at(along, 0.0, across), (0.62, 0.62, 0.22), grey(0.1), -yaw, 1.1)
    _skin(scene, side_of(BODY, -near), side_of(BODY, near), colour)
    outline = scene.camera.polygon(side_of(BODY, near))
    scene.sheet.form(outline, colour, 1.8, 6, 0.35)
    for pane in (GLASS, REAR_GLASS):
        glass = scene.camera.polygon(side_of(pane, near))
        scene.sheet.tone(glass, hexa("#3e4a54").toward(scene.light.sky_low, 0.25))
        scene.sheet.contour(glass, 1.2)
    if colour is DRIVEN:
        with scene.sheet.within(scene.camera.polygon(side_of(GLASS, near))):
            _driver(scene, scene.camera.project(side_of([(-0.25, 1.17), (-0.25, 0.95)], near)))
    for rows in ([(0.1, 0.95), (0.1, 0.4)], [(-2.15, 0.66), (2.15, 0.66)], [(-1.0, 0.95), (-0.95, 0.4)]):
        scene.sheet.ink(scene.camera.project(side_of(rows, near)), 1.0, 0.7)
    _wheels(scene, [at(u, 0.33, near * 1.02) for u in (-1.35, 1.35)], a)
    _lights(scene, [at(-2.2, 0.68, w) for w in (-0.6, 0.6)], scene.depth(*at(-2.2, 0, 0)[::2]) < scene.depth(x, z))


def _driver(scene: Scene, spots: Points) -> None:
    """A head and shoulders behind the glass."""
    tall = float(np.hypot(*(spots[1] - spots[0])))
    scene.sheet.tone(oval(moved(spots[1], 0, tall * 0.1), tall * 0.85, tall * 0.5), grey(0.12), streak=0)
    scene.sheet.tone(oval(spots[0], tall * 0.42, tall * 0.55), hexa("#c79a74"), streak=0)
    scene.sheet.contour(oval(spots[0], tall * 0.42, tall * 0.55), 1.2)


def _nearer(scene: Scene, a: tuple[float, float, float], b: tuple[float, float, float]) -> bool:
    one, two = scene.camera.seen(scene.world(a, b))[:, 2]
    return bool(one < two)


def _skin(scene: Scene, far: Solid, near: Solid, colour: Colour) -> None:
    """The strips across the car between its two side views, far ones first."""
    count = len(BODY)
    strips = []
    for k in range(count - 1):
        rows = np.stack((far[k], far[k + 1], near[k + 1], near[k]))
        strips.append((float(scene.camera.seen(rows)[:, 2].mean()), k, rows))
    for _, k, rows in sorted(strips, key=lambda strip: -strip[0]):
        glass = k in (3, 5)
        scene.face(
            rows,
            hexa("#4a5762") if glass else colour.lighter(0.12 if k in (2, 4, 6) else 0),
            1.3,
            0.0 if k in (2, 4, 6) else 0.14,
        )


def _wheels(scene: Scene, hubs: list[tuple[float, float, float]], a: float) -> None:
    turn = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    for x, y, z in hubs:
        for radius, value in ((0.34, 0.08), (0.2, 0.6), (0.06, 0.2)):
            rows = scene.world(
                *(
                    (
                        x + radius * math.cos(t) * math.cos(a),
                        y + radius * math.sin(t),
                        z + radius * math.cos(t) * math.sin(a),
                    )
                    for t in turn
                )
            )
            outline: Points = scene.camera.project(rows)
            scene.sheet.knock_out(outline)
            scene.sheet.tone(outline, grey(value), streak=0)
            scene.sheet.contour(outline, 1.2)


def _lights(scene: Scene, spots: list[tuple[float, float, float]], facing: bool) -> None:
    for spot in spots if facing else []:
        x, y = scene.camera.project(scene.world(spot))[0].tolist()
        radius = 0.13 * scene.scale(spot[0], spot[2])
        scene.sheet.tone(ellipse(x, y, radius, radius), hexa("#f6efd6"), lit=not scene.light.dark, streak=0)
        scene.sheet.contour(ellipse(x, y, radius, radius, count=10), 1.0)
        if not scene.light.dark:
            continue
        scene.sheet.glow(x, y, 0.7 * scene.scale(spot[0], spot[2]), hexa("#fff0c4"), 0.9)


def draw_bicycle(scene: Scene, x: float, z: float) -> None:
    scene.aired(0)
    scene.contact(x, z, 0.9, 0.25, 0.3)
    turn = np.linspace(0, 2 * np.pi, 26)
    for dx in (-0.52, 0.52):
        wheel = scene.camera.project(
            scene.world(*((x + dx + 0.34 * math.cos(t), 0.35 + 0.34 * math.sin(t), z) for t in turn))
        )
        scene.sheet.ink(wheel, 2.4)
        for t in np.linspace(0, 3.14, 7):
            scene.edge(
                (x + dx + 0.33 * math.cos(t), 0.35 + 0.33 * math.sin(t), z),
                (x + dx - 0.33 * math.cos(t), 0.35 - 0.33 * math.sin(t), z),
                0.6,
                0.5,
            )
    frame = [
        ((-0.52, 0.35), (-0.2, 0.8)),
        ((-0.2, 0.8), (0.36, 0.84)),
        ((-0.05, 0.33), (0.36, 0.84)),
        ((-0.52, 0.35), (-0.05, 0.33)),
        ((-0.05, 0.33), (-0.24, 0.92)),
        ((0.52, 0.35), (0.33, 1.0)),
        ((0.33, 1.0), (0.5, 1.06)),
        ((-0.34, 0.92), (-0.12, 0.94)),
    ]
    for (ax, ay), (bx, by) in frame:
        scene.edge((x + ax, ay, z), (x + bx, by, z), 3.0)


def draw_engine(scene: Scene, x: float, z: float) -> None:
    """A steam locomotive coming toward the camera."""
    scene.aired(z * 0.3)
    scene.contact(x, z, 1.8, 2.5, 0.5)
    iron = hexa("#3c3f46")
    for k in range(4, 0, -1):
        scene.box((x, 0.9, z + 4 + k * 9), (2.8, 2.7, 8.6), hexa("#6a4138"), weight=1.5)
    scene.box((x, 0.6, z + 3.5), (2.7, 3.0, 3.2), iron, weight=1.5)
    turn = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    boiler = scene.world(*((x + 1.15 * math.cos(t), 2.1 + 1.15 * math.sin(t), z) for t in turn))
    outline = scene.camera.project(boiler)
    scene.box((x, 0.5, z), (2.5, 0.6, 3.4), iron, weight=1.5)
    scene.sheet.form(outline, iron, 1.9, float(np.ptp(outline[:, 0])) * 0.25, 0.4)
    middle = outline.mean(axis=0)
    scene.sheet.contour(middle + (outline - middle) * 0.8, 1.2)
    scene.turned(x, z + 0.4, [(3.1, 0.28), (3.9, 0.3), (4.0, 0.42), (4.15, 0.4)], iron, 1.5)
    lamp = middle + (outline - middle) * 0.2 + np.array([0, -0.75 * scene.scale(x, z)])
    scene.sheet.tone(lamp, hexa("#fff3cf"), lit=False, streak=0)
    scene.sheet.halo(lamp.mean(axis=0), 2.2 * scene.scale(x, z), hexa("#fff0c4"), 0.7)
    scene.face(
        scene.world((x - 1.3, 0.9, z - 0.2), (x + 1.3, 0.9, z - 0.2), (x + 1.0, 0.1, z - 0.8), (x - 1.0, 0.1, z - 0.8)),
        hexa("#7d3b33"),
        1.5,
    )
    u, v = scene.camera.project(scene.world((x, 4.2, z)))[0].tolist()
    s = scene.scale(x, z)
    for k in range(7):
        r = s * (0.35 + 0.3 * k)
        scene.sheet.beam(
            np.array(
                [(u + s * 0.7 * k + r * math.cos(t), v - s * 0.42 * k - r * 0.4 + r * 0.8 * math.sin(t)) for t in turn]
            ),
            grey(0.93),
            0.5,
            r * 0.18,
            screen=False,
        )
