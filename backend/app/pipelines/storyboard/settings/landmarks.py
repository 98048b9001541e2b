"""Single things of the land: trees, rocks, stones, walls, far castles."""

from __future__ import annotations

from random import Random

import numpy as np

from app.pipelines.storyboard.brief.model import Weather
from app.pipelines.storyboard.paper.colour import WHITE, Colour, grey, hexa
from app.pipelines.storyboard.paper.points import Points, ellipse, moved, points, smooth
from app.pipelines.storyboard.props.vehicles import draw_car
from app.pipelines.storyboard.settings.forest import foliage
from app.pipelines.storyboard.settings.scene import Scene


def _spot(scene: Scene, x: float, z: float) -> tuple[Points, float, Random]:
    scene.aired(z)
    return (
        scene.camera.project(scene.world((x, 0.0, z)))[0],
        scene.scale(x, z),
        Random(f"{scene.shot.seed}{x:.3f}{z:.3f}"),
    )


def _shadow(scene: Scene, foot: Points, width: float, length: float) -> None:
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
    foot, s, rng = _spot(scene, x, z)
    w, h = s * rng.uniform(0.3, 0.9), s * rng.uniform(0.2, 0.6)
    _shadow(scene, foot, w, w * 1.8)
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


def tree(scene: Scene, x: float, z: float) -> None:
    foot, s, rng = _spot(scene, x, z)
    tall = s * rng.uniform(5, 8)
    _shadow(scene, foot, tall * 0.1, tall * 0.9)
    _trunk(scene, foot, tall * 0.5, tall * 0.05)
    leaf = Colour(205, 212, 216) if scene.shot.brief.weather is Weather.SNOW else hexa("#76855a")
    middle = foot + np.array([0, -tall * 0.66])
    for dx, dy, r in ((-0.2, 0.1, 0.26), (0.22, 0.06, 0.25), (0.0, -0.1, 0.32)):
        crown = foliage(scene, middle + np.array([dx, dy]) * tall, tall * r, tall * r * 0.8, 9)
        scene.sheet.form(crown, leaf, max(0.8, min(1.6, s * 0.03)), tall * r * 0.5, 0.36)
        scene.sheet.hatching(crown, -40, 8, 1.0, 0.22)


def _trunk(scene: Scene, foot: Points, tall: float, girth: float) -> None:
    rows = foot + points(
        [
            (-girth * 1.6, 0),
            (-girth * 0.8, -tall * 0.2),
            (-girth * 0.6, -tall),
            (girth * 0.6, -tall),
            (girth * 0.8, -tall * 0.2),
            (girth * 1.6, 0),
        ]
    )
    scene.sheet.form(rows, hexa("#6b5a4a"), 1.2, girth * 0.8, 0.4)


def fir(scene: Scene, x: float, z: float) -> None:
    foot, s, rng = _spot(scene, x, z)
    tall = s * rng.uniform(4.5, 9)
    _shadow(scene, foot, tall * 0.1, tall * 0.6)
    rows = [(0.0, -tall)]
    for k in range(1, 7):
        w, y = tall * 0.035 * k, -tall * (1 - k * 0.15)
        rows += [(w, y), (w * 0.55, y - tall * 0.012)]
    left = [(-u, v) for u, v in reversed(rows[1:])]
    snowy = scene.shot.brief.weather is Weather.SNOW or scene.flavour == "snowfield"
    outline = foot + points([*rows, *left])
    scene.sheet.form(
        outline, hexa("#56685c").lighter(0.25 if snowy else 0), max(0.8, min(1.6, s * 0.03)), tall * 0.07, 0.42
    )
    scene.sheet.hatching(outline, 70, 6, 1.0, 0.35)


def bare_tree(scene: Scene, x: float, z: float) -> None:
    foot, s, rng = _spot(scene, x, z)
    tall = s * rng.uniform(3.5, 6)
    _shadow(scene, foot, tall * 0.05, tall * 0.8)
    _branch(scene, foot, -90 + rng.uniform(-6, 6), tall * 0.36, tall * 0.05, 0, rng)


