"""What a picture tells of somebody: colours by majority, forms by where those colours lie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.pipelines.storyboard.looks.finding import Face
from app.pipelines.storyboard.looks.photograph import Pixels
from app.pipelines.storyboard.paper.colour import Colour, hexa

NEAR = 13.0
"""Distance in Lab below which two colours are the same thing in another light."""
IRISES = {"brown": hexa("#51463f"), "blue": hexa("#5f7f9c"), "green": hexa("#66785a")}
SIDES = (-1, 1)


@dataclass(frozen=True)
class Seen:
    """None is what the picture can't tell."""

    skin: Colour
    hair: Colour | None
    cut: str
    """Of the hair: bald, short, curly, bob or long; empty where it can't be told from the backdrop."""
    cloth: Colour | None
    eyes: Colour
    beard: bool
    width: float
    jaw: float
    """Of the face, 1 is usual."""


def see(face: Face) -> Seen:
    flesh = _zones(face, [(-0.26, -0.28, -0.08, -0.08), (0.08, -0.28, 0.26, -0.08), (-0.16, 0.12, 0.16, 0.24)])
    skin = _dominant(flesh.lab)
    backdrop = _backdrop(face)
    hair = _hair(face, skin, backdrop)
    cloth = _cloth(face, [skin, *backdrop, *([hair] if hair is not None else [])])
    return Seen(
        skin=_colour(flesh, skin),
        hair=None if hair is None else _colour(_zones(face, CROWN), hair),
        cut=_bare(face, skin) if hair is None else _cut(face, hair, [skin, *backdrop]),
        cloth=None if cloth is None else _colour(_zones(face, CHEST), cloth),
        eyes=_eyes(face, skin),
        beard=_beard(face, skin, hair),
        width=_clipped(_breadth(face, skin, -0.1) / 0.72),
        jaw=_clipped(_breadth(face, skin, -0.33) / max(0.3, _breadth(face, skin, -0.1)) / 0.92),
    )


@dataclass(frozen=True)
class Zone:
    lab: Pixels
    rgb: Pixels


CROWN = [(-0.3, 0.34, 0.3, 0.6), (-0.48, 0.05, -0.37, 0.4), (0.37, 0.05, 0.48, 0.4)]
CHEST = [(-0.7, -1.6, 0.7, -0.85)]
Box = tuple[float, float, float, float]


def _zones(face: Face, boxes: list[Box]) -> Zone:
    """The whole picture where none of the boxes lies in it."""
    whole = face.photograph
    inside = np.vstack([face.zone(*box) for box in boxes])
    if not len(inside):
        return Zone(whole.lab.reshape(-1, 3), whole.rgb.reshape(-1, 3))
    return Zone(inside, np.vstack([face.colours(*box) for box in boxes]))


def _backdrop(face: Face) -> list[Pixels]:
    """The commonest colours behind the head."""
    left = face.backdrop
    found: list[Pixels] = []
    while len(left) > 0.04 * len(face.backdrop) and len(found) < 6:
        found.append(_dominant(left))
        left = left[_apart(left, found[-1]) > NEAR]
    return found


def _hair(face: Face, skin: Pixels, backdrop: list[Pixels]) -> Pixels | None:
    """The commonest colour about the skull that is neither skin nor backdrop; None where nearly all is skin."""
    crown = _zones(face, CROWN).lab
    head = crown[_unlike(crown, backdrop)]
    covered = head[_unlike(head, [skin])]
    return _dominant(covered) if len(covered) > 0.35 * max(1, len(head)) else None


def _bare(face: Face, skin: Pixels) -> str:
    crown = face.zone(-0.2, 0.3, 0.2, 0.44)
    return "bald" if _share(crown, _apart(crown, skin) < 1.5 * NEAR) > 0.4 else ""


def _cloth(face: Face, others: list[Pixels]) -> Pixels | None:
    chest = _zones(face, CHEST).lab
    worn = chest[_unlike(chest, others)] if len(chest) else chest
    return _dominant(worn) if len(worn) > 0.05 * face.height**2 else None


