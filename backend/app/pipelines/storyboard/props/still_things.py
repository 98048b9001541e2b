"""Objects seen large, lying on a table."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from app.pipelines.storyboard.paper.colour import WHITE, Colour, grey, hexa
from app.pipelines.storyboard.paper.points import Points, moved, oval, points, smooth
from app.pipelines.storyboard.props.furniture import DARK_WOOD, WOOD
from app.pipelines.storyboard.settings.scene import Scene

Outline = Callable[[Scene, Points, float], None]


def _lay(
    scene: Scene,
    at: Points,
    rows: list[tuple[float, float]],
    s: float,
    colour: Colour,
    weight: float = 2.4,
    turn: float = 0.05,
    curved: bool = True,
) -> Points:
    outline = at + points(rows) * s
    outline = smooth(outline, 4, closed=True) if curved else outline
    drop = np.array([-scene.light.side * 0.09, 0.05]) * s
    scene.sheet.shade(outline + drop, 0.45, 3)
    scene.sheet.form(outline, colour, weight, turn * s, 0.4)
    return outline


def _still_gun(scene: Scene, at: Points, s: float) -> None:
    steel, wood = hexa("#565a61"), hexa("#6f4a35")
    grip = _lay(
        scene, at, [(0.42, -0.04), (0.64, -0.02), (0.82, 0.3), (0.78, 0.44), (0.6, 0.44), (0.46, 0.18)], s, wood
    )
    scene.sheet.hatching(grip, 45, 7, 1.2, 0.5)
    scene.sheet.ink(at + points([(0.32, 0.06), (0.24, 0.18), (0.34, 0.26), (0.46, 0.2)]) * s, 3.0)
    _lay(scene, at, [(-0.9, -0.2), (0.2, -0.22), (0.2, -0.1), (-0.9, -0.09)], s, steel, curved=False)
    _lay(scene, at, [(0.12, -0.26), (0.5, -0.24), (0.66, -0.08), (0.6, 0.04), (0.3, 0.06), (0.1, 0.0)], s, steel)
    drum = _lay(
        scene, at, [(0.06, -0.22), (0.36, -0.22), (0.38, 0.02), (0.05, 0.02)], s, steel.lighter(0.18), curved=False
    )
    for k in (-0.14, -0.06):
        scene.sheet.ink(at + points([(0.08, k), (0.34, k)]) * s, 1.6)
    scene.sheet.hatching(drum, 90, 8, 1.0, 0.4)
    scene.sheet.ink(at + points([(0.5, -0.24), (0.58, -0.36), (0.64, -0.34)]) * s, 4.0)


def _still_letter(scene: Scene, at: Points, s: float) -> None:
    paper = _lay(
        scene, at, [(-0.62, -0.42), (0.5, -0.5), (0.66, 0.34), (-0.52, 0.44)], s, hexa("#f2ead6"), 1.8, 0.02, False
    )
    scene.sheet.ink((paper[[0, 1]] + paper[[3, 2]]) / 2, 1.2, 0.5)
    for k in range(9):
        t = 0.12 + k * 0.085
        a, b = paper[0] + (paper[3] - paper[0]) * t, paper[1] + (paper[2] - paper[1]) * t
        n = 26
        xs = np.linspace(0.1, 0.9 if k % 3 else 0.66, n)
        line = a + np.outer(xs, b - a) + np.stack((np.zeros(n), np.sin(np.arange(n) * 2.2 + k) * 0.014 * s), axis=1)
        scene.sheet.ink(line, 1.4, 0.7, hexa("#2f3a55"))


def _still_key(scene: Scene, at: Points, s: float) -> None:
    brass = hexa("#b9974c")
    _lay(
        scene,
        at,
        [
            (-0.1, -0.045),
            (0.8, -0.045),
            (0.8, 0.045),
            (0.72, 0.045),
            (0.72, 0.22),
            (0.62, 0.22),
            (0.62, 0.1),
            (0.54, 0.1),
            (0.54, 0.2),
            (0.46, 0.2),
            (0.46, 0.045),
            (-0.1, 0.045),
        ],
        s,
        brass,
        curved=False,
    )
    bow = at + points([(-0.34, 0)])[0] * s
    _lay(
        scene,
        bow,
        [(float(np.cos(a)) * 0.27, float(np.sin(a)) * 0.22) for a in np.linspace(0, 6.28, 13)[:-1]],
        s,
        brass,
    )
    scene.sheet.tone(oval(bow, 0.14 * s, 0.11 * s), WOOD.darker(0.3))
    scene.sheet.contour(oval(bow, 0.14 * s, 0.11 * s), 2.0)


def _still_cup(scene: Scene, at: Points, s: float) -> None:
    _lay(
        scene,
        moved(at, 0, 0.3 * s),
        [(float(np.cos(a)) * 0.62, float(np.sin(a)) * 0.17) for a in np.linspace(0, 6.28, 17)[:-1]],
        s,
        grey(0.9),
    )
    handle = smooth(at + points([(0.36, -0.2), (0.62, -0.22), (0.62, 0.1), (0.3, 0.16)]) * s, 5)
    scene.sheet.ink(handle, 13, 0.95, grey(0.75), taper=0.1)
    scene.sheet.ink(moved(handle, 3, -7), 2.0)
    scene.sheet.ink(moved(handle, -3, 7), 2.0)
    _lay(
        scene,
        at,
        [(-0.42, -0.36), (0.42, -0.36), (0.38, 0.05), (0.24, 0.26), (-0.24, 0.26), (-0.38, 0.05)],
        s,
        grey(0.95),
        turn=0.2,
        curved=False,
    )
    rim = oval(moved(at, 0, -0.36 * s), 0.42 * s, 0.1 * s)
    scene.sheet.tone(rim, hexa("#54382a"))
    scene.sheet.contour(rim, 2.2)
    for k in (-0.12, 0.08):
        xs = np.arange(7)
        scene.sheet.ink(
            at + np.stack((k * s + np.sin(xs * 1.2) * 0.05 * s, -(0.46 + xs * 0.09) * s), axis=1),
            5.0,
            0.3,
            WHITE,
            taper=0.9,
        )


def still_candle(scene: Scene, at: Points, s: float) -> None:
    _lay(
        scene,
        moved(at, 0, 0.34 * s),
        [(float(np.cos(a)) * 0.42, float(np.sin(a)) * 0.12) for a in np.linspace(0, 6.28, 15)[:-1]],
        s,
        hexa("#a68a50"),
    )
    _lay(
        scene,
        at,
        [(-0.13, -0.7), (0.13, -0.7), (0.14, 0.32), (-0.14, 0.32)],
        s,
        hexa("#f3ead6"),
        turn=0.09,
        curved=False,
    )
    flame = smooth(
        at + points([(0, -1.14), (0.08, -0.9), (0.05, -0.78), (-0.05, -0.78), (-0.08, -0.9)]) * s, 4, closed=True
    )
    scene.sheet.tone(flame, hexa("#ffdc86"), lit=False, streak=0)
    scene.sheet.halo(moved(at, 0, -0.92 * s), 1.5 * s, hexa("#ffc873"), 0.85)


def _still_phone(scene: Scene, at: Points, s: float) -> None:
    body = _lay(scene, at, [(-0.34, -0.6), (0.26, -0.64), (0.4, 0.5), (-0.26, 0.56)], s, hexa("#2c2e34"), curved=False)
    middle = body.mean(axis=0)
    screen = middle + (body - middle) * 0.88
    scene.sheet.tone(screen, hexa("#cfe4f5"), lit=False, streak=0.3)
    scene.sheet.halo(middle, 1.2 * s, hexa("#bcdcf5"), 0.5)
    for k in range(4):
        t = 0.2 + 0.17 * k
        a, b = screen[0] + (screen[3] - screen[0]) * t, screen[1] + (screen[2] - screen[1]) * t
        scene.sheet.ink(
            np.stack((a + (b - a) * (0.1 if k % 2 else 0.4), a + (b - a) * (0.6 if k % 2 else 0.9))),
            9,
            0.5,
            hexa("#6a87a0"),
            taper=0.1,
        )


def _still_watch(scene: Scene, at: Points, s: float) -> None:
    _lay(
        scene,
        at,
        [(float(np.cos(a)) * 0.52, float(np.sin(a)) * 0.48) for a in np.linspace(0, 6.28, 25)[:-1]],
        s,
        hexa("#c0a052"),
        turn=0.1,
    )
    face = oval(at, 0.42 * s, 0.385 * s, count=40)
    scene.sheet.tone(face, hexa("#f5efdf"))
    scene.sheet.contour(face, 2.0)
    for k in range(12):
        way = np.array([np.cos(k * np.pi / 6), np.sin(k * np.pi / 6) * 0.92])
        scene.sheet.ink(np.stack((at + way * 0.34 * s, at + way * 0.39 * s)), 3.0 if k % 3 == 0 else 1.6)
    scene.sheet.ink(np.stack((at, at + np.array([-0.05, -0.3]) * s)), 3.6)
    scene.sheet.ink(np.stack((at, at + np.array([0.2, 0.1]) * s)), 4.6)
    chain = smooth(at + points([(0, -0.5), (0.2, -0.74), (0.6, -0.6), (0.9, -0.8), (1.2, -0.66)]) * s, 8)
    for link in chain[::2]:
        scene.sheet.contour(oval(link, 0.045 * s, 0.03 * s, 0.4, 10), 1.6)


def _still_book(scene: Scene, at: Points, s: float) -> None:
    for way in (-1, 1):
        page = _lay(
            scene,
            at,
            [(0, -0.42), (0.3 * way, -0.5), (0.86 * way, -0.42), (0.9 * way, 0.36), (0.32 * way, 0.3), (0, 0.42)],
            s,
            hexa("#f1e9d5"),
            curved=False,
        )
        for k in range(10):
            y = -0.34 + k * 0.068
            scene.sheet.ink(at + points([(0.1 * way, y), (0.4 * way, y - 0.06), (0.78 * way, y)]) * s, 1.3, 0.5)
        scene.sheet.ink(page[:1] + points([(0, 0), (0, 0.84 * s)]), 2.2)


def _still_bottle(scene: Scene, at: Points, s: float) -> None:
    glass = _lay(
        scene,
        at,
        [
            (-0.2, 0.4),
            (-0.21, -0.3),
            (-0.16, -0.48),
            (-0.07, -0.6),
            (-0.07, -0.95),
            (0.07, -0.95),
            (0.07, -0.6),
            (0.16, -0.48),
            (0.21, -0.3),
            (0.2, 0.4),
        ],
        s,
        hexa("#56694a"),
        turn=0.12,
        curved=False,
    )
    label = at + points([(-0.2, -0.14), (0.2, -0.14), (0.2, 0.2), (-0.2, 0.2)]) * s
    scene.sheet.tone(label, hexa("#e8dcc0"))
    scene.sheet.contour(label, 1.6)
    scene.sheet.hatching(glass, 90, 9, 1.0, 0.3)


def _still_skull(scene: Scene, at: Points, s: float) -> None:
    bone = hexa("#e4d9c0")
    _lay(
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


def _still_flowers(scene: Scene, at: Points, s: float) -> None:
    for k in range(9):
        tip = at + points([((k - 4) * 0.15, -0.5 - 0.16 * ((k * 7) % 4) / 2)])[0] * s
        scene.sheet.ink(
            smooth(np.stack((moved(at, 0, 0.4 * s), (at + tip) / 2 + (0, 0.1 * s), tip)), 5), 3.0, 0.9, hexa("#556a45")
        )
        for r, shade in ((0.15, 0.0), (0.1, 0.2), (0.05, 0.4)):
            scene.sheet.form(
                oval(tip, r * s, r * 0.86 * s, k),
                hexa(("#b8433d", "#d58c92", "#e2c26c")[k % 3]).darker(shade),
                1.4,
                r * 0.4 * s,
            )


def _still_photo(scene: Scene, at: Points, s: float) -> None:
    card = _lay(
        scene, at, [(-0.56, -0.44), (0.48, -0.52), (0.58, 0.36), (-0.48, 0.46)], s, hexa("#f3eddd"), curved=False
    )
    middle = card.mean(axis=0)
    inner = middle + (card - middle) * 0.84
    scene.sheet.tone(inner, grey(0.68))
    for dx, r in ((-0.16, 0.1), (0.14, 0.09)):
        scene.sheet.tone(oval((at + np.array([dx, -0.1]) * s), r * s, r * 1.25 * s), grey(0.86))
        scene.sheet.tone(
            at + points([(dx - 0.17, 0.3), (dx - 0.1, 0.06), (dx + 0.1, 0.06), (dx + 0.17, 0.3)]) * s, grey(0.3)
        )
        scene.sheet.contour(oval((at + np.array([dx, -0.1]) * s), r * s, r * 1.25 * s), 1.4)
    scene.sheet.contour(inner, 1.4)


def _still_ring(scene: Scene, at: Points, s: float) -> None:
    for r, colour in ((0.42, hexa("#d2ae58")), (0.3, WOOD.darker(0.3))):
        _lay(
            scene,
            at,
            [(float(np.cos(a)) * r, float(np.sin(a)) * r * 0.6) for a in np.linspace(0, 6.28, 19)[:-1]],
            s,
            colour,
        )
    _lay(scene, at, [(-0.14, -0.3), (0.0, -0.5), (0.14, -0.3), (0.0, -0.16)], s, hexa("#e2eef2"), curved=False)
    scene.sheet.halo(moved(at, 0, -0.34 * s), 0.3 * s, WHITE, 0.8)


def _still_knife(scene: Scene, at: Points, s: float) -> None:
    _lay(
        scene,
        at,
        [(-0.95, 0.02), (-0.6, -0.09), (0.2, -0.09), (0.2, 0.09), (-0.5, 0.09)],
        s,
        hexa("#c9ced2"),
        curved=False,
    )
    _lay(scene, at, [(0.2, -0.09), (0.82, -0.11), (0.86, 0.09), (0.2, 0.09)], s, DARK_WOOD)


STILL: dict[str, Outline] = {
    "gun": _still_gun,
    "letter": _still_letter,
    "key": _still_key,
    "cup": _still_cup,
    "candle": still_candle,
    "phone": _still_phone,
    "watch": _still_watch,
    "book": _still_book,
    "bottle": _still_bottle,
    "skull": _still_skull,
    "flowers": _still_flowers,
    "photo": _still_photo,
    "ring": _still_ring,
    "knife": _still_knife,
    "glass": _still_cup,
    "sword": _still_knife,
}
