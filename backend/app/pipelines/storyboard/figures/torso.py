"""The trunk and what hangs from it: shirts, coats, skirts, robes."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.brief.model import Person
from app.pipelines.storyboard.figures.limbs import Pencil, draw_form
from app.pipelines.storyboard.figures.outfits import Outfit
from app.pipelines.storyboard.figures.silhouette import loft, minus, ring
from app.pipelines.storyboard.figures.skeleton import Skeleton
from app.pipelines.storyboard.paper.colour import grey, hexa
from app.pipelines.storyboard.paper.points import Points, ellipse, moved, points
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
            _front(pencil, body, outfit, k)
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


def _spot(body: Skeleton, k: float, height: float, aside: float, ahead: float = 0.125) -> Solid:
    """A place on the front of the trunk."""
    bulge = ahead * (1 - min(1.0, abs(aside) / 0.2) ** 2 * 0.5)
    return np.asarray(body.pelvis + (body.spine * height + body.chest_left * aside + body.chest_forward * bulge) * k)


def _front(pencil: Pencil, body: Skeleton, outfit: Outfit, k: float) -> None:
    """What is seen of collar and closing; nothing from behind."""
    toward = float(body.chest_forward @ (np.array(pencil.camera.eye) - body.neck))
    if toward < 0.1:
        return
    fronts = {
        "lapels": _lapels,
        "open": _lapels,
        "buttons": _buttons,
        "plates": _plates,
        "belt": _belt,
        "plain": _neckline,
    }
    fronts[outfit.front](pencil, body, outfit, k)


def _lapels(pencil: Pencil, body: Skeleton, outfit: Outfit, k: float) -> None:
    low, reach = (0.22, 0.07) if outfit.front == "lapels" else (0.02, 0.05)
    shirt = _flat(pencil, body, k, [(0.57, -0.05), (low, 0.0), (0.57, 0.05)])
    pencil.sheet.tone(shirt, grey(0.9), streak=0)
    if outfit.front == "lapels" and outfit.bulk < 0.02:
        tie = _flat(
            pencil,
            body,
            k,
            [(0.55, -0.014), (0.53, -0.01), (0.27, -0.02), (0.24, 0.0), (0.27, 0.02), (0.53, 0.01), (0.55, 0.014)],
        )
        pencil.sheet.tone(tie, hexa("#5b2f33"), streak=0)
    for side in (-1, 1):
        lapel = _flat(
            pencil, body, k, [(0.58, 0.045 * side), (0.45, (0.05 + reach) * side), (0.42, reach * side), (low, 0.0)]
        )
        pencil.sheet.tone(lapel, outfit.colour.darker(0.12), streak=0)
        pencil.sheet.ink(np.vstack((lapel, lapel[:1])), pencil.weight * 0.7)
    pencil.sheet.ink(_flat(pencil, body, k, [(low, 0.0), (0.05, 0.012), (-0.08, 0.016)]), pencil.weight * 0.7)
    if outfit.hem > 0.4:
        _belt(pencil, body, outfit, k)


def _buttons(pencil: Pencil, body: Skeleton, outfit: Outfit, k: float) -> None:
    pencil.sheet.ink(_flat(pencil, body, k, [(0.56, 0.0), (0.3, 0.006), (0.0, 0.004)]), pencil.weight * 0.7)
    for height in (0.47, 0.38, 0.29, 0.2, 0.1):
        x, y = _flat(pencil, body, k, [(height, -0.022)])[0]
        pencil.sheet.contour(ellipse(x, y, 0.009 * pencil.scale, 0.009 * pencil.scale, count=8), pencil.weight * 0.5)
    for side in (-1, 1):
        pocket = _flat(
            pencil, body, k, [(0.4, 0.06 * side), (0.4, 0.12 * side), (0.33, 0.118 * side), (0.33, 0.062 * side)]
        )
        pencil.sheet.contour(pocket, pencil.weight * 0.6)
    _belt(pencil, body, outfit, k)


def _plates(pencil: Pencil, body: Skeleton, outfit: Outfit, k: float) -> None:
    pack = _flat(pencil, body, k, [(0.44, -0.1), (0.44, 0.1), (0.28, 0.09), (0.28, -0.09)])
    pencil.sheet.tone(pack, outfit.colour.darker(0.25), streak=0)
    pencil.sheet.contour(pack, pencil.weight * 0.8)
    for height in (0.1, 0.16, 0.22):
        pencil.sheet.ink(
            _flat(pencil, body, k, [(height, -0.14), (height - 0.02, 0.0), (height, 0.14)]), pencil.weight * 0.7
        )


def _belt(pencil: Pencil, body: Skeleton, outfit: Outfit, k: float) -> None:
    for height in (0.2, 0.165):
        pencil.sheet.ink(
            _flat(pencil, body, k, [(height, -0.14), (height - 0.014, 0.0), (height, 0.14)]), pencil.weight * 0.75
        )
    if outfit.front == "belt":
        _neckline(pencil, body, outfit, k)


def _neckline(pencil: Pencil, body: Skeleton, outfit: Outfit, k: float) -> None:
    depth = 0.49 if outfit.sleeves else 0.44
    neck = _flat(pencil, body, k, [(0.58, -0.062), (0.54, -0.05), (depth, 0.0), (0.54, 0.05), (0.58, 0.062)])
    pencil.sheet.tone(neck, outfit.skin, streak=0)
    pencil.sheet.ink(neck, pencil.weight * 0.75)


def _flat(pencil: Pencil, body: Skeleton, k: float, spots: list[tuple[float, float]]) -> Points:
    return pencil.camera.project(np.array([_spot(body, k, height, aside) for height, aside in spots]))


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
