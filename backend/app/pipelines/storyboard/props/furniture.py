"""Furniture, standing on (x, z) of a setting."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.paper.colour import WHITE, Colour, grey, hexa
from app.pipelines.storyboard.paper.points import ellipse, rectangle
from app.pipelines.storyboard.settings.scene import Scene

WOOD, DARK_WOOD, CLOTH = hexa("#96755a"), hexa("#6b4f3d"), hexa("#8b8f93")


def table(
    scene: Scene, x: float, z: float, width: float, depth: float, height: float = 0.75, colour: Colour = WOOD
) -> None:
    scene.contact(x, z, width * 0.6, depth * 0.7, 0.3)
    for dx, dz in ((-1, 1), (1, 1), (-1, -1), (1, -1)):
        scene.box(
            (x + dx * (width / 2 - 0.07), 0, z + dz * (depth / 2 - 0.07)),
            (0.07, height, 0.07),
            colour.darker(0.2),
            weight=1.1,
        )
    scene.box((x, height - 0.05, z), (width, 0.06, depth), colour, weight=1.6)


def desk(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 1.0, 0.6, 0.3)
    for side in (-1, 1):
        scene.box((x + side * 0.55, 0, z), (0.42, 0.7, 0.7), DARK_WOOD)
        for y in (0.12, 0.36):
            scene.edge(
                (x + side * 0.55 - 0.17, y + 0.2, z - 0.36), (x + side * 0.55 + 0.17, y + 0.2, z - 0.36), 1.0, 0.7
            )
    scene.box((x, 0.7, z), (1.7, 0.06, 0.82), WOOD, weight=1.6)


def chair(scene: Scene, x: float, z: float, yaw: float = 0.0, colour: Colour = DARK_WOOD) -> None:
    scene.contact(x, z, 0.3, 0.3, 0.3)
    a = np.radians(yaw)
    for u, v in ((-1, 1), (1, 1), (-1, -1), (1, -1)):
        dx, dz = 0.19 * u, 0.19 * v
        scene.box(
            (x + dx * np.cos(a) + dz * np.sin(a), 0, z - dx * np.sin(a) + dz * np.cos(a)),
            (0.045, 0.45, 0.045),
            colour,
            yaw,
            1.0,
        )
    scene.box((x, 0.43, z), (0.44, 0.05, 0.44), colour, yaw, 1.3)
    back = (x - 0.2 * np.sin(a), 0.48, z - 0.2 * np.cos(a))
    scene.box(back, (0.42, 0.5, 0.04), colour, yaw, 1.3)


def stool(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.22, 0.2, 0.3)
    scene.turned(x, z, [(0.0, 0.18), (0.03, 0.16), (0.06, 0.03), (0.7, 0.03)], grey(0.45), 1.1)
    scene.turned(x, z, [(0.7, 0.17), (0.73, 0.19), (0.8, 0.18)], hexa("#7d3f38"), 1.3)


def round_table(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.5, 0.5, 0.3)
    scene.turned(x, z, [(0.0, 0.24), (0.04, 0.05), (0.7, 0.05)], DARK_WOOD, 1.2)
    scene.turned(x, z, [(0.5, 0.5), (0.72, 0.5), (0.75, 0.48)], grey(0.9), 1.5)


def bed(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 1.0, 1.1, 0.35)
    scene.box((x, 0, z + 1.0), (1.6, 1.1, 0.08), DARK_WOOD, weight=1.6)
    scene.box((x, 0.1, z), (1.55, 0.38, 2.0), grey(0.86), weight=1.5)
    scene.box((x, 0.46, z - 0.25), (1.62, 0.09, 1.5), CLOTH, weight=1.5)
    for side in (-1, 1):
        scene.box((x + side * 0.38, 0.5, z + 0.75), (0.62, 0.14, 0.36), grey(0.95), 4 * side, 1.2)
    scene.box((x, 0, z - 1.02), (1.6, 0.62, 0.07), DARK_WOOD, weight=1.6)


def hospital_bed(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.8, 1.1, 0.3)
    scene.box((x, 0.45, z), (0.95, 0.22, 2.0), grey(0.95), weight=1.5)
    scene.box((x, 0.66, z + 0.72), (0.6, 0.13, 0.36), WHITE, weight=1.2)
    for dz in (-1.0, 1.0):
        for y in (0.5, 0.75, 1.0):
            scene.edge((x - 0.48, y, z + dz), (x + 0.48, y, z + dz), 1.8)
        for dx in (-0.48, 0.48):
            scene.edge((x + dx, 0, z + dz), (x + dx, 1.0, z + dz), 2.0)


def cot(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.6, 1.0, 0.4)
    scene.box((x, 0.38, z), (0.8, 0.12, 1.9), grey(0.6), weight=1.4)
    for y in (0.0, 0.2):
        scene.edge((x + 0.4, y, z - 0.95), (x + 0.4, y + 0.38, z - 0.95), 2.0)


def nightstand(scene: Scene, x: float, z: float) -> None:
    scene.box((x, 0, z), (0.45, 0.55, 0.4), WOOD)
    _lamp(scene, x, 0.55, z, 0.5)


def wardrobe(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.7, 0.4, 0.3)
    scene.box((x, 0, z), (1.2, 2.1, 0.6), DARK_WOOD, weight=1.6)
    scene.edge((x, 0.1, z - 0.31), (x, 2.0, z - 0.31), 1.2)


def cabinet(scene: Scene, x: float, z: float) -> None:
    scene.box((x, 0, z), (0.5, 1.35, 0.6), hexa("#7d8481"), weight=1.5)
    for y in (0.33, 0.66, 1.0):
        scene.edge((x - 0.24, y, z - 0.31), (x + 0.24, y, z - 0.31), 1.1)
        scene.edge((x - 0.06, y + 0.17, z - 0.31), (x + 0.06, y + 0.17, z - 0.31), 2.2)


def fridge(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.5, 0.4, 0.3)
    scene.box((x, 0, z), (0.75, 1.8, 0.7), grey(0.88), weight=1.6)
    scene.edge((x - 0.37, 1.2, z - 0.36), (x + 0.37, 1.2, z - 0.36), 1.3)
    scene.edge((x - 0.28, 1.3, z - 0.36), (x - 0.28, 1.55, z - 0.36), 2.4)


def counter(scene: Scene, x: float, z: float, width: float, colour: Colour) -> None:
    scene.box((x, 0, z), (width, 0.88, 0.62), colour, weight=1.5)
    scene.box((x, 0.88, z), (width + 0.06, 0.05, 0.68), DARK_WOOD, weight=1.4)
    for dx in np.arange(-width / 2 + 0.6, width / 2 - 0.2, 0.6):
        scene.edge((x + float(dx), 0.08, z - 0.32), (x + float(dx), 0.84, z - 0.32), 1.0, 0.7)


def cupboards(scene: Scene, x: float, z: float, width: float, colour: Colour) -> None:
    scene.box((x, 1.5, z), (width, 0.75, 0.36), colour, weight=1.4)
    for dx in np.arange(-width / 2 + 0.6, width / 2 - 0.2, 0.6):
        scene.edge((x + float(dx), 1.52, z - 0.19), (x + float(dx), 2.22, z - 0.19), 1.0, 0.7)


def bar_counter(scene: Scene, x: float, z: float, width: float) -> None:
    scene.contact(x, z, width * 0.5, 0.5, 0.35)
    scene.box((x, 0, z), (width, 1.05, 0.6), DARK_WOOD, weight=1.6)
    scene.box((x, 1.05, z - 0.05), (width + 0.15, 0.07, 0.78), hexa("#8f6548"), weight=1.7)
    for dx in np.arange(-width / 2 + 0.35, width / 2, 0.7):
        scene.edge((x + float(dx), 0.15, z - 0.31), (x + float(dx), 0.95, z - 0.31), 1.2, 0.6)
    scene.edge((x - width / 2, 0.22, z - 0.45), (x + width / 2, 0.22, z - 0.45), 2.4, 0.8)


def bottle_wall(scene: Scene, x: float, z: float, width: float) -> None:
    rng = scene.shot.chance("bottles")
    scene.box((x, 0.9, z + 0.1), (width + 0.3, 1.7, 0.1), DARK_WOOD.darker(0.3), weight=1.5)
    for y in (1.25, 1.7, 2.15):
        scene.box((x, y, z), (width, 0.04, 0.22), WOOD, weight=1.1)
        for dx in np.arange(-width / 2 + 0.1, width / 2, 0.15):
            if rng.random() < 0.82:
                _bottle(
                    scene,
                    x + float(dx),
                    y + 0.04,
                    z - 0.04,
                    rng.uniform(0.2, 0.32),
                    hexa(rng.choice(("#7a8f62", "#a8713c", "#c9b27a", "#59685f", "#8d4a3d"))),
                )


def _bottle(scene: Scene, x: float, y: float, z: float, tall: float, colour: Colour) -> None:
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


def sofa(scene: Scene, x: float, z: float) -> None:
    colour = hexa("#7d7466")
    scene.contact(x, z, 1.2, 0.6, 0.35)
    scene.box((x, 0.1, z + 0.34), (2.1, 0.75, 0.24), colour, weight=1.6)
    scene.box((x, 0.1, z), (1.8, 0.34, 0.8), colour.lighter(0.12), weight=1.5)
    for side in (-1, 1):
        scene.box((x + side * 1.0, 0.1, z), (0.24, 0.55, 0.88), colour, weight=1.5)
        scene.box((x + side * 0.55, 0.44, z + 0.16), (0.42, 0.38, 0.12), hexa("#a5735a"), 12 * side, 1.1)


def armchair(scene: Scene, x: float, z: float, colour: Colour) -> None:
    scene.contact(x, z, 0.6, 0.5, 0.35)
    scene.box((x, 0.1, z + 0.3), (0.9, 0.9, 0.2), colour, weight=1.5)
    scene.box((x, 0.1, z), (0.7, 0.34, 0.7), colour.lighter(0.1), weight=1.4)
    for side in (-1, 1):
        scene.box((x + side * 0.42, 0.1, z), (0.18, 0.5, 0.76), colour, weight=1.4)


def low_table(scene: Scene, x: float, z: float) -> None:
    table(scene, x, z, 1.1, 0.55, 0.4)


def rug(scene: Scene, x: float, z: float) -> None:
    outline = scene.camera.polygon(
        scene.world(
            (x - 1.3, 0.01, z - 0.8), (x + 1.3, 0.01, z - 0.8), (x + 1.3, 0.01, z + 0.8), (x - 1.3, 0.01, z + 0.8)
        )
    )
    if len(outline) > 2:
        scene.sheet.tone(outline, hexa("#95625a"), 0.75)
        scene.sheet.contour(outline, 1.0, 0.6)


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


def glassware(scene: Scene, x: float, z: float) -> None:
    rng = scene.shot.chance("glass")
    for k in range(7):
        _bottle(
            scene,
            x - 0.9 + k * 0.3,
            0.93,
            z,
            rng.uniform(0.16, 0.34),
            hexa(rng.choice(("#9fc1c4", "#b7cf9e", "#d7c58b", "#c49a9a"))),
        )


def crockery(scene: Scene, x: float, z: float) -> None:
    for k in (-0.4, 0.1, 0.45):
        u, v = scene.camera.project(scene.world((x + k, 0.78, z)))[0].tolist()
        r = 0.07 * scene.scale(x, z)
        scene.sheet.form(rectangle(u - r, v - r * 1.5, r * 2, r * 1.5), grey(0.92), 1.1, r * 0.4)


def candle_top(scene: Scene, x: float, z: float) -> None:
    u, v = scene.camera.project(scene.world((x, 0.95, z)))[0].tolist()
    r = scene.scale(x, z)
    scene.sheet.tone(rectangle(u - 0.02 * r, v, 0.04 * r, 0.18 * r), grey(0.95), streak=0)
    scene.sheet.tone(ellipse(u, v - 0.03 * r, 0.018 * r, 0.04 * r), hexa("#ffd27a"), lit=False, streak=0)
    scene.sheet.glow(u, v, 0.9 * r, hexa("#ffcf86"), 0.5)


def desk_lamp(scene: Scene, x: float, z: float) -> None:
    _lamp(scene, x, 0.76, z, 0.45)


def floor_lamp(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.25, 0.2, 0.3)
    _lamp(scene, x, 0.0, z, 1.6)


def _lamp(scene: Scene, x: float, y: float, z: float, tall: float) -> None:
    scene.turned(x, z, [(y, 0.11), (y + 0.03, 0.1), (y + 0.05, 0.018), (y + tall * 0.8, 0.018)], DARK_WOOD, 1.1)
    scene.turned(x, z, [(y + tall * 0.72, 0.17), (y + tall * 0.72 + 0.24, 0.1)], hexa("#e8d3a4"), 1.3)
    shine(scene, x, y + tall * 0.72, z, 1.6)


def pendant(scene: Scene, x: float, z: float, height: float) -> None:
    scene.edge((x, height, z), (x, height - 0.75, z), 1.2)
    scene.turned(x, z, [(height - 1.0, 0.24), (height - 0.95, 0.23), (height - 0.76, 0.07)], hexa("#4e5a58"), 1.3)
    shine(scene, x, height - 1.02, z, 1.9)


def fan(scene: Scene, x: float, z: float, height: float) -> None:
    scene.edge((x, height, z), (x, height - 0.3, z), 2.0)
    for a in (0.3, 1.9, 3.4, 5.0):
        scene.face(
            scene.world(
                (x, height - 0.3, z),
                (x + 0.7 * np.cos(a), height - 0.3, z + 0.7 * np.sin(a)),
                (x + 0.7 * np.cos(a + 0.25), height - 0.3, z + 0.7 * np.sin(a + 0.25)),
            ),
            DARK_WOOD,
            1.2,
        )


def shine(scene: Scene, x: float, y: float, z: float, radius: float) -> None:
    """The light of a lamp, strong after dark."""
    u, v = scene.camera.project(scene.world((x, y, z)))[0].tolist()
    s = scene.scale(x, z)
    scene.sheet.glow(u, v, radius * s, hexa("#ffdf9f"), 0.62 if scene.light.dark else 0.25)
