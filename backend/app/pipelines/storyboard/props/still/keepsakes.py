"""Letters, keys, books: what a person keeps and another finds."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.paper.colour import WHITE, grey, hexa
from app.pipelines.storyboard.paper.points import Points, moved, oval, points, smooth
from app.pipelines.storyboard.props.furniture import WOOD
from app.pipelines.storyboard.props.still.laying import lay
from app.pipelines.storyboard.settings.scene import Scene


def letter(scene: Scene, at: Points, s: float) -> None:
    paper = lay(
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


def key(scene: Scene, at: Points, s: float) -> None:
    brass = hexa("#b9974c")
    lay(
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
    lay(
        scene,
        bow,
        [(float(np.cos(a)) * 0.27, float(np.sin(a)) * 0.22) for a in np.linspace(0, 6.28, 13)[:-1]],
        s,
        brass,
    )
    scene.sheet.tone(oval(bow, 0.14 * s, 0.11 * s), WOOD.darker(0.3))
    scene.sheet.contour(oval(bow, 0.14 * s, 0.11 * s), 2.0)


def phone(scene: Scene, at: Points, s: float) -> None:
    body = lay(scene, at, [(-0.34, -0.6), (0.26, -0.64), (0.4, 0.5), (-0.26, 0.56)], s, hexa("#2c2e34"), curved=False)
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


def watch(scene: Scene, at: Points, s: float) -> None:
    lay(
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


def book(scene: Scene, at: Points, s: float) -> None:
    for way in (-1, 1):
        page = lay(
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


def photo(scene: Scene, at: Points, s: float) -> None:
    card = lay(
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


def ring(scene: Scene, at: Points, s: float) -> None:
    for r, colour in ((0.42, hexa("#d2ae58")), (0.3, WOOD.darker(0.3))):
        lay(
            scene,
            at,
            [(float(np.cos(a)) * r, float(np.sin(a)) * r * 0.6) for a in np.linspace(0, 6.28, 19)[:-1]],
            s,
            colour,
        )
    lay(scene, at, [(-0.14, -0.3), (0.0, -0.5), (0.14, -0.3), (0.0, -0.16)], s, hexa("#e2eef2"), curved=False)
    scene.sheet.halo(moved(at, 0, -0.34 * s), 0.3 * s, WHITE, 0.8)
