"""Hair as a mass about the skull with a window for the face, and strands that follow its fall."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

import numpy as np

from app.pipelines.storyboard.brief.model import Person
from app.pipelines.storyboard.figures.head.skull import Head, Slice
from app.pipelines.storyboard.figures.silhouette import loft, minus
from app.pipelines.storyboard.paper.colour import Colour, grey, hexa
from app.pipelines.storyboard.paper.points import Points, area, hull, normals, resample, smooth
from app.pipelines.storyboard.paper.sheet import Sheet
from app.pipelines.storyboard.stage.camera import Solid

HAIR_COLOURS: dict[str, Colour] = {
    "black": hexa("#34313a"),
    "brown": hexa("#5b4436"),
    "blonde": hexa("#cfae72"),
    "red": hexa("#9c5431"),
    "grey": grey(0.7),
}

NAPE = -0.36
"""Height to which short hair reaches at the back."""


@dataclass(frozen=True)
class Cut:
    """Lengths in head heights."""

    volume: float = 0.045
    down: float = -0.16
    """How low the mass reaches behind the ears."""
    line: float = 0.3
    """Height of the hair line over the forehead."""
    fringe: float = 0.0
    bun: bool = False
    tail: bool = False
    rough: float = 0.0
    hang: float = 0.0
    """How far strands hang down, beside the face."""


CUTS = {
    "short": Cut(0.06, rough=0.016),
    "long": Cut(0.06, -0.3, 0.3, 0.03, hang=0.78),
    "bob": Cut(0.085, -0.34, 0.28, 0.06, hang=0.3),
    "bun": Cut(0.03, -0.2, 0.32, bun=True),
    "ponytail": Cut(0.03, -0.2, 0.31, tail=True),
    "curly": Cut(0.13, -0.26, 0.27, 0.03, rough=0.034),
    "bald": Cut(0.0, 9.0),
}


def cut_for(person: Person, rng: Random) -> Cut:
    usual = (
        ["long", "bob", "bun", "ponytail", "long"] if person.sex == "woman" else ["short", "short", "short", "curly"]
    )
    cut = CUTS[person.hair or rng.choice(usual)]
    if person.age == "old" and person.sex == "man" and not person.hair:
        cut = replace(cut, line=0.4, volume=0.03)
    return cut


def hair_colour(person: Person, rng: Random) -> Colour:
    usual = "grey" if person.age == "old" else rng.choice(["black", "brown", "brown", "blonde", "black", "red"])
    if person.look and not person.hair_colour:
        return person.look.hair
    return HAIR_COLOURS[person.hair_colour or usual]


def draw_back_hair(sheet: Sheet, head: Head, cut: Cut, colour: Colour, weight: float) -> None:
    """What hangs behind the face and neck."""
    if cut.down > 1:
        return
    if (cut.bun or cut.tail) and head.view[2] >= 0:
        _knot(sheet, head, cut, colour, weight)
    clouds = [head.flat(_mass(head, row, cut)) for row in head.rows if row[0] > -0.2]
    low = -0.2 - cut.hang
    for y, spread in ((-0.2, 1.0), ((low - 0.2) / 2, 1.02), (low, 0.86)) if cut.hang else ():
        row = (y, 0.33 * spread, 0.02, -0.42, 0.0)
        clouds.append(head.flat(head.slice(row, cut.volume, nose=False)))
    outline = loft(clouds, max(2.0, head.height * 0.04))
    sheet.knock_out(outline)
    sheet.tone(outline, colour.darker(0.25))
    sheet.contour(outline, weight)


def draw_hair(sheet: Sheet, head: Head, cut: Cut, colour: Colour, weight: float, rng: Random) -> None:
    """The mass over the skull, and the face's window left open."""
    if cut.down > 1:
        return
    if (cut.bun or cut.tail) and head.view[2] < 0:
        _knot(sheet, head, cut, colour, weight)
    low = cut.down if head.view[2] > -0.1 else min(cut.down, NAPE)
    clouds = [head.flat(_mass(head, row, cut)) for row in head.rows if row[0] > low]
    outline = loft(clouds, max(2.0, head.height * 0.035))
    window = _window(head, cut)
    if len(window) > 3:
        outline = minus(outline, window)
    if len(outline) < 4:
        return
    if cut.rough and head.height > 20:
        outline = _tufted(head, outline, cut.rough, rng)
    sheet.tone(outline, colour)
    sheet.turned_shade(outline, head.height * 0.1, 0.4)
    sheet.contour(outline, weight)
    if head.height > 34:
        _strands(sheet, head, cut, colour, weight, rng)
    if cut.hang and head.view[2] > -0.2:
        _curtains(sheet, head, cut, colour, weight)


def _tufted(head: Head, outline: Points, rough: float, rng: Random) -> Points:
    """Hair ends that break the edge: out where it lies on the background, in over the face."""
    ring = resample(np.vstack((outline, outline[:1])), max(20, int(min(90, head.height * 0.5))))[:-1]
    out = normals(ring) * (1 if area(ring) > 0 else -1)
    lift = np.array([(1.0 if k % 2 else -0.35) * rng.uniform(0.3, 1.0) for k in range(len(ring))])
    return smooth(ring + out * (lift * rough * head.height)[:, None], 3, closed=True)


