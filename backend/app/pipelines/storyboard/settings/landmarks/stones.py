"""What lies about: rocks, graves, craters, wire, smoke."""

from __future__ import annotations

from random import Random

import numpy as np

from app.pipelines.storyboard.paper.colour import grey, hexa
from app.pipelines.storyboard.paper.points import Points, ellipse, moved, points, smooth
from app.pipelines.storyboard.settings.scene import Scene


def spot(scene: Scene, x: float, z: float) -> tuple[Points, float, Random]:
    scene.aired(z)
    return (
        scene.camera.project(scene.world((x, 0.0, z)))[0],
        scene.scale(x, z),
        Random(f"{scene.shot.seed}{x:.3f}{z:.3f}"),
    )


def shadow(scene: Scene, foot: Points, width: float, length: float) -> None:
    side = -scene.light.side
    rows = smooth(
        foot
        + points(
            [
                (-width, 0),
                (side * length * 0.5, -width * 0.25),
                (side * length, -width * 0.1),
                (side * length * 0.5, width * 0.3),
                (width, width * 0.2),
            ]
        ),
        4,
        closed=True,
    )
    scene.sheet.shade(rows, 0.32, 2)


def rock(scene: Scene, x: float, z: float) -> None:
    foot, s, rng = spot(scene, x, z)
    w, h = s * rng.uniform(0.3, 0.9), s * rng.uniform(0.2, 0.6)
    shadow(scene, foot, w, w * 1.8)
    rows = foot + points(
        [
            (-w, 0),
            (-w * 0.8, -h * 0.6),
            (-w * 0.2, -h * rng.uniform(0.8, 1.1)),
            (w * 0.35, -h * 0.9),
            (w * 0.85, -h * 0.35),
            (w, 0),
        ]
    )
    colour = hexa("#9c9387") if scene.flavour != "canyon" else hexa("#a9714f")
    scene.sheet.form(rows, colour, max(0.9, min(2.0, s * 0.02)), w * 0.5, 0.4)
    scene.sheet.ink(rows[[2]] + points([(0, 0), (w * 0.1, h * 0.4), (-w * 0.1, h * 0.8)]), 1.1, 0.7)


def tombstone(scene: Scene, x: float, z: float) -> None:
    scene.aired(z)
    rng = Random(f"{x:.3f}{z:.3f}")
    w, h = rng.uniform(0.3, 0.45), rng.uniform(0.7, 1.2)
    scene.contact(x, z, 0.6, 0.3, 0.35)
    if rng.random() < 0.3:
        scene.box((x, 0, z), (0.12, h * 1.3, 0.12), grey(0.62), rng.uniform(-8, 8))
        scene.box((x, h * 0.85, z - 0.01), (0.6, 0.12, 0.12), grey(0.62))
        return
    turn = np.linspace(np.pi, 0, 9)
    lean = rng.uniform(-0.12, 0.12)
    rows = [(x - w, 0.0, z), *((x + w * np.cos(a) + lean, h + w * 0.8 * np.sin(a), z) for a in turn), (x + w, 0.0, z)]
    back = scene.world(*((u + 0.1 * -scene.light.side, v, w2 + 0.16) for u, v, w2 in rows))
    scene.face(back, grey(0.5), 1.2, 0.2)
    made = scene.face(scene.world(*rows), grey(0.68), 1.5)
    if len(made):
        scene.sheet.turned_shade(made, float(np.ptp(made[:, 0])) * 0.16, 0.3)
        for share in (0.55, 0.7):
            scene.edge((x - w * 0.5, h * share, z - 0.01), (x + w * 0.5, h * share, z - 0.01), 1.0, 0.6)


def wire(scene: Scene, x: float, z: float) -> None:
    foot, s, rng = spot(scene, x, z)
    for k in range(-3, 4):
        base = moved(foot, k * s * 0.9, rng.uniform(-3, 3))
        scene.sheet.ink(points([moved(base, -s * 0.18, 0), moved(base, s * 0.12, -s * 0.9)]), 2.4)
        scene.sheet.ink(points([moved(base, s * 0.18, 0), moved(base, -s * 0.12, -s * 0.9)]), 2.4)
    for y in (0.35, 0.6, 0.8):
        xs = np.linspace(-3.2, 3.2, 40) * s
        line = np.stack((foot[0] + xs, foot[1] - y * s + np.sin(xs / s * 9 + y * 7) * 0.07 * s), axis=1)
        scene.sheet.ink(line, 1.1, 0.8)


def smoke(scene: Scene, x: float, z: float) -> None:
    foot, s, rng = spot(scene, x, z)
    for k in range(6):
        r = s * (0.5 + 0.45 * k)
        puff = ellipse(
            foot[0] + s * 0.4 * k * scene.light.side,
            foot[1] - s * (0.4 + 1.1 * k),
            r * rng.uniform(0.8, 1.2),
            r,
            count=18,
        )
        scene.sheet.shade(puff, 0.3 - 0.035 * k, r * 0.3)


def crater(scene: Scene, x: float, z: float) -> None:
    scene.aired(z * 0.5)
    r = Random(f"{x:.2f}").uniform(0.6, 2.6)
    turn = np.linspace(0, 2 * np.pi, 22, endpoint=False)
    if z - r < 1.0:
        return
    rim = scene.camera.project(scene.world(*((x + r * np.cos(a), 0.0, z + r * np.sin(a)) for a in turn)))
    scene.sheet.tone(rim, grey(0.72))
    scene.sheet.turned_shade(rim, float(np.ptp(rim[:, 0])) * 0.2, 0.5)
    scene.sheet.contour(rim, 1.3)