def _cut(face: Face, hair: Pixels, others: list[Pixels]) -> str:
    """By how far down, and how far out, what is likelier hair than anything else goes on."""

    def hairy(low: float, high: float, inner: float, outer: float) -> float:
        beside = [face.zone(*sorted_box(side, low, high, inner, outer)) for side in SIDES]
        return max(_share(zone, _likest(zone, hair, others)) for zone in beside)

    cheek = hairy(-0.3, -0.05, 0.36, 0.5)  # a dark collar alone is no long hair
    if cheek > 0.3 and hairy(-0.8, -0.5, 0.25, 0.5) > 0.3:
        return "long"
    if hairy(0.1, 0.36, 0.46, 0.53) > 0.4:  # stands off the skull above the ears
        return "curly"
    return "bob" if cheek > 0.45 else "short"


def sorted_box(side: int, low: float, high: float, inner: float, outer: float) -> Box:
    return min(side * inner, side * outer), low, max(side * inner, side * outer), high


def _eyes(face: Face, skin: Pixels) -> Colour:
    """What is least like skin about the eyes, neither white nor black, is the iris."""
    zone = np.vstack([face.zone(*sorted_box(side, -0.05, 0.05, 0.09, 0.24)) for side in SIDES])
    between = (zone[:, 0] > 18) & (zone[:, 0] < 70) & (_apart(zone, skin) > 2 * NEAR)
    if between.sum() < 4:
        return IRISES["brown"]
    _, green, blue = np.median(zone[between], axis=0)
    if blue < -3:
        return IRISES["blue"]
    return IRISES["green"] if green < -3 else IRISES["brown"]


def _beard(face: Face, skin: Pixels, hair: Pixels | None) -> bool:
    """The chin and both sides of the jaw are of another colour than the cheeks, and darker or as grey as the hair."""
    boxes: list[Box] = [(-0.1, -0.47, 0.1, -0.41), (-0.24, -0.4, -0.14, -0.3), (0.14, -0.4, 0.24, -0.3)]

    def covered(box: Box) -> bool:
        zone = face.zone(*box)
        if not len(zone):
            return False
        tone = np.median(zone, axis=0)
        like_hair = hair is not None and float(_apart(tone, hair)) < 1.4 * NEAR
        return float(_apart(tone, skin)) > 1.2 * NEAR and (like_hair or tone[0] < skin[0] - 18)

    return sum(covered(box) for box in boxes) >= 2


def _breadth(face: Face, skin: Pixels, height: float) -> float:
    """Head heights of skin across the face at that height."""
    columns = [face.zone(u, height - 0.03, u + 0.02, height + 0.03) for u in np.arange(-0.5, 0.5, 0.02)]
    return 0.02 * sum(_share(column, _apart(column, skin) < 1.6 * NEAR) > 0.5 for column in columns)


def _dominant(lab: Pixels) -> Pixels:
    """The middle of the most crowded cube of Lab, so that a mixture gives one of its colours and not their mean."""
    if not len(lab):
        return np.array([60.0, 0.0, 0.0])
    cubes = np.floor(lab / NEAR).astype(int)
    _, member, count = np.unique(cubes, axis=0, return_inverse=True, return_counts=True)
    middle = np.median(lab[member.ravel() == int(count.argmax())], axis=0)
    return np.asarray(np.median(lab[_apart(lab, middle) < NEAR], axis=0))


def _colour(zone: Zone, tone: Pixels) -> Colour:
    like = zone.rgb[_apart(zone.lab, tone) < NEAR]
    return Colour(*np.median(like if len(like) else zone.rgb, axis=0).tolist())


def _unlike(lab: Pixels, others: list[Pixels]) -> NDArray[np.bool_]:
    return np.asarray(np.all([_apart(lab, other) > NEAR for other in others], axis=0))


def _apart(lab: Pixels, tone: Pixels) -> NDArray[np.float64]:
    """Distance in Lab, lightness counted half: shadows change that first."""
    return np.asarray(np.linalg.norm((lab - tone) * (0.5, 1.0, 1.0), axis=-1))


def _likest(lab: Pixels, tone: Pixels, others: list[Pixels]) -> NDArray[np.bool_]:
    own = _apart(lab, tone)
    return np.asarray((own < NEAR * 1.2) & np.all([own < _apart(lab, other) for other in others], axis=0))


def _share(zone: Pixels, like: NDArray[np.bool_]) -> float:
    return float(like.mean()) if len(zone) else 0.0


def _clipped(share: float) -> float:
    return float(np.clip(share, 0.9, 1.1))
