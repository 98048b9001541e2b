"""What hangs on walls and fills shelves."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.paper.colour import WHITE, Colour, grey, hexa
from app.pipelines.storyboard.props.furniture import DARK_WOOD, WOOD
from app.pipelines.storyboard.settings.scene import Scene


def bottle_wall(scene: Scene, x: float, z: float, width: float) -> None:
    rng = scene.shot.chance("bottles")
    scene.box((x, 0.9, z + 0.1), (width + 0.3, 1.7, 0.1), DARK_WOOD.darker(0.3), weight=1.5)
    for y in (1.25, 1.7, 2.15):
        scene.box((x, y, z), (width, 0.04, 0.22), WOOD, weight=1.1)
        for dx in np.arange(-width / 2 + 0.1, width / 2, 0.15):
            if rng.random() < 0.82:
                bottle(
                    scene,
                    x + float(dx),
                    y + 0.04,
                    z - 0.04,
                    rng.uniform(0.2, 0.32),
                    hexa(rng.choice(("#7a8f62", "#a8713c", "#c9b27a", "#59685f", "#8d4a3d"))),
                )


def bottle(scene: Scene, x: float, y: float, z: float, tall: float, colour: Colour) -> None:
    u, v = scene.camera.project(scene.world((x, y, z)))[0].tolist()
    s = scene.scale(x, z)
    w, h = 0.075 * s, tall * s
    body = np.array(
        [
            (u - w / 2, v),
            (u - w / 2, v - h * 0.55),
            (u - w * 0.16, v - h * 0.72),
            (u - w * 0.16, v - h),
            (u + w * 0.16, v - h),
            (u + w * 0.16, v - h * 0.72),
            (u + w / 2, v - h * 0.55),
            (u + w / 2, v),
        ]
    )
    scene.sheet.tone(body, colour, streak=0)
    if h > 9:
        scene.sheet.contour(body, 0.9, 0.8)


def shelves(scene: Scene, x: float, z: float, width: float, height: float) -> None:
    scene.box((x, 0, z), (width, height, 0.34), DARK_WOOD, weight=1.5)
    rng = scene.shot.chance(f"books {x:.2f}")
    count = max(3, int(height / 0.38))
    for k in range(count):
        y = 0.08 + k * (height - 0.1) / count
        gap = (height - 0.1) / count - 0.05
        dark = scene.camera.polygon(
            scene.world(
                (x - width / 2 + 0.05, y, z - 0.18),
                (x + width / 2 - 0.05, y, z - 0.18),
                (x + width / 2 - 0.05, y + gap, z - 0.18),
                (x - width / 2 + 0.05, y + gap, z - 0.18),
            )
        )
        if len(dark) < 3:
            return
        scene.sheet.tone(dark, DARK_WOOD.darker(0.5), streak=0)
        at = -width / 2 + 0.06
        while at < width / 2 - 0.1:
            w, h = rng.uniform(0.03, 0.075), gap * rng.uniform(0.62, 0.94)
            if rng.random() < 0.9:
                book = scene.camera.polygon(
                    scene.world(
                        (x + at, y, z - 0.18),
                        (x + at + w, y, z - 0.18),
                        (x + at + w, y + h, z - 0.18),
                        (x + at, y + h, z - 0.18),
                    )
                )
                scene.sheet.tone(
                    book, hexa(rng.choice(("#8d5245", "#5f6f67", "#b59a6b", "#4f5a6b", "#75604d", "#a4907a"))), streak=0
                )
                if np.ptp(book[:, 1]) > 16:
                    scene.sheet.contour(book, 0.8, 0.6)
            at += w


def side_shelves(scene: Scene, x: float, z: float, width: float, height: float, side: int) -> None:
    scene.box((x - side * 0.12, 0, z), (0.34, height, width), DARK_WOOD, weight=1.5)
    face = x + side * 0.06
    rng = scene.shot.chance(f"books {x:.2f} {z:.2f}")
    for y in np.arange(0.1, height - 0.3, 0.38):
        scene.edge((face, float(y), z - width / 2), (face, float(y), z + width / 2), 1.3)
        at = z - width / 2
        while at < z + width / 2 - 0.08:
            w, h = rng.uniform(0.04, 0.09), rng.uniform(0.2, 0.34)
            book = scene.camera.polygon(
                scene.world(
                    (face, float(y), at),
                    (face, float(y), at + w),
                    (face, float(y) + h, at + w),
                    (face, float(y) + h, at),
                )
            )
            if len(book) > 2:
                scene.sheet.tone(
                    book, hexa(rng.choice(("#8d5245", "#5f6f67", "#b59a6b", "#4f5a6b", "#75604d"))), streak=0
                )
            at += w


def crate(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.5, 0.4, 0.35)
    scene.box((x, 0, z), (0.7, 0.55, 0.6), WOOD, 14 * np.sin(x * 5), 1.5)
    for y in (0.18, 0.36):
        scene.edge((x - 0.34, y, z - 0.3), (x + 0.34, y, z - 0.3), 0.9, 0.5)


def beams(scene: Scene, x: float, z: float, left: float, right: float, height: float) -> None:
    for depth in (0.0, 1.6, 3.2):
        scene.box(((left + right) / 2, height - 0.28, z - depth), (right - left, 0.22, 0.2), DARK_WOOD, weight=1.6)
    for at in (left + 0.3, right - 0.3, x):
        scene.box((at, 0, z), (0.2, height, 0.2), DARK_WOOD, weight=1.5)


def picture(scene: Scene, x: float, z: float, y: float, width: float, height: float) -> None:
    scene.box((x, y - height / 2, z), (width, height, 0.04), hexa("#7b6240"), weight=1.4)
    inner = scene.camera.polygon(
        scene.world(
            (x - width * 0.42, y - height * 0.38, z - 0.03),
            (x + width * 0.42, y - height * 0.38, z - 0.03),
            (x + width * 0.42, y + height * 0.38, z - 0.03),
            (x - width * 0.42, y + height * 0.38, z - 0.03),
        )
    )
    if len(inner) > 2:
        scene.sheet.tone(inner, grey(0.72))
        scene.sheet.hatching(inner, 20, 6, 1.0, 0.4)
        scene.sheet.contour(inner, 0.9)


def blackboard(scene: Scene, x: float, z: float) -> None:
    scene.box((x, 0.9, z), (3.2, 1.3, 0.05), hexa("#3f4a45"), weight=1.6)
    for y, w in ((1.9, 0.9), (1.7, 0.7), (1.5, 0.8)):
        line = scene.camera.line(scene.world((x - 1.3, y, z - 0.04), (x - 1.3 + w * 2, y, z - 0.04)))
        scene.sheet.ink(line, 1.6, 0.6, WHITE)


def curtain(scene: Scene, x: float, z: float, height: float) -> None:
    for k in range(9):
        scene.box((x + k * 0.14, 0.25, z), (0.13, height - 0.6, 0.1 + 0.08 * (k % 2)), hexa("#a9bdb6"), weight=1.0)


def drip(scene: Scene, x: float, z: float) -> None:
    scene.edge((x, 0, z), (x, 1.9, z), 2.4)
    scene.edge((x - 0.2, 1.9, z), (x + 0.2, 1.9, z), 2.0)
    scene.box((x + 0.15, 1.5, z), (0.14, 0.3, 0.06), grey(0.9), weight=1.1)


def monitor(scene: Scene, x: float, z: float) -> None:
    scene.box((x, 0, z), (0.5, 0.9, 0.4), grey(0.7))
    scene.box((x, 0.95, z), (0.5, 0.4, 0.3), grey(0.5), weight=1.4)
    rows = scene.world(
        *((x - 0.2 + 0.04 * k, 1.13 + (0.1 if k == 5 else -0.06 if k == 6 else 0), z - 0.16) for k in range(11))
    )
    scene.sheet.ink(scene.camera.project(rows), 1.6, 1, hexa("#bfe6c6"))


def basin(scene: Scene, x: float, z: float) -> None:
    scene.box((x, 0.7, z), (0.5, 0.2, 0.4), grey(0.85))


def cell_bars(scene: Scene, x: float, z: float, height: float) -> None:
    """Close to the lens, framing the cell."""
    if scene.shot.close or scene.shot.distance < 3:
        return
    scene.sheet.fade = 0.0
    for k in range(-8, 9):
        scene.turned(x + k * 0.16, z, [(0.0, 0.014), (height, 0.014)], grey(0.25), 1.2)