def _branch(scene: Scene, root: Points, angle: float, length: float, girth: float, level: int, rng: Random) -> None:
    a = np.radians(angle)
    tip = root + np.array([np.cos(a), np.sin(a)]) * length
    bow = (root + tip) / 2 + np.array([rng.uniform(-0.1, 0.1), 0]) * length
    scene.sheet.ink(smooth(np.stack((root, bow, tip)), 4), max(0.8, girth), 0.95, hexa("#3a332e"), taper=0.5)
    if level < 4 and length > 4:
        for turn in (rng.uniform(-42, -18), rng.uniform(14, 40)):
            _branch(scene, tip, angle + turn, length * rng.uniform(0.6, 0.8), girth * 0.6, level + 1, rng)


def cactus(scene: Scene, x: float, z: float) -> None:
    foot, s, rng = _spot(scene, x, z)
    tall, w = s * rng.uniform(1.8, 3.2), s * 0.2
    _shadow(scene, foot, w * 1.4, tall)
    for dx, low, top in ((-1, 0.4, 0.7), (1, 0.3, 0.82)):
        arm = foot + points(
            [
                (0, -tall * low),
                (dx * w * 2.6, -tall * low),
                (dx * w * 3.0, -tall * (low + 0.08)),
                (dx * w * 3.0, -tall * top),
                (dx * w * 1.9, -tall * top),
                (dx * w * 1.9, -tall * (low + 0.1)),
                (0, -tall * (low + 0.1)),
            ]
        )
        scene.sheet.form(smooth(arm, 3, closed=True), hexa("#76855f"), 1.3, w * 0.5, 0.4)
    body = smooth(
        foot + points([(-w, 0), (-w, -tall * 0.6), (-w * 0.7, -tall), (w * 0.7, -tall), (w, -tall * 0.6), (w, 0)]),
        4,
        closed=True,
    )
    scene.sheet.form(body, hexa("#7d8c64"), 1.5, w * 0.9, 0.4)
    scene.sheet.hatching(body, 90, max(3.5, w * 0.35), 1.0, 0.4)


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


def barn(scene: Scene, x: float, z: float) -> None:
    scene.aired(z * 0.5)
    w, h, d, red = 3.6, 3.4, 9.0, hexa("#96503f")
    side = 1 if x < 0 else -1
    scene.contact(x, z + 3, 5, 5, 0.3)
    scene.face(
        scene.world((x + side * w, 0, z), (x + side * w, h, z), (x + side * w, h, z + d), (x + side * w, 0, z + d)),
        red,
        1.5,
        0.2,
    )
    scene.face(
        scene.world(
            (x + side * (w + 0.4), h - 0.3, z),
            (x, h + 2.8, z),
            (x, h + 2.8, z + d),
            (x + side * (w + 0.4), h - 0.3, z + d),
        ),
        grey(0.5),
        1.6,
    )
    front = scene.face(
        scene.world(
            (x - w, 0, z),
            (x + w, 0, z),
            (x + w, h, z),
            (x + w * 0.6, h + 1.8, z),
            (x, h + 2.8, z),
            (x - w * 0.6, h + 1.8, z),
            (x - w, h, z),
        ),
        red,
        1.7,
    )
    if len(front):
        scene.sheet.hatching(front, 90, 8, 1.0, 0.35)
    scene.face(
        scene.world((x - 1.2, 0, z - 0.02), (x + 1.2, 0, z - 0.02), (x + 1.2, 2.5, z - 0.02), (x - 1.2, 2.5, z - 0.02)),
        hexa("#6f3a30"),
        1.4,
    )
    for a, b in (((x - 1.2, 0), (x + 1.2, 2.5)), ((x + 1.2, 0), (x - 1.2, 2.5))):
        scene.edge((*a, z - 0.03), (*b, z - 0.03), 2.0)


