"""Each thing a hand can hold, built on the grip."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from app.pipelines.storyboard.figures.limbs import draw_form
from app.pipelines.storyboard.figures.silhouette import balls, loft, ring
from app.pipelines.storyboard.figures.skeleton import UP
from app.pipelines.storyboard.paper.colour import WHITE, grey, hexa
from app.pipelines.storyboard.paper.points import ellipse, hull
from app.pipelines.storyboard.props.holding.grip import Grip

STEEL, LEATHER, GLASS = hexa("#4a4c52"), hexa("#6f4f3a"), hexa("#bfd0cc")


def _umbrella(g: Grip) -> None:
    lean = g.ahead * 0.05 - g.side * 0.0
    axis = (UP + lean) / np.linalg.norm(UP + lean)
    top = g.hand + axis * 0.82
    g.rod(g.hand - axis * 0.12, top, 0.009, STEEL)
    rows = [(-0.3, 0.56), (-0.2, 0.5), (-0.08, 0.34), (0.0, 0.12), (0.03, 0.01)]
    clouds = [g.pencil.camera.project(ring(top + axis * y, g.side, g.ahead, r, r, 16)) for y, r in rows]
    outline = loft(clouds, 5.0)
    draw_form(g.pencil, outline, hexa("#3d424c") if g.person.garment_colour != "black" else hexa("#8a3b38"), turn=0.2)
    tip = clouds[-1].mean(axis=0)
    for k in range(0, 16, 2):
        g.pencil.sheet.ink(np.stack((tip, clouds[2][k], clouds[0][k])), g.pencil.weight * 0.6, 0.6)


def _suitcase(g: Grip) -> None:
    middle = g.hand - UP * 0.24
    rows = [
        middle + g.ahead * 0.27 * u + UP * 0.18 * v + g.side * 0.08 * w
        for u in (-1, 1)
        for v in (-1, 1)
        for w in (-1, 1)
    ]
    outline = hull(g.pencil.camera.project(np.array(rows)))
    draw_form(g.pencil, outline, LEATHER, turn=0.06)
    for u in (-0.6, 0.6):
        g.pencil.sheet.ink(
            g.pencil.camera.project(
                np.array([middle + g.ahead * 0.27 * u + UP * 0.18, middle + g.ahead * 0.27 * u - UP * 0.18])
            ),
            g.pencil.weight,
            0.8,
        )


def _gun(g: Grip) -> None:
    up = UP - g.along * float(g.along @ UP)
    up = up / max(1e-6, float(np.linalg.norm(up)))
    g.rod(g.hand + up * 0.03, g.hand + up * 0.035 + g.along * 0.19, 0.016, STEEL)
    g.rod(g.hand - up * 0.05 - g.along * 0.02, g.hand + up * 0.02, 0.017, hexa("#5b4334"))


def _rifle(g: Grip) -> None:
    far = g.body.far.wrist + g.body.far.reach * 0.05
    way = far - g.hand if g.aiming else UP * 0.5 + g.ahead * 0.4 + g.side * 0.3
    way = way / max(1e-6, float(np.linalg.norm(way)))
    g.rod(g.hand - way * 0.4, g.hand - way * 0.05, 0.04, hexa("#6b4b34"), 0.022)
    g.rod(g.hand - way * 0.05, g.hand + way * 0.36, 0.026, hexa("#6b4b34"))
    g.rod(g.hand + way * 0.3, g.hand + way * 0.75, 0.012, STEEL)


def _sword(g: Grip) -> None:
    way = UP * 0.8 + g.along * 0.5
    way = way / np.linalg.norm(way)
    g.rod(g.hand - way * 0.12, g.hand + way * 0.06, 0.016, LEATHER)
    g.rod(g.hand + way * 0.07 - g.ahead * 0.1, g.hand + way * 0.07 + g.ahead * 0.1, 0.012, STEEL)
    g.rod(g.hand + way * 0.08, g.hand + way * 0.95, 0.021, hexa("#cdd2d6"), 0.004)


def _knife(g: Grip) -> None:
    g.rod(g.hand, g.hand + (g.along + UP * 0.4) * 0.2, 0.014, hexa("#cdd2d6"), 0.003)


def _letter(g: Grip) -> None:
    up = UP * 0.9 + g.ahead * 0.45
    middle = g.hand + g.along * 0.05 + up * 0.09 - g.side * g.body.near_side * 0.06
    g.card(middle, g.side, up / np.linalg.norm(up), 0.21, 0.28, hexa("#f1ead9"))
    for k in range(6):
        a = middle + up * (0.09 - 0.035 * k)
        g.pencil.sheet.ink(
            g.pencil.camera.project(np.array([a - g.side * 0.08, a + g.side * 0.07])), g.pencil.weight * 0.4, 0.5
        )


def _photo(g: Grip) -> None:
    g.card(g.hand + UP * 0.06, g.side, UP, 0.12, 0.09, hexa("#f1ead9"))
    g.card(g.hand + UP * 0.065 + g.ahead * 0.002, g.side, UP, 0.095, 0.06, grey(0.5))


def _book(g: Grip) -> None:
    up, side = UP * 0.8 + g.ahead * 0.6, g.side * g.body.near_side
    middle = g.hand + g.along * 0.03 + up * 0.06 - side * 0.1
    for way in (-1, 1):
        g.card(
            middle + side * 0.08 * way, g.side + g.ahead * 0.3 * way * g.body.near_side, up, 0.17, 0.22, hexa("#7c4238")
        )
        g.card(
            middle + side * 0.08 * way - g.ahead * 0.01,
            g.side + g.ahead * 0.3 * way * g.body.near_side,
            up,
            0.15,
            0.2,
            hexa("#f1ead9"),
        )


def _phone(g: Grip) -> None:
    g.card(
        g.hand + g.along * 0.03, g.side * 0.6 + g.ahead * 0.5, UP * 0.95 + g.ahead * 0.2, 0.075, 0.15, hexa("#2b2d33")
    )
    if g.pencil.sheet.light.dark:
        x, y = g.pencil.camera.project(g.hand[None])[0].tolist()
        g.pencil.sheet.glow(x, y, 0.3 * g.pencil.scale, hexa("#bfe0ff"), 0.5)


def _lantern(g: Grip) -> None:
    foot = g.hand - UP * 0.34
    g.turned(foot, [(0, 0.07), (0.04, 0.075), (0.05, 0.06), (0.2, 0.06), (0.22, 0.075), (0.27, 0.02)], hexa("#5a5148"))
    x, y = g.pencil.camera.project((foot + UP * 0.12)[None])[0].tolist()
    r = g.pencil.scale
    g.pencil.sheet.tone(ellipse(x, y, 0.045 * r, 0.065 * r), hexa("#ffe2a0"), lit=False, streak=0)
    g.shine(foot + UP * 0.12, 1.7)


def _candle(g: Grip) -> None:
    g.turned(g.hand - UP * 0.03, [(0, 0.05), (0.012, 0.055)], hexa("#9a7b48"))
    g.turned(g.hand, [(0, 0.017), (0.15, 0.016)], hexa("#f3ead6"))
    g.shine(g.hand + UP * 0.19, 1.5)


def _cup(g: Grip) -> None:
    g.turned(g.hand - UP * 0.03, [(0, 0.03), (0.02, 0.038), (0.09, 0.042)], hexa("#f0ebe0"))
    x, y = g.pencil.camera.project((g.hand + UP * 0.06)[None])[0].tolist()
    g.pencil.sheet.tone(ellipse(x, y, 0.036 * g.pencil.scale, 0.008 * g.pencil.scale), hexa("#5a3d2c"), streak=0)


def _glass(g: Grip) -> None:
    g.turned(g.hand - UP * 0.1, [(0, 0.034), (0.005, 0.005), (0.09, 0.005), (0.12, 0.03), (0.2, 0.035)], GLASS)


def _bottle(g: Grip) -> None:
    g.turned(g.hand - UP * 0.18, [(0, 0.036), (0.16, 0.037), (0.21, 0.014), (0.28, 0.014)], hexa("#5e6f4d"))


def _flowers(g: Grip) -> None:
    for k in range(7):
        tip = g.hand + UP * (0.16 + 0.04 * (k % 3)) + g.side * 0.045 * (k - 3) * 0.7 + g.ahead * 0.02 * (k % 2)
        g.pencil.sheet.ink(
            g.pencil.camera.project(np.stack((g.hand - UP * 0.06, tip))), g.pencil.weight * 0.8, 0.9, hexa("#4f6242")
        )
        draw_form(
            g.pencil,
            balls(g.pencil.camera, [(tip, 0.03), (tip + UP * 0.012, 0.028)], 2.0),
            hexa(("#c0483f", "#d98a8f", "#e3c46e")[k % 3]),
            turn=0.012,
        )


def _balloon(g: Grip) -> None:
    top = g.hand + UP * 0.95
    g.pencil.sheet.ink(
        g.pencil.camera.project(np.stack((g.hand, g.hand + UP * 0.4 + g.side * 0.03, top - UP * 0.2))),
        g.pencil.weight * 0.6,
    )
    draw_form(
        g.pencil,
        balls(
            g.pencil.camera,
            [(top - UP * 0.19, 0.02), (top - UP * 0.08, 0.13), (top, 0.17), (top + UP * 0.05, 0.165)],
            4.0,
        ),
        hexa("#b83b35"),
        turn=0.09,
    )


def _staff(g: Grip) -> None:
    g.rod(np.array([g.hand[0], 0.02, g.hand[2]]), g.hand + UP * 0.55, 0.017, hexa("#6d5440"))


def _cigarette(g: Grip) -> None:
    tip = g.hand + g.ahead * 0.1 + UP * 0.03
    g.rod(g.hand + UP * 0.02, tip, 0.006, hexa("#f3ecdc"))
    x, y = g.pencil.camera.project(tip[None])[0].tolist()
    r = g.pencil.scale
    g.pencil.sheet.glow(x, y, 0.06 * r, hexa("#ff9a4d"), 0.9)
    rise = np.array([(x + 0.03 * r * np.sin(k * 1.3), y - 0.07 * r * k) for k in range(7)])
    g.pencil.sheet.ink(rise, g.pencil.weight * 2.0, 0.35, WHITE)


def _camera(g: Grip) -> None:
    g.card(g.hand + UP * 0.03, g.side, UP, 0.14, 0.09, hexa("#34363c"))
    g.turned(g.hand + UP * 0.03, [(0, 0.032), (0.06, 0.03)], hexa("#23252a"), g.ahead)


def _guitar(g: Grip) -> None:
    middle = g.body.pelvis + (g.ahead * 0.17 + UP * 0.16) * (g.body.size / 1.75) + g.side * g.body.near_side * 0.08
    neck = -g.side * g.body.near_side * 0.9 + UP * 0.4
    g.rod(middle, middle + neck * 0.62, 0.02, hexa("#5b4334"))
    draw_form(
        g.pencil,
        balls(g.pencil.camera, [(middle - neck * 0.2, 0.16), (middle, 0.12), (middle + neck * 0.16, 0.125)], 4.0),
        hexa("#b9834c"),
        turn=0.08,
    )
    x, y = g.pencil.camera.project((middle + g.ahead * 0.1)[None])[0].tolist()
    g.pencil.sheet.tone(ellipse(x, y, 0.045 * g.pencil.scale, 0.05 * g.pencil.scale), grey(0.1), streak=0)


def _skull(g: Grip) -> None:
    at = g.hand + UP * 0.11
    draw_form(
        g.pencil,
        balls(g.pencil.camera, [(at - UP * 0.08, 0.045), (at, 0.085), (at + UP * 0.02, 0.09)], 2.0),
        hexa("#e6dcc4"),
        turn=0.05,
    )


def _small(colour: str) -> Callable[[Grip], None]:
    def draw(g: Grip) -> None:
        draw_form(
            g.pencil,
            balls(g.pencil.camera, [(g.hand + UP * 0.02, 0.03), (g.hand + UP * 0.07, 0.024)], 2.0),
            hexa(colour),
            turn=0.01,
        )

    return draw


HELD: dict[str, Callable[[Grip], None]] = {
    "umbrella": _umbrella,
    "suitcase": _suitcase,
    "gun": _gun,
    "rifle": _rifle,
    "sword": _sword,
    "knife": _knife,
    "letter": _letter,
    "photo": _photo,
    "book": _book,
    "phone": _phone,
    "lantern": _lantern,
    "candle": _candle,
    "cup": _cup,
    "glass": _glass,
    "bottle": _bottle,
    "flowers": _flowers,
    "balloon": _balloon,
    "staff": _staff,
    "cigarette": _cigarette,
    "camera": _camera,
    "guitar": _guitar,
    "skull": _skull,
    "key": _small("#b9974c"),
    "ring": _small("#d9b45b"),
    "watch": _small("#b9974c"),
    "teddy": _small("#a97c52"),
}