def _mass(head: Head, row: Slice, cut: Cut) -> Solid:
    y, width, front, back, _ = row
    lift = cut.volume * 0.9 * max(0.0, (y - 0.1) / 0.4)
    close = 1.0 if cut.hang or cut.rough > 0.03 else 0.3 + 0.7 * min(1.0, max(0.0, (y + 0.16) / 0.45))
    return head.slice((y + lift, width, front, back, 0.0), cut.volume * close, nose=False)


def _window(head: Head, cut: Cut) -> Points:
    """The part of the face that hair leaves free, as far as it is seen."""
    rows = []
    for y in np.linspace(cut.line, -0.55, 9):
        reach = 0.2 + 0.16 * min(1.0, (cut.line - y) / 0.2) if y > 0.05 else 0.345
        for x in np.linspace(-reach, reach, 11):
            spot = head.surface(float(x), float(max(-0.5, y)), 0.01)
            normal = np.array([x / 0.13, 0.0, max(0.02, spot[2]) / 0.14])
            if float(normal @ head.view) > 0.05 * float(np.linalg.norm(normal)):
                rows.append((x, y - (cut.fringe if y == cut.line else 0), spot[2] + (0.1 if y < -0.05 else 0.0)))
    return hull(head.flat(np.array(rows))) if len(rows) > 3 else np.zeros((0, 2))


def _strands(sheet: Sheet, head: Head, cut: Cut, colour: Colour, weight: float, rng: Random) -> None:
    """Lines from the parting over the skull."""
    part = rng.choice((-0.1, 0.1))
    for k in range(14 if head.height > 120 else 6):
        side = 1 if k % 2 else -1
        start, spread = rng.uniform(-0.3, 0.3), rng.uniform(0.3, 1.0)
        rows = [
            (part + side * 0.02, 0.47 + cut.volume, start),
            (side * 0.26 * spread, 0.42 + cut.volume * 0.6, start + 0.05),
            (side * 0.37, 0.22, start * 0.8),
            (side * 0.385, 0.02, start * 0.6 - 0.08),
        ]
        grown = np.array(rows) * (1 + cut.volume * 0.5)
        if float((grown[2] / 0.3) @ head.view) < 0.25:
            continue
        line = smooth(head.flat(grown), 5)
        share = len(line) * rng.uniform(0.1, 0.4)
        sheet.ink(line[int(share) : int(share + len(line) * 0.55)], weight * 0.6, 0.6, colour.darker(0.6), taper=0.9)


def _curtains(sheet: Sheet, head: Head, cut: Cut, colour: Colour, weight: float) -> None:
    """Locks before the ears."""
    for side in (-1, 1):
        if side * head.view[0] < -0.62:
            continue
        rows = np.array(
            [
                (0.24, 0.36, 0.22),
                (0.35, 0.12, 0.2),
                (0.365, -0.14, 0.17),
                (0.345, -0.28 - cut.hang * 0.3, 0.14),
                (0.36, -0.3 - cut.hang * 0.62, 0.1),
                (0.43, -0.26 - cut.hang * 0.6, -0.04),
                (0.44, -0.1, -0.06),
                (0.43, 0.12, -0.02),
                (0.34, 0.36, 0.05),
            ]
        ) * (side, 1, 1)
        lock = smooth(head.flat(rows), 4, closed=True)
        sheet.knock_out(lock)
        sheet.tone(lock, colour)
        sheet.turned_shade(lock, head.height * 0.04, 0.35)
        sheet.ink(lock[:22], weight)
        for share in (0.35, 0.7):
            flow = rows[1:5] * (1 - share) + rows[[8, 7, 6, 5]] * share
            sheet.ink(smooth(head.flat(flow), 5), weight * 0.55, 0.6, colour.darker(0.6), taper=0.9)


def _knot(sheet: Sheet, head: Head, cut: Cut, colour: Colour, weight: float) -> None:
    spots = (
        [(0, 0.3, -0.5, 0.12), (0, 0.26, -0.6, 0.15)]
        if cut.bun
        else [
            (0, 0.22, -0.48, 0.07),
            (0, 0.16, -0.62, 0.1),
            (0.02, -0.15, -0.66, 0.11),
            (0.03, -0.45, -0.58, 0.07),
            (0.03, -0.62, -0.55, 0.02),
        ]
    )
    clouds = []
    for x, y, z, r in spots:
        turn = np.linspace(0, 2 * np.pi, 12, endpoint=False)
        sphere = [(x + r * np.cos(a), y + r * np.sin(a), z) for a in turn] + [
            (x, y + r * np.cos(a), z + r * np.sin(a)) for a in turn
        ]
        clouds.append(head.flat(np.array(sphere)))
    outline = loft(clouds, max(1.5, head.height * 0.03))
    sheet.knock_out(outline)
    sheet.tone(outline, colour.darker(0.1))
    sheet.turned_shade(outline, head.height * 0.06, 0.35)
    sheet.contour(outline, weight)