def house(scene: Scene, x: float, z: float) -> None:
    scene.aired(z * 0.5)
    wall, w, h, d = hexa("#c9bda4"), 2.8, 2.6, 5.0
    side = 1 if x < 0 else -1
    scene.contact(x, z + 2, 4, 4, 0.3)
    scene.face(
        scene.world((x + side * w, 0, z), (x + side * w, h, z), (x + side * w, h, z + d), (x + side * w, 0, z + d)),
        wall,
        1.4,
        0.22,
    )
    scene.face(
        scene.world(
            (x + side * (w + 0.4), h - 0.3, z - 0.2),
            (x, h + 2.2, z - 0.2),
            (x, h + 2.2, z + d),
            (x + side * (w + 0.4), h - 0.3, z + d),
        ),
        hexa("#7b5b4c"),
        1.6,
    )
    scene.face(scene.world((x - w, 0, z), (x + w, 0, z), (x + w, h, z), (x, h + 2.1, z), (x - w, h, z)), wall, 1.6)
    scene.box((x - side * 0.8, h + 1.0, z + 2), (0.5, 1.8, 0.5), hexa("#8d6a58"))
    for dx in (-1.5, 1.5):
        pane = scene.camera.polygon(
            scene.world(
                (x + dx - 0.4, 1.0, z - 0.02),
                (x + dx + 0.4, 1.0, z - 0.02),
                (x + dx + 0.4, 2.0, z - 0.02),
                (x + dx - 0.4, 2.0, z - 0.02),
            )
        )
        if len(pane) > 2:
            scene.sheet.tone(
                pane, hexa("#ffd98a") if scene.light.dark else grey(0.3), lit=not scene.light.dark, streak=0
            )
            scene.sheet.contour(pane, 1.2)
    scene.face(
        scene.world(
            (x - 0.45, 0, z - 0.02), (x + 0.45, 0, z - 0.02), (x + 0.45, 2.0, z - 0.02), (x - 0.45, 2.0, z - 0.02)
        ),
        hexa("#6d5140"),
        1.3,
    )


def fence(scene: Scene, _x: float, z: float) -> None:
    scene.aired(z)
    for k in range(-9, 10):
        scene.box((k * 1.6, 0, z), (0.12, 1.1, 0.12), hexa("#8a745b"), weight=1.2)
    for y in (0.45, 0.85):
        scene.box((0, y, z), (30, 0.1, 0.06), hexa("#957d62"), weight=1.2)


def wire(scene: Scene, x: float, z: float) -> None:
    foot, s, rng = _spot(scene, x, z)
    for k in range(-3, 4):
        base = moved(foot, k * s * 0.9, rng.uniform(-3, 3))
        scene.sheet.ink(points([moved(base, -s * 0.18, 0), moved(base, s * 0.12, -s * 0.9)]), 2.4)
        scene.sheet.ink(points([moved(base, s * 0.18, 0), moved(base, -s * 0.12, -s * 0.9)]), 2.4)
    for y in (0.35, 0.6, 0.8):
        xs = np.linspace(-3.2, 3.2, 40) * s
        line = np.stack((foot[0] + xs, foot[1] - y * s + np.sin(xs / s * 9 + y * 7) * 0.07 * s), axis=1)
        scene.sheet.ink(line, 1.1, 0.8)


def smoke(scene: Scene, x: float, z: float) -> None:
    foot, s, rng = _spot(scene, x, z)
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


def wreck(scene: Scene, x: float, z: float) -> None:
    draw_car(scene, x, z, 60.0, hexa("#8d6a52"))


def tent(scene: Scene, x: float, z: float) -> None:
    scene.aired(z * 0.4)
    scene.contact(x, z + 0.8, 1.6, 1.4, 0.35)
    colour = hexa("#b58f58")
    for side in (-1, 1):
        scene.face(
            scene.world((x + side * 1.2, 0, z), (x, 1.6, z), (x, 1.6, z + 2.4), (x + side * 1.2, 0, z + 2.4)),
            colour,
            1.5,
            0.0 if side == scene.light.side else 0.3,
        )
    scene.face(scene.world((x - 1.2, 0, z), (x + 1.2, 0, z), (x, 1.6, z)), colour.lighter(0.12), 1.6)
    scene.face(scene.world((x - 0.35, 0, z - 0.01), (x + 0.35, 0, z - 0.01), (x, 1.5, z - 0.01)), grey(0.2), 1.3)


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


