"""The trunk and what hangs from it: shirts, coats, skirts, robes."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.brief.model import Person
from app.pipelines.storyboard.figures.fronts import front
from app.pipelines.storyboard.figures.limbs import Pencil, draw_form
from app.pipelines.storyboard.figures.outfits import Outfit
from app.pipelines.storyboard.figures.silhouette import loft, minus, ring
from app.pipelines.storyboard.figures.skeleton import Skeleton
from app.pipelines.storyboard.paper.points import Points, moved, points
from app.pipelines.storyboard.stage.camera import Solid

Row = tuple[float, float, float]


MAN: list[Row] = [
    (-0.05, 0.15, 0.105),
    (0.06, 0.158, 0.11),
    (0.2, 0.142, 0.1),
    (0.36, 0.168, 0.118),
    (0.44, 0.178, 0.115),
    (0.49, 0.192, 0.092),
    (0.525, 0.185, 0.066),
    (0.548, 0.14, 0.06),
    (0.575, 0.078, 0.056),
    (0.6, 0.058, 0.05),
]


WOMAN: list[Row] = [
    (-0.05, 0.158, 0.112),
    (0.05, 0.165, 0.115),
    (0.2, 0.116, 0.088),
    (0.35, 0.138, 0.118),
    (0.42, 0.145, 0.12),
    (0.47, 0.155, 0.098),
    (0.512, 0.157, 0.064),
    (0.54, 0.118, 0.055),
    (0.57, 0.062, 0.048),
    (0.6, 0.045, 0.042),
]
"""Height up the spine, half width and half depth, in metres of a body of 1.75."""


def draw_torso(pencil: Pencil, body: Skeleton, person: Person, outfit: Outfit) -> None:
    k = body.size / 1.75
    rows = MAN if person.sex == "man" else WOMAN
    clouds = [pencil.camera.project(_level(body, row, k, outfit.bulk)) for row in rows]
    if outfit.hem:
        clouds = _skirt(pencil, body, outfit, k) + clouds[1:]
    outline = loft(clouds)
    draw_form(pencil, outline, outfit.colour, turn=0.085 * k)
    if pencil.scale > 34:
        with pencil.sheet.within(outline):
            front(pencil, body, outfit, k)
    if pencil.scale > 60:
        _drapery(pencil, clouds, outfit)
        _hatched(pencil, outline)


def _level(body: Skeleton, row: Row, k: float, bulk: float) -> Solid:
    height, width, depth = row
    share = min(1.0, max(0.0, height / 0.5))
    left = body.left + (body.chest_left - body.left) * share
    forward = body.forward + (body.chest_forward - body.forward) * share
    forward = forward - body.spine * float(forward @ body.spine)
    sway = body.forward * 0.02 * np.sin(share * np.pi)
    centre = body.pelvis + (body.spine * height + sway) * k
    return ring(centre, left, forward, (width + bulk) * k, (depth + bulk) * k)


def _skirt(pencil: Pencil, body: Skeleton, outfit: Outfit, k: float) -> list[Points]:
    """Rings from the hem up to the hips, wide enough for the legs within."""
    rows = []
    for share in (1.0, 0.66, 0.33):
        down = outfit.hem * share
        inside = _leg_points(body, down, k)
        centre = inside.mean(axis=0)
        width = 0.155 + outfit.bulk + outfit.flare * share
        cloth = ring(centre, body.left, body.forward, width * k, (width - 0.035) * k, 14)
        rows.append(pencil.camera.project(np.vstack((cloth, inside))))
    return rows


def _leg_points(body: Skeleton, down: float, k: float) -> Solid:
    """Around both legs at the share `down` of their length."""
    rows = []
    for leg in (body.lead, body.trail):
        at = leg.hip + (leg.knee - leg.hip) * min(1.0, down * 2)
        at = at + (leg.ankle - leg.knee) * max(0.0, down * 2 - 1)
        rows += [at + side * 0.095 * k for side in (body.left, -body.left, body.forward, -body.forward)]
    return np.array(rows)


def _drapery(pencil: Pencil, clouds: list[Points], outfit: Outfit) -> None:
    """Folds that fall from the hips to the hem, and pulls at the waist."""
    hem, hips = clouds[0], clouds[3 if outfit.hem else 0]
    if outfit.hem > 0.3:
        for share in (0.18, 0.34, 0.55, 0.7, 0.86):
            top, low = _across(hips, share), _across(hem, share * 1.06 - 0.03)
            sway = pencil.sheet.hand.uniform(-0.02, 0.02) * pencil.scale
            start = top + (low - top) * pencil.sheet.hand.uniform(0.1, 0.5)
            pencil.sheet.ink(
                points([start, (start + low) / 2 + (sway, 0), low - (low - top) * 0.02]),
                pencil.weight * 0.65,
                0.7,
                taper=0.85,
            )
    waist = clouds[4 if outfit.hem else 2]
    for share, length in ((0.12, 0.16), (0.2, 0.1), (0.84, -0.14)):
        at = _across(waist, share)
        reach = length * pencil.scale
        line = points([at, moved(at, reach * 0.5, reach * 0.12), moved(at, reach, abs(reach) * 0.4)])
        pencil.sheet.ink(line, pencil.weight * 0.55, 0.65, taper=0.9)


def _across(cloud: Points, share: float) -> Points:
    left, right = cloud[int(cloud[:, 0].argmin())], cloud[int(cloud[:, 0].argmax())]
    sag = (float(cloud[:, 1].max()) - float((left + right)[1]) / 2) * 4 * share * (1 - share)
    return np.asarray(left + (right - left) * share + (0, sag))


def _hatched(pencil: Pencil, outline: Points) -> None:
    sheet = pencil.sheet
    sliver = minus(outline, outline + np.array([sheet.light.side * 0.1 * pencil.scale, -0.02 * pencil.scale]))
    if len(sliver) > 3:
        sheet.hatching(sliver, 32 * sheet.light.side, max(4.0, pencil.scale * 0.018), 1.2, 0.55)
