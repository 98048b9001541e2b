"""The face: eyes, brows, nose and mouth drawn as curves laid on the skull."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.pipelines.storyboard.brief.model import Person
from app.pipelines.storyboard.figures.head.expression import Expression
from app.pipelines.storyboard.figures.head.skull import Head
from app.pipelines.storyboard.paper.colour import INK, WHITE, Colour, grey, hexa
from app.pipelines.storyboard.paper.points import Points, moved, oval, path, smooth
from app.pipelines.storyboard.paper.sheet import Sheet

LIP = hexa("#9a5248")


@dataclass(frozen=True)
class Face:
    sheet: Sheet
    head: Head
    person: Person
    mood: Expression
    hair: Colour
    skin: Colour

    @property
    def weight(self) -> float:
        return min(4.2, max(0.7, self.head.height * 0.0085))

    def curve(self, *spots: tuple[float, float] | tuple[float, float, float]) -> Points:
        """A smooth curve over the face through (x, y) or (x, y, out)."""
        rows = [self.head.surface(s[0], s[1], s[2] if len(s) > 2 else 0.0) for s in spots]
        return smooth(self.head.flat(np.array(rows)), 5)


def draw_face(face: Face) -> None:
    for side in (-1, 1):
        if face.head.seen(0.16 * side, 0.0) > 0.1:
            _eye(face, side)
            _brow(face, side)
    if face.head.seen(0, -0.3) > 0.05:
        _mouth(face)
    _nose(face)
    _lines(face)


def draw_small_face(face: Face) -> None:
    """A face of a few strokes, for figures in the distance."""
    w = max(0.8, face.head.height * 0.026)
    for side in (-1, 1):
        if face.head.seen(0.17 * side, 0.0) > 0.2:
            face.sheet.ink(face.curve((0.09 * side, 0.06), (0.24 * side, 0.07)), w, 0.8)
            face.sheet.ink(face.curve((0.11 * side, -0.01), (0.2 * side, -0.01)), w * 1.2, 0.9)
    if face.head.seen(0, -0.2) > 0.1:
        face.sheet.ink(face.curve((0.03, -0.06, 0.06), (0.04, -0.2, 0.12), (-0.01, -0.22, 0.06)), w * 0.8, 0.7)
        lift = face.mood.corner
        face.sheet.ink(face.curve((-0.09, -0.33 + lift), (0, -0.34), (0.09, -0.33 + lift)), w, 0.8)
        if face.mood.open > 0.03:
            face.sheet.ink(face.curve((-0.05, -0.36), (0, -0.36 - face.mood.open * 0.6), (0.05, -0.36)), w * 1.4, 0.8)


def _eye(face: Face, side: int) -> None:
    big, lids = face.head.build.eyes, face.mood.lids
    x, half, y = 0.158 * side, 0.07 * big, -0.005
    top, low = 0.046 * big * lids, -(0.026 - face.mood.lower_lid) * big
    inner, outer = x - half * side, x + half * side * 1.06
    upper = face.curve(
        (inner, y - 0.012),
        (inner + half * 0.5 * side, y + top * 0.78),
        (x + half * 0.1 * side, y + top),
        (outer - half * 0.35 * side, y + top * 0.62),
        (outer, y + 0.006),
    )
    lower = face.curve(
        (inner, y - 0.012),
        (x - 0.3 * half * side, y + low * 0.85),
        (x + half * 0.3 * side, y + low),
        (outer, y + 0.006),
    )
    opening = np.vstack((upper, lower[::-1]))
    face.sheet.shade(
        face.curve(
            (inner - 0.02 * side, 0.03),
            (x, 0.085),
            (outer + 0.01 * side, 0.05),
            (outer, -0.02),
            (x, -0.06),
            (inner - 0.02 * side, -0.03),
        ),
        0.2,
        face.weight * 1.6,
    )
    face.sheet.tone(opening, grey(0.93), streak=0)
    _iris(face, opening, x + 0.006, y + (0.006 if lids > 0.5 else -0.008), 0.037 * big)
    face.sheet.ink(upper, face.weight * (2.3 if face.person.sex == "woman" else 1.9), taper=0.6)
    face.sheet.ink(lower[len(lower) // 4 :], face.weight * 0.8, 0.75, taper=0.8)
    crease = face.curve((inner + 0.02 * side, y + top * 0.9), (x, y + top + 0.024), (outer, y + top * 0.5 + 0.016))
    face.sheet.ink(crease, face.weight * 0.75, 0.6, taper=0.8)
    if face.person.sex == "woman":
        for k in (0.0, 0.02):
            face.sheet.ink(
                face.curve((outer - k * side, y + 0.01 + k), (outer + (0.022 - k) * side, y + 0.03 + k)),
                face.weight,
                taper=0.9,
            )


def _iris(face: Face, opening: Points, x: float, y: float, radius: float) -> None:
    rows = [(x + radius * np.cos(a), y + radius * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 12, endpoint=False)]
    ring = face.head.flat(np.array([face.head.surface(u, v) for u, v in rows]))
    centre = ring.mean(axis=0)
    sheet = face.sheet
    dark = sheet.light.ambient.under(face.person.look.eyes if face.person.look else hexa("#51463f"))
    sheet.dab(ring, dark, opening)
    sheet.dab(centre + (ring - centre) * 0.55, INK, opening)
    sheet.dab(centre + (ring - centre) * 1.12 + (0, -radius * face.head.height * 0.9), dark.darker(0.5), opening, 0.6)
    spark = centre + np.array([sheet.light.side * radius * 0.36, -radius * 0.4]) * face.head.height
    sheet.chalk(path(oval(spark, radius * 0.26 * face.head.height, radius * 0.26 * face.head.height, count=8)), 0.95)


def _brow(face: Face, side: int) -> None:
    rise, mood = 0.118 + face.head.build.brow, face.mood
    line = face.curve(
        (0.062 * side, rise - 0.018 + mood.brow_inner),
        (0.12 * side, rise + 0.008 + mood.brow_inner * 0.6),
        (0.19 * side, rise + 0.02 + mood.brow_outer * 0.8),
        (0.262 * side, rise - 0.012 + mood.brow_outer),
    )
    heavy = 3.4 if face.person.sex == "man" else 2.3
    colour = face.hair.darker(0.55)
    face.sheet.ink(line, face.weight * heavy, 0.85, colour, taper=0.75)
    face.sheet.ink(moved(line, 0, face.weight * 0.9), face.weight * heavy * 0.5, 0.8, colour, taper=0.9)


def _nose(face: Face) -> None:
    head, n = face.head, face.head.build.nose
    away = -1 if head.view[0] > 0 else 1
    if head.seen(0, -0.2) < -0.1:
        return
    turned = abs(float(head.view[0]))
    if 0.12 < turned < 0.9:
        ridge = face.curve(
            (0.03 * away, 0.06),
            (0.022 * away, 0.0, 0.035 * n),
            (0.02 * away, -0.1, 0.09 * n),
            (0.024 * away, -0.175, 0.128 * n),
            (0.008 * away, -0.212, 0.12 * n),
            (-0.01 * away, -0.235, 0.06 * n),
        )
        face.sheet.ink(ridge, face.weight * 1.25, taper=0.65)
    else:
        dark = -face.sheet.light.side
        tip = face.curve(
            (0.05 * dark, -0.19, 0.06 * n), (0.022 * dark, -0.23, 0.08 * n), (-0.03 * dark, -0.228, 0.08 * n)
        )
        face.sheet.ink(tip, face.weight * 1.2, taper=0.7)
    for side in (-1, 1):
        if head.seen(0.08 * side, -0.2) > 0.12:
            _wing(face, side, n)
    _nose_shadow(face, n)


def _wing(face: Face, side: int, n: float) -> None:
    wing = face.curve(
        (0.052 * side, -0.165, 0.03 * n),
        (0.072 * side, -0.195, 0.02 * n),
        (0.066 * side, -0.228, 0.02 * n),
        (0.042 * side, -0.23, 0.04 * n),
    )
    face.sheet.ink(wing, face.weight * 0.95, 0.8, taper=0.8)
    nostril = face.curve((0.02 * side, -0.232, 0.06 * n), (0.046 * side, -0.222, 0.05 * n))
    face.sheet.ink(nostril, face.weight * 1.8, 0.9, taper=0.8)


def _nose_shadow(face: Face, n: float) -> None:
    dark = -face.sheet.light.side
    if face.head.seen(0.1 * dark, -0.1) < 0.1:
        return
    rows = face.curve(
        (0.018 * dark, 0.05, 0.02),
        (0.014 * dark, -0.1, 0.09 * n),
        (0.02 * dark, -0.2, 0.125 * n),
        (0.03 * dark, -0.236, 0.06 * n),
        (0.08 * dark, -0.265),
        (0.09 * dark, -0.2),
        (0.05 * dark, -0.06),
        (0.05 * dark, 0.04),
    )
    face.sheet.shade(rows, 0.3)


def _mouth(face: Face) -> None:
    mood, half, y = face.mood, 0.112 * face.mood.wide, -0.332
    ends = y + mood.corner
    middle = y - mood.corner * 0.12
    gap = mood.open
    upper = face.curve(
        (-half, ends),
        (-half * 0.5, (ends + middle) / 2 + 0.006),
        (0, middle + 0.002 + gap * 0.15),
        (half * 0.5, (ends + middle) / 2 + 0.006),
        (half, ends),
    )
    lip = face.curve((-half, ends), (-half * 0.36, y + 0.03), (0, y + 0.022), (half * 0.36, y + 0.03), (half, ends))
    lower = face.curve(
        (-half, ends),
        (-half * 0.5, y - 0.02 - gap * 0.85),
        (0, y - 0.03 - gap),
        (half * 0.5, y - 0.02 - gap * 0.85),
        (half, ends),
    )
    under = face.curve(
        (-half * 0.8, ends - 0.01),
        (-half * 0.4, y - 0.052 - gap),
        (0, y - 0.06 - gap),
        (half * 0.4, y - 0.052 - gap),
        (half * 0.8, ends - 0.01),
    )
    face.sheet.tone(np.vstack((lip, upper[::-1])), LIP.toward(face.skin, 0.35), 0.75, streak=0)
    face.sheet.tone(np.vstack((lower if gap else upper, under[::-1])), LIP.toward(face.skin, 0.6), 0.6, streak=0)
    if gap:
        _open_mouth(face, upper, lower, gap)
    face.sheet.ink(upper, face.weight * 1.7, taper=0.6)
    face.sheet.ink(
        face.curve((-half * 0.42, y - 0.064 - gap), (0, y - 0.074 - gap), (half * 0.42, y - 0.064 - gap)),
        face.weight,
        0.7,
        taper=0.8,
    )


def _open_mouth(face: Face, upper: Points, lower: Points, gap: float) -> None:
    inside = np.vstack((upper, lower[::-1]))
    face.sheet.tone(inside, hexa("#4a2524"), streak=0)
    if gap < 0.08:
        teeth = (
            np.vstack((upper, (upper * 0.45 + lower[: len(upper)] * 0.55)[::-1])) if len(upper) == len(lower) else upper
        )
        face.sheet.tone(teeth, WHITE.toward(face.skin, 0.15), streak=0)
    face.sheet.ink(lower, face.weight * 1.1, taper=0.6)


def _lines(face: Face) -> None:
    """What mood and age write into a face."""
    for side in (-1, 1):
        if face.head.seen(0.17 * side, -0.2) >= 0.15:
            _cheek_lines(face, side)
            if face.person.age == "old":
                _crows_feet(face, side)
            if face.mood.tears:
                _tear(face, side)
            if face.mood.frown and side * face.head.view[0] >= 0:
                _frown(face)
    if face.person.age == "old" or face.mood.brow_inner > 0.03:
        for y in (0.2, 0.235):
            _crease(face, (-0.15, y), (-0.05, y + 0.012), (0.05, y + 0.006), (0.14, y))


def _crease(face: Face, *spots: tuple[float, float]) -> None:
    face.sheet.ink(face.curve(*spots), face.weight * 0.75, 0.6, taper=0.9)


def _cheek_lines(face: Face, side: int) -> None:
    mood, old = face.mood, face.person.age == "old"
    if mood.cheek or old or mood.corner < -0.02:
        _crease(face, (0.085 * side, -0.2), (0.135 * side, -0.27), (0.145 * side, -0.34))
    if old or mood.lids < 0.6:
        _crease(face, (0.1 * side, -0.06), (0.16 * side, -0.08), (0.22 * side, -0.055))


def _crows_feet(face: Face, side: int) -> None:
    _crease(face, (0.25 * side, 0.01), (0.29 * side, 0.03))
    _crease(face, (0.25 * side, -0.01), (0.29 * side, -0.03))
    _crease(face, (0.14 * side, -0.41), (0.2 * side, -0.36), (0.22 * side, -0.28))


def _tear(face: Face, side: int) -> None:
    at = face.curve((0.17 * side, -0.1), (0.17 * side, -0.11))[0]
    face.sheet.chalk(path(oval(at, face.weight * 1.2, face.weight * 3, 0.1)), 0.9)


def _frown(face: Face) -> None:
    for x in (-0.018, 0.02):
        face.sheet.ink(face.curve((x, 0.08), (x * 1.2, 0.13)), face.weight * 0.9, 0.75, taper=0.8)
