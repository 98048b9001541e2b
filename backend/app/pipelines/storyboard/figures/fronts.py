"""What the front of a garment shows: collar, closing, belt."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.figures.limbs import Pencil
from app.pipelines.storyboard.figures.outfits import Outfit
from app.pipelines.storyboard.figures.skeleton import Skeleton
from app.pipelines.storyboard.paper.colour import grey, hexa
from app.pipelines.storyboard.paper.points import Points, ellipse
from app.pipelines.storyboard.stage.camera import Solid


def _spot(body: Skeleton, k: float, height: float, aside: float, ahead: float = 0.125) -> Solid:
    """A place on the front of the trunk."""
    bulge = ahead * (1 - min(1.0, abs(aside) / 0.2) ** 2 * 0.5)
    return np.asarray(body.pelvis + (body.spine * height + body.chest_left * aside + body.chest_forward * bulge) * k)


def front(pencil: Pencil, body: Skeleton, outfit: Outfit, k: float) -> None:
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