def planet(scene: Scene) -> None:
    """The earth over the horizon of the moon."""
    sheet, rng = scene.sheet, scene.shot.chance("planet")
    x, y, r = sheet.width * rng.choice((0.24, 0.76)), max(60.0, scene.camera.horizon * 0.4), 64.0
    sheet.glow(x, y, r * 2.4, hexa("#9fc4ee"), 0.4)
    disc = ellipse(x, y, r, r, count=40)
    sheet.tone(disc, hexa("#6f9cc6"), lit=False)
    for k in range(5):
        land = ellipse(
            x + rng.uniform(-0.5, 0.5) * r,
            y + rng.uniform(-0.6, 0.6) * r,
            r * rng.uniform(0.15, 0.4),
            r * rng.uniform(0.08, 0.2),
            rng.uniform(-0.6, 0.6),
        )
        sheet.tone(land, WHITE if k % 2 else hexa("#7f9c78"), 0.7, lit=False, streak=0)
    sheet.turned_shade(disc, r * 0.7, 0.85)
    sheet.contour(disc, 1.4)


def mesas(scene: Scene, colour: Colour) -> None:
    """Flat-topped rocks, banded, in three depths."""
    sheet, horizon, rng = scene.sheet, scene.camera.horizon, scene.rng
    for depth, tall, count in ((60, 90, 5), (34, 150, 3), (16, 230, 2)):
        scene.aired(depth)
        for k in range(count):
            x, w, h = (
                (k + rng.uniform(0.1, 0.9)) * sheet.width / count,
                tall * rng.uniform(0.5, 1.1),
                tall * rng.uniform(0.7, 1.1),
            )
            base = horizon + 10
            rows = points(
                [
                    (x - w * 1.5, base),
                    (x - w * 0.8, base - h * 0.4),
                    (x - w * 0.62, base - h * 0.5),
                    (x - w * 0.56, base - h * 0.96),
                    (x - w * 0.2, base - h),
                    (x + w * 0.5, base - h * 0.97),
                    (x + w * 0.6, base - h * 0.5),
                    (x + w * 0.85, base - h * 0.36),
                    (x + w * 1.5, base),
                ]
            )
            sheet.form(rows, colour, 1.6, w * 0.5, 0.4)
            sheet.hatching(rows, 88, 9, 1.0, 0.35)
            for y in (0.62, 0.78):
                sheet.ink(
                    points([(x - w * 0.58, base - h * y), (x, base - h * (y + 0.02)), (x + w * 0.55, base - h * y)]),
                    1.1,
                    0.6,
                )


def castle(scene: Scene) -> None:
    """Towers on the far hill."""
    sheet, rng = scene.sheet, scene.shot.chance("castle")
    x, base, s = sheet.width * rng.choice((0.3, 0.68)), scene.camera.horizon - 20, 1.0 * sheet.height / 690
    hill = smooth(
        points(
            [
                (x - 330 * s, base + 60),
                (x - 160 * s, base - 6),
                (x, base - 30),
                (x + 170 * s, base),
                (x + 340 * s, base + 60),
            ]
        ),
        6,
    )
    sheet.form(hill, hexa("#7c8468"), 1.4, 60, 0.3)
    stone = hexa("#a39b8d")
    for dx, w, h in ((-86, 44, 110), (80, 40, 96), (0, 190, 74), (-30, 36, 168), (34, 30, 140)):
        left, right, top = x + (dx - w / 2) * s, x + (dx + w / 2) * s, base - (24 + h) * s
        step = (right - left) / 7
        teeth = [(left + k * step, top - (7 * s if k % 2 == 0 else 0)) for k in range(8) for _ in (0,)]
        rows = points([(left, base), *teeth, (right, base)])
        sheet.form(rows, stone, 1.4, w * 0.3 * s, 0.4)
        sheet.hatching(rows, 90, 8, 1.0, 0.25)
        sheet.tone(
            points(
                [
                    (x + dx * s - 3, top + 30 * s),
                    (x + dx * s + 3, top + 30 * s),
                    (x + dx * s + 3, top + 44 * s),
                    (x + dx * s - 3, top + 44 * s),
                ]
            ),
            hexa("#ffd98a") if scene.light.dark else grey(0.2),
            lit=not scene.light.dark,
            streak=0,
        )
