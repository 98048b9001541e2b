"""Hats and hoods as solids turned about the head's axis."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from app.pipelines.storyboard.figures.head.skull import Head
from app.pipelines.storyboard.figures.silhouette import loft
from app.pipelines.storyboard.paper.colour import Colour, grey, hexa
from app.pipelines.storyboard.paper.points import Points
from app.pipelines.storyboard.paper.sheet import Sheet
from app.pipelines.storyboard.stage.camera import Solid

Ring = tuple[float, float, float, float]
"""Height, half width, half depth, and place ahead of the axis, in head heights."""


def _turned(head: Head, rings: list[Ring], soften: float = 0.035) -> Points:
    return loft([head.flat(_ring(*ring)) for ring in rings], max(1.6, head.height * soften))


def _ring(y: float, width: float, depth: float, ahead: float) -> Solid:
    turn = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    return np.stack((width * np.sin(turn), np.full(20, y), ahead + depth * np.cos(turn)), axis=1)


def _solid(sheet: Sheet, head: Head, outline: Points, colour: Colour, weight: float) -> None:
    sheet.knock_out(outline)
    sheet.tone(outline, colour)
    sheet.turned_shade(outline, head.height * 0.13, 0.42)
    sheet.contour(outline, weight)


def _brimmed(
    crown: list[Ring], brim: tuple[float, float, float], colour: str, band: bool = True
) -> Callable[..., None]:
    def draw(sheet: Sheet, head: Head, weight: float) -> None:
        y, width, depth = brim
        tone = hexa(colour)
        plate = _turned(head, [(y, width, depth, 0.0), (y + 0.02, width, depth, 0.0)])
        _solid(sheet, head, plate, tone, weight)
        if head.view[1] < 0.3:
            sheet.shade(plate, 0.3)
        dome = _turned(head, crown)
        _solid(sheet, head, dome, tone, weight)
        if band:
            ribbon = _turned(head, [crown[0], (crown[0][0] + 0.07, *crown[0][1:])], 0.05)
            sheet.tone(ribbon, tone.darker(0.55), streak=0)
            sheet.ink(ribbon, weight * 0.6)

    return draw


def _domed(rings: list[Ring], colour: str, rim: float = 0.0) -> Callable[..., None]:
    def draw(sheet: Sheet, head: Head, weight: float) -> None:
        _solid(sheet, head, _turned(head, rings), hexa(colour), weight)
        if rim:
            y, width, depth, ahead = rings[0]
            _solid(
                sheet,
                head,
                _turned(head, [(y, width, depth, ahead), (y + rim, width * 0.99, depth * 0.99, ahead)]),
                hexa(colour).darker(0.12),
                weight,
            )

    return draw


def _visored(sheet: Sheet, head: Head, weight: float) -> None:
    _solid(
        sheet,
        head,
        _turned(
            head,
            [(0.23, 0.4, 0.46, -0.02), (0.36, 0.42, 0.49, -0.02), (0.5, 0.4, 0.45, -0.04), (0.57, 0.24, 0.28, -0.05)],
        ),
        hexa("#414753"),
        weight,
    )
    turn = np.linspace(-1.2, 1.2, 12)
    outer = np.stack((0.42 * np.sin(turn), np.full(12, 0.17), 0.3 + 0.42 * np.cos(turn)), axis=1)
    inner = np.stack((0.4 * np.sin(turn), np.full(12, 0.25), 0.42 * np.cos(turn)), axis=1)
    visor = head.flat(np.vstack((outer, inner[::-1])))
    if head.view[2] > -0.35:
        _solid(sheet, head, visor, hexa("#2c2f37"), weight)


def _hood(sheet: Sheet, head: Head, weight: float) -> None:
    """Drawn before the face: cloth all round, open in front."""


def _bubble(sheet: Sheet, head: Head, weight: float) -> None:
    """A helmet with a mirror for a face, and the key light in it."""
    ball = _turned(
        head,
        [
            (-0.78, 0.44, 0.44, -0.1),
            (-0.6, 0.44, 0.44, -0.06),
            (-0.3, 0.56, 0.58, 0.0),
            (0.0, 0.66, 0.68, 0.0),
            (0.3, 0.62, 0.63, 0.0),
            (0.5, 0.46, 0.46, 0.0),
            (0.62, 0.22, 0.22, 0.0),
        ],
    )
    _solid(sheet, head, ball, grey(0.9), weight)
    if head.view[2] < -0.3:
        return
    turn = np.linspace(0, 2 * np.pi, 22, endpoint=False)
    x, y = 0.5 * np.sin(turn), 0.06 + 0.34 * np.cos(turn)
    window = head.flat(np.stack((x, y, 0.68 * np.sqrt(np.maximum(0.05, 1 - (x / 0.68) ** 2 - (y / 0.9) ** 2))), axis=1))
    sheet.knock_out(window)
    sheet.tone(window, hexa("#2b3442"), streak=0.5)
    middle = window.mean(axis=0)
    gleam = middle + (window - middle) * (0.24, 0.3) + np.array([sheet.light.side * 0.24, -0.16]) * head.height
    sheet.tone(gleam, hexa("#e8eef2"), 0.85, lit=False, streak=0)
    sheet.tone(
        middle + (window - middle) * (0.62, 0.1) + np.array([0, 0.2]) * head.height, hexa("#c2a772"), 0.6, streak=0
    )
    sheet.contour(window, weight)


def _slit(sheet: Sheet, head: Head, weight: float) -> None:
    _solid(
        sheet,
        head,
        _turned(
            head,
            [
                (-0.5, 0.4, 0.44, 0.02),
                (-0.1, 0.43, 0.48, 0.0),
                (0.3, 0.42, 0.48, 0.0),
                (0.52, 0.3, 0.34, 0.0),
                (0.58, 0.1, 0.1, 0.0),
            ],
        ),
        hexa("#8f959c"),
        weight,
    )
    if head.view[2] > -0.1:
        slit = head.flat(
            np.array([(x, y, 0.47 - x * x) for x, y in ((-0.3, 0.03), (0.3, 0.03), (0.3, -0.03), (-0.3, -0.03))])
        )
        sheet.tone(slit, grey(0.02), streak=0)
        ridge = head.flat(np.array([(0, 0.5, 0.4), (0, 0.2, 0.5), (0, -0.5, 0.48)]))
        sheet.ink(ridge, weight)
        for k in (-1, 1):
            for y in (-0.16, -0.24, -0.32):
                sheet.ink(head.flat(np.array([(0.09 * k, y, 0.46), (0.2 * k, y, 0.42)])), weight)


def _crown(sheet: Sheet, head: Head, weight: float) -> None:
    turn = np.linspace(0, 2 * np.pi, 21)
    peaks = np.array([0.46 if k % 2 else 0.62 for k in range(21)])
    top = np.stack((0.4 * np.sin(turn), peaks, 0.42 * np.cos(turn)), axis=1)
    low = np.stack((0.38 * np.sin(turn), np.full(21, 0.33), 0.4 * np.cos(turn)), axis=1)
    front = [k for k in range(21) if float(top[k] @ head.view) - 0.3 * head.view[1] > -0.02]
    if front:
        start = next((k for k in front if (k - 1) % 20 not in front), front[0])
        order = [k for k in (list(range(start, 21)) + list(range(1, start))) if k in front]
        _solid(sheet, head, head.flat(np.vstack((top[order], low[order][::-1]))), hexa("#d9b45b"), weight)


HATS: dict[str, Callable[..., None]] = {
    "fedora": _brimmed(
        [(0.25, 0.385, 0.45, -0.02), (0.42, 0.37, 0.43, -0.02), (0.56, 0.33, 0.38, 0.0), (0.62, 0.22, 0.3, 0.03)],
        (0.24, 0.6, 0.7),
        "#4f4a48",
    ),
    "cowboy hat": _brimmed(
        [(0.27, 0.38, 0.44, -0.02), (0.45, 0.36, 0.42, 0.0), (0.62, 0.28, 0.38, 0.02), (0.66, 0.14, 0.3, 0.03)],
        (0.26, 0.78, 0.82),
        "#8a6a4a",
    ),
    "straw hat": _brimmed(
        [(0.28, 0.39, 0.44, -0.02), (0.44, 0.35, 0.4, -0.02), (0.54, 0.24, 0.3, -0.02)], (0.26, 0.78, 0.82), "#d5b878"
    ),
    "top hat": _brimmed(
        [(0.28, 0.38, 0.42, 0.0), (0.6, 0.36, 0.4, 0.0), (0.98, 0.4, 0.44, 0.0)], (0.27, 0.55, 0.6), "#2f2e33"
    ),
    "helmet": _domed(
        [(0.12, 0.47, 0.55, -0.02), (0.26, 0.45, 0.52, -0.02), (0.44, 0.38, 0.43, -0.02), (0.58, 0.2, 0.24, -0.02)],
        "#62644c",
        0.05,
    ),
    "beanie": _domed(
        [(0.2, 0.4, 0.46, -0.03), (0.36, 0.41, 0.47, -0.04), (0.52, 0.33, 0.38, -0.06), (0.6, 0.15, 0.2, -0.08)],
        "#6a4a4a",
        0.1,
    ),
    "nurse cap": _domed([(0.4, 0.28, 0.14, 0.02), (0.58, 0.33, 0.12, 0.0)], "#f2eee6"),
    "chef hat": _domed(
        [(0.3, 0.37, 0.41, -0.02), (0.56, 0.38, 0.42, -0.02), (0.74, 0.48, 0.5, -0.02), (0.88, 0.36, 0.38, -0.02)],
        "#f2eee6",
    ),
    "cap": _visored,
    "hood": _hood,
    "space helmet": _bubble,
    "great helm": _slit,
    "crown": _crown,
}

COVERS_FACE = frozenset({"space helmet", "great helm"})
OVER_HAIR = {
    "fedora": 0.25,
    "cowboy hat": 0.26,
    "straw hat": 0.27,
    "top hat": 0.27,
    "helmet": 0.14,
    "beanie": 0.2,
    "cap": 0.2,
}
"""Height above which hair is hidden."""


def draw_hood_cloth(sheet: Sheet, head: Head, colour: Colour, weight: float) -> None:
    outline = _turned(
        head,
        [
            (-0.62, 0.5, 0.42, -0.12),
            (-0.3, 0.47, 0.47, -0.1),
            (0.1, 0.46, 0.52, -0.06),
            (0.4, 0.41, 0.48, -0.05),
            (0.58, 0.22, 0.3, -0.06),
            (0.64, 0.06, 0.12, -0.1),
        ],
    )
    _solid(sheet, head, outline, colour, weight)


def draw_hood_shadow(sheet: Sheet, head: Head, face: Points) -> None:
    """The cloth shades the brow and the sides of the face."""
    above = head.flat(
        np.array([(-0.6, 0.8, 0.3), (0.6, 0.8, 0.3), (0.45, 0.12, 0.3), (0, 0.09, 0.36), (-0.45, 0.12, 0.3)])
    )
    sheet.shade(above, 0.5, clip=face)
