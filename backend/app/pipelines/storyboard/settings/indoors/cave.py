"""Caves and tunnels: ring within ring of rock toward a light."""

from __future__ import annotations

from functools import partial

import numpy as np

from app.pipelines.storyboard.paper.colour import WHITE, hexa
from app.pipelines.storyboard.paper.points import Points, points, smooth
from app.pipelines.storyboard.settings.ground import draw_ground, specks
from app.pipelines.storyboard.settings.scene import Scene, Thing


def draw_cave(scene: Scene) -> list[Thing]:
    sheet, rng = scene.sheet, scene.rng
    tunnel = scene.flavour == "tunnel"
    rock = hexa("#8b857c") if not tunnel else hexa("#9a948c")
    sheet.fade = scene.base_fade
    glow = scene.light.sky_low.toward(WHITE, 0.3)
    sheet.tone(sheet.frame(), glow, lit=False)
    x, y = (
        sheet.width * rng.uniform(0.42, 0.58),
        min(max(scene.camera.horizon, sheet.height * 0.3), sheet.height * 0.6) - sheet.height * 0.04,
    )
    draw_ground(scene, hexa("#948b7e"))
    for k, size in enumerate((0.16, 0.27, 0.42, 0.62, 0.86)):
        opening = _opening(scene, x, y, size, tunnel)
        outline = np.vstack((sheet.frame(), sheet.frame()[:1], opening, opening[:1]))
        dark = 0.04 + 0.16 * k
        sheet.tone(outline, rock.darker(dark), 0.92 if k else 0.6)
        sheet.hatching(outline, -64 + 24 * k, 9, 1.2, 0.24 + 0.07 * k)
        sheet.ink(opening[: len(opening) * 5 // 6], 1.2 + 0.4 * k, 0.85)
    sheet.glow(x, y, sheet.width * 0.3, glow, 0.7)
    _floor(scene, x, y)
    if tunnel:
        return []
    return [(scene.shot.distance + 0.8 * (k + 1), partial(_stalagmite, scene, k)) for k in range(4)]


def _opening(scene: Scene, x: float, y: float, size: float, tunnel: bool) -> Points:
    """The edge of one ring, run clockwise so that it is a hole in the frame."""
    sheet, rng = scene.sheet, scene.rng
    w, h = sheet.width * 0.52 * size, sheet.height * (0.72 if not tunnel else 0.62) * size
    count = 30 if tunnel else 17
    turn = np.linspace(np.pi * 0.92, -np.pi * 1.92 + np.pi * 0.92 + 0.25, count)
    rough = [1.0 if tunnel else rng.uniform(0.84, 1.16) for _ in turn]
    rows = points(
        [(x + w * r * np.cos(a), min(y - h * r * np.sin(a), y + h * 0.9)) for a, r in zip(turn, rough, strict=True)]
    )
    return smooth(rows, 3)


def _floor(scene: Scene, x: float, y: float) -> None:
    sheet = scene.sheet
    base = y + sheet.height * 0.14
    rows = smooth(
        points(
            [
                (-30, base + 120),
                (x - 260, base + 26),
                (x - 60, base),
                (x + 60, base),
                (x + 260, base + 30),
                (sheet.width + 30, base + 130),
            ]
        ),
        6,
    )
    floor = np.vstack((rows, [(sheet.width + 30, sheet.height + 30), (-30, sheet.height + 30)]))
    sheet.tone(floor, hexa("#857c70"))
    sheet.ink(rows, 1.6, 0.8)
    sheet.beam(
        points([(x - 60, base), (x + 60, base), (x + 240, sheet.height), (x - 240, sheet.height)]),
        sheet.light.key,
        0.3,
        16,
    )
    specks(scene, 160, 1.5, 14, 0.08)


def _stalagmite(scene: Scene, index: int) -> None:
    rng = scene.shot.chance(f"stalagmite {index}")
    z = scene.shot.distance + 0.8 * (index + 1)
    x = rng.choice((-1, 1)) * scene.camera.width / scene.camera.focal * z * rng.uniform(0.26, 0.46)
    scene.aired(z * 0.4)
    tall = rng.uniform(0.6, 1.9)
    made = scene.turned(x, z, [(0.0, 0.42), (tall * 0.3, 0.24), (tall * 0.7, 0.1), (tall, 0.02)], hexa("#8d8579"), 1.5)
    scene.sheet.hatching(made, 84, 7, 1.0, 0.4)
