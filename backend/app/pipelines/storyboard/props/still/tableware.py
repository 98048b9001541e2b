"""What stands on a table."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.paper.colour import WHITE, grey, hexa
from app.pipelines.storyboard.paper.points import Points, moved, oval, points, smooth
from app.pipelines.storyboard.props.still.laying import lay
from app.pipelines.storyboard.settings.scene import Scene


def cup(scene: Scene, at: Points, s: float) -> None:
    lay(
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
    lay(
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


def candle(scene: Scene, at: Points, s: float) -> None:
    lay(
        scene,
        moved(at, 0, 0.34 * s),
        [(float(np.cos(a)) * 0.42, float(np.sin(a)) * 0.12) for a in np.linspace(0, 6.28, 15)[:-1]],
        s,
        hexa("#a68a50"),
    )
    lay(
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


def bottle(scene: Scene, at: Points, s: float) -> None:
    glass = lay(
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


def flowers(scene: Scene, at: Points, s: float) -> None:
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
