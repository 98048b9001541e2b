"""Arms, legs, hands and shoes as drawn forms."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from app.pipelines.storyboard.figures.outfits import Outfit
from app.pipelines.storyboard.figures.silhouette import Ball, balls, opened
from app.pipelines.storyboard.figures.skeleton import Arm, Leg, Skeleton
from app.pipelines.storyboard.paper.colour import Colour
from app.pipelines.storyboard.paper.points import Points, points
from app.pipelines.storyboard.paper.sheet import Sheet
from app.pipelines.storyboard.stage.camera import Camera, Solid

ARM = [(0.0, 0.047), (0.22, 0.051), (0.6, 0.045), (1.0, 0.039), (1.25, 0.043), (1.6, 0.036), (2.0, 0.027)]
LEG = [(0.0, 0.092), (0.3, 0.088), (0.7, 0.067), (1.0, 0.054), (1.3, 0.06), (1.65, 0.047), (2.0, 0.036)]
"""Radii in metres along two bones: 0 is the root, 1 the middle joint, 2 the end."""
TROUSER_WIDTHS = [0.008, 0.008, 0.012, 0.016, 0.01, 0.022, 0.034]


class Pencil(NamedTuple):
    """What a figure is drawn with: sheet, camera, units a metre, and the weight of its contours."""

    sheet: Sheet
    camera: Camera
    scale: float
    weight: float


def draw_form(
    pencil: Pencil, outline: Points, colour: Colour, root: Points | None = None, gap: float = 0.0, turn: float = 0.05
) -> None:
    """A clothed form, its contour left open where it joins at `root`."""
    sheet = pencil.sheet
    sheet.knock_out(outline)
    sheet.tone(outline, colour)
    if pencil.scale > 26:
        sheet.turned_shade(outline, turn * pencil.scale, 0.36 * sheet.light.shadow + 0.1)
        sheet.rim(outline, min(9.0, max(1.6, turn * pencil.scale * 0.2)), 0.46 if sheet.light.elevation < 45 else 0.24)
    line = np.vstack((outline, outline[:1])) if root is None else opened(outline, root, gap)
    sheet.ink(line, pencil.weight, taper=0.45)


def chain(root: Solid, middle: Solid, end: Solid, radii: list[tuple[float, float]], extra: list[float]) -> list[Ball]:
    made: list[Ball] = []
    for (at, radius), more in zip(radii, extra, strict=True):
        a, b, share = (root, middle, at) if at <= 1 else (middle, end, at - 1)
        made.append((a + (b - a) * share, radius + more))
    return made


def draw_arm(pencil: Pencil, body: Skeleton, arm: Arm, outfit: Outfit, hand: str) -> None:
    k = body.size / 1.75
    bulk = outfit.bulk if outfit.sleeves else -0.006
    widths = [(at, r * k) for at, r in ARM]
    draw_hand(pencil, body, arm, outfit.gloves or outfit.skin, hand)
    limb = chain(arm.shoulder, arm.elbow, arm.wrist, widths, [bulk * (0.8 if at < 2 else 0.6) for at, _ in ARM])
    outline = balls(pencil.camera, limb)
    root = pencil.camera.project(arm.shoulder[None])[0]
    colour = outfit.colour if outfit.sleeves else outfit.skin
    draw_form(pencil, outline, colour, root, 0.098 * k * pencil.scale, 0.035)
    if outfit.sleeves:
        _folds(pencil, arm.shoulder, arm.elbow, arm.wrist, 0.045 * k)


def draw_leg(pencil: Pencil, body: Skeleton, leg: Leg, outfit: Outfit) -> None:
    k = body.size / 1.75
    draw_shoe(pencil, leg, outfit.shoes, k)
    extra = [w * k for w in TROUSER_WIDTHS] if outfit.trousers else [-0.008] * len(LEG)
    limb = chain(leg.hip, leg.knee, leg.ankle, [(at, r * k) for at, r in LEG], extra)
    outline = balls(pencil.camera, limb)
    root = pencil.camera.project(leg.hip[None])[0]
    draw_form(pencil, outline, outfit.lower if outfit.trousers else outfit.skin, root, 0.12 * k * pencil.scale, 0.06)
    if outfit.trousers:
        _folds(pencil, leg.hip, leg.knee, leg.ankle, 0.06 * k)


def draw_shoe(pencil: Pencil, leg: Leg, colour: Colour, k: float) -> None:
    down = np.array([0.0, -1.0, 0.0])
    sole = leg.ankle + down * 0.045 * k
    foot = [
        (leg.ankle + down * 0.01 * k, 0.044 * k),
        (sole - leg.toe * 0.045 * k, 0.034 * k),
        (sole + leg.toe * 0.1 * k, 0.036 * k),
        (sole + leg.toe * 0.185 * k - down * 0.002, 0.026 * k),
    ]
    outline = balls(pencil.camera, foot, 3.0)
    draw_form(pencil, outline, colour, None, turn=0.02)


def _folds(pencil: Pencil, root: Solid, joint: Solid, end: Solid, radius: float) -> None:
    """Cloth gathers inside the bend and pulls away from it."""
    if pencil.scale < 70:
        return
    a, b, c = pencil.camera.project(np.stack((root, joint, end)))
    inner = (a + c) / 2 - b
    length = float(np.hypot(*inner))
    if length < 1:
        return
    bend, reach = min(1.0, length / (pencil.scale * 0.12)), radius * pencil.scale
    inner = inner / length
    across = np.array([-inner[1], inner[0]])
    for k in (-1, 0, 1):
        start = b + inner * reach * 0.9 + across * reach * 0.5 * k
        line = points(
            [
                start,
                start - inner * reach * (0.5 + 0.5 * bend) + across * reach * 0.35 * k,
                start - inner * reach * (0.9 + 0.6 * bend) + across * reach * 0.9 * k,
            ]
        )
        pencil.sheet.ink(line, pencil.weight * 0.6, 0.7, taper=0.9)


FINGERS = {
    "relaxed": (24, 34),
    "fist": (85, 95),
    "grip": (62, 80),
    "open": (-4, 8),
    "point": (80, 90),
}
"""Bend of the first and second finger bones, in degrees."""


def draw_hand(pencil: Pencil, body: Skeleton, arm: Arm, skin: Colour, kind: str) -> None:
    k = body.size / 1.75
    along = arm.reach
    across = body.chest_forward - along * float(body.chest_forward @ along)
    if float(np.linalg.norm(across)) < 0.3:
        across = np.array([0.0, 1.0, 0.0]) - along * along[1]
    across = across / max(1e-6, float(np.linalg.norm(across)))
    palm = _inward(body, arm, along, across)
    if pencil.scale < 55:
        blob = [
            (arm.wrist, 0.03 * k),
            (arm.wrist + along * 0.07 * k, 0.04 * k),
            (arm.wrist + along * 0.14 * k, 0.026 * k),
        ]
        draw_form(pencil, balls(pencil.camera, blob, 2.0), skin, turn=0.01)
        return
    fine = pencil._replace(weight=pencil.weight * 0.72)
    _digits(fine, arm.wrist, along, across, palm, skin, kind, k)


def _inward(body: Skeleton, arm: Arm, along: Solid, across: Solid) -> Solid:
    """The palm's normal: toward the body's middle."""
    palm = np.cross(along, across)
    middle = body.neck - body.spine * 0.15
    return np.asarray(palm if float(palm @ (middle - arm.wrist)) > 0 else -palm)


def _digits(
    pencil: Pencil, wrist: Solid, along: Solid, across: Solid, palm: Solid, skin: Colour, kind: str, k: float
) -> None:
    first, second = FINGERS[kind]
    for row in (3, 2, 1, 0):
        bend = (4.0, 6.0) if kind == "point" and row == 0 else (first, second)
        knuckle = wrist + along * (0.092 - 0.008 * abs(row - 1)) * k + across * (0.032 - 0.021 * row) * k
        finger = _finger(knuckle, along, palm, bend, (0.05, 0.056, 0.052, 0.042)[row] * k, 0.0105 * k)
        draw_form(pencil, balls(pencil.camera, finger, 2.0), skin, turn=0.006)
    back = [
        (wrist, 0.027 * k),
        (wrist + along * 0.05 * k + across * 0.006 * k, 0.036 * k),
        (wrist + along * 0.088 * k, 0.034 * k),
    ]
    outline = balls(pencil.camera, back, 2.5)
    draw_form(
        pencil,
        outline,
        skin,
        pencil.camera.project((wrist + along * 0.1 * k)[None])[0],
        0.045 * k * pencil.scale,
        0.014,
    )
    thumb = along * 0.6 + across * 0.7 + palm * (0.3 if kind in ("open", "relaxed") else 0.8)
    root = wrist + along * 0.03 * k + across * 0.024 * k
    tip = [
        (root, 0.016 * k),
        (root + thumb * 0.03 * k, 0.0135 * k),
        (root + (thumb * 0.4 + along * 0.6) * 0.062 * k, 0.0105 * k),
    ]
    line = balls(pencil.camera, tip, 2.0)
    draw_form(pencil, line, skin, pencil.camera.project(root[None])[0], 0.02 * k * pencil.scale, 0.006)


def _finger(
    root: Solid, along: Solid, palm: Solid, bend: tuple[float, float], length: float, radius: float
) -> list[Ball]:
    made, at, angle = [(root, radius)], root, 0.0
    for turn, share in ((bend[0], 0.9), (bend[1], 0.62), (bend[1] * 0.6, 0.48)):
        angle += np.radians(turn)
        at = at + (along * np.cos(angle) + palm * np.sin(angle)) * length * share
        made.append((at, radius * (0.92 if share > 0.5 else 0.8)))
    return made
