"""A whole head: neck, back hair, face, hair, hat."""

from __future__ import annotations

from random import Random

import numpy as np

from app.pipelines.storyboard.brief.model import Person
from app.pipelines.storyboard.figures.head import hair, hats
from app.pipelines.storyboard.figures.head.expression import EXPRESSIONS
from app.pipelines.storyboard.figures.head.face import Face, draw_face, draw_small_face
from app.pipelines.storyboard.figures.head.skull import SLICES, Head, head_of
from app.pipelines.storyboard.figures.head.underpainting import underpaint
from app.pipelines.storyboard.figures.limbs import Pencil, draw_form
from app.pipelines.storyboard.figures.outfits import Outfit
from app.pipelines.storyboard.figures.silhouette import balls, loft
from app.pipelines.storyboard.figures.skeleton import Skeleton
from app.pipelines.storyboard.paper.colour import Colour
from app.pipelines.storyboard.paper.points import Points, ellipse, smooth
from app.pipelines.storyboard.paper.sheet import Sheet


def draw_head(pencil: Pencil, body: Skeleton, person: Person, outfit: Outfit, rng: Random) -> None:
    head = head_of(body, person, pencil.camera)
    sheet, weight = pencil.sheet, min(3.4, max(0.8, head.height * 0.011))
    cut, colour = hair.cut_for(person, rng), hair.hair_colour(person, rng)
    _construction(sheet, head)
    if person.hat == "hood":
        hats.draw_hood_cloth(sheet, head, outfit.colour.darker(0.12), weight)
    elif person.hat not in hats.COVERS_FACE:
        hair.draw_back_hair(sheet, head, cut, colour, weight)
    _neck(pencil, body, person, outfit)
    if person.hat not in hats.COVERS_FACE:
        _bare(sheet, head, person, outfit, cut, colour, weight, rng)
    if person.hat in hats.HATS:
        hats.HATS[person.hat](sheet, head, weight)


def _bare(
    sheet: Sheet, head: Head, person: Person, outfit: Outfit, cut: hair.Cut, colour: Colour, weight: float, rng: Random
) -> None:
    outline = loft([head.flat(row) for row in head.slices], max(1.6, head.height * 0.022))
    _skin(sheet, head, outline, outfit.skin, weight)
    if person.look and person.look.learnt is not None:
        underpaint(sheet, head, outline, person.look.learnt)
    if person.hat != "hood":
        _ears(sheet, head, outfit.skin, weight)
    face = Face(sheet, head, person, EXPRESSIONS[person.mood], colour, outfit.skin)
    if head.view[2] > -0.15:
        _features(face, person)
    if person.hat == "hood":
        hats.draw_hood_shadow(sheet, head, outline)
    else:
        hair.draw_hair(sheet, head, cut, colour, weight, rng)
    if person.hat in hats.OVER_HAIR and head.view[2] > 0:
        brow = hats.OVER_HAIR[person.hat]
        shadow = head.flat(
            np.array(
                [
                    (x, y, 0.36 - x * x)
                    for x, y in ((-0.5, 0.6), (0.5, 0.6), (0.42, brow - 0.2), (0, brow - 0.14), (-0.42, brow - 0.2))
                ]
            )
        )
        sheet.shade(shadow, 0.38, clip=outline)


def _features(face: Face, person: Person) -> None:
    if face.head.height < 15:
        return
    if person.beard:
        _beard(face)
    (draw_face if face.head.height > 52 else draw_small_face)(face)
    if person.glasses:
        _glasses(face)


def _skin(sheet: Sheet, head: Head, outline: Points, skin: Colour, weight: float) -> None:
    sheet.knock_out(outline)
    sheet.tone(outline, skin, streak=0.5)
    shadow = _terminator(head, sheet.light.side)
    if len(shadow) > 3:
        sheet.shade(shadow, 0.24 + 0.2 * sheet.light.shadow, max(0.0, head.height * 0.008), clip=outline)
        if head.height > 90:
            sheet.hatching(shadow, -62, max(3.2, head.height * 0.02), max(0.8, head.height * 0.0032), 0.42)
    sheet.contour(outline, weight)


def _terminator(head: Head, side: int) -> Points:
    """Where the skull turns from the key light: an edge down brow, cheek and jaw."""
    key = np.array([side * 0.76, 0.36, 0.0]) + head.camera_axis * 0.5
    edge, rim = [], []
    for row in SLICES:
        ring = head.slice(row, nose=False)
        normal = np.stack((ring[:, 0] / 0.13, ring[:, 1] * 0.5, ring[:, 2] / 0.2), axis=1) @ head.axes
        flat = head.flat(ring)
        seen = normal @ head.camera_axis > 0
        dark = seen & (normal @ key < 0.35)
        if dark.any():
            xs = np.where(dark, flat[:, 0] * -side, np.inf)
            inner, outer = int(xs.argmin()), int(np.where(dark, flat[:, 0] * -side, -np.inf).argmax())
            edge.append(flat[inner])
            rim.append(flat[outer] + (-side * head.height * 0.06, 0))
    return np.vstack((smooth(np.array(edge), 3), np.array(rim)[::-1])) if len(edge) > 2 else np.zeros((0, 2))


def _ears(sheet: Sheet, head: Head, skin: Colour, weight: float) -> None:
    for side in (-1, 1):
        if side * head.view[0] < -0.25:
            continue
        rows = np.array(
            [
                (0.355, 0.03, -0.02),
                (0.4, 0.075, -0.06),
                (0.42, 0.05, -0.11),
                (0.41, -0.05, -0.11),
                (0.375, -0.15, -0.06),
                (0.35, -0.17, -0.01),
                (0.345, -0.1, 0.01),
            ]
        ) * (side, 1, 1)
        ear = smooth(head.flat(rows), 4, closed=True)
        sheet.knock_out(ear)
        sheet.tone(ear, skin.darker(0.06), streak=0)
        sheet.ink(ear[: len(ear) * 3 // 4], weight * 0.9)
        if head.height > 60:
            inner = np.array(
                [(0.37, 0.03, -0.04), (0.405, 0.03, -0.08), (0.395, -0.06, -0.08), (0.37, -0.09, -0.04)]
            ) * (side, 1, 1)
            sheet.ink(smooth(head.flat(inner), 4), weight * 0.6, 0.7, taper=0.8)


def _neck(pencil: Pencil, body: Skeleton, person: Person, outfit: Outfit) -> None:
    k = body.size / 1.75
    radius = (0.06 if person.sex == "man" else 0.047) * k * (0.85 if person.age == "child" else 1)
    low = body.neck + body.spine * 0.012 * k
    high = body.head - body.spine * 0.26 * body.head_height - body.forward * 0.1 * body.head_height
    colour = outfit.colour if person.hat in ("space helmet", "great helm") else outfit.skin
    outline = balls(pencil.camera, [(low, radius), ((low + high) / 2, radius), (high, radius)])
    draw_form(pencil, outline, colour, pencil.camera.project(low[None])[0], radius * 2.3 * pencil.scale, 0.03)
    chin = body.head - body.spine * 0.5 * body.head_height
    x, y = pencil.camera.project(chin[None])[0].tolist()
    r = radius * pencil.scale
    pencil.sheet.shade(ellipse(x, y - r * 0.2, r * 2.2, r * 1.5), 0.36, r * 0.12, clip=outline)


def _beard(face: Face) -> None:
    rows = [
        (-0.34, -0.08),
        (-0.3, -0.28),
        (-0.12, -0.285),
        (0, -0.27),
        (0.12, -0.285),
        (0.3, -0.28),
        (0.34, -0.08),
        (0.31, -0.36),
        (0.17, -0.5),
        (0, -0.53),
        (-0.17, -0.5),
        (-0.31, -0.36),
    ]
    seen = [(x, y) for x, y in rows if face.head.seen(x * 0.8, y) > -0.1]
    if len(seen) > 4:
        mass = smooth(face.head.flat(np.array([face.head.surface(x, y, 0.03) for x, y in seen])), 4, closed=True)
        face.sheet.tone(mass, face.hair.toward(face.skin, 0.12), 0.9)
        face.sheet.hatching(mass, -80, max(2.4, face.head.height * 0.016), 1.1, 0.6)


def _glasses(face: Face) -> None:
    for side in (-1, 1):
        turn = np.linspace(0, 2 * np.pi, 16, endpoint=False)
        rows = np.stack((0.16 * side + 0.105 * np.cos(turn), -0.01 + 0.08 * np.sin(turn), np.full(16, 0.42)), axis=1)
        if face.head.view[2] > 0.1:
            face.sheet.contour(face.head.flat(rows), face.weight * 1.3)
    face.sheet.ink(face.head.flat(np.array([(-0.06, 0.01, 0.44), (0.06, 0.01, 0.44)])), face.weight * 1.3)
    side = 1 if face.head.view[0] > 0 else -1
    face.sheet.ink(face.head.flat(np.array([(0.265 * side, 0.01, 0.42), (0.37 * side, 0.02, 0.0)])), face.weight * 1.2)


def _construction(sheet: Sheet, head: Head) -> None:
    """Ball, centre line and eye line, in blue."""
    if head.height < 14:
        return
    x, y = head.flat(np.array([0.0, 0.1, -0.03]))[0].tolist()
    sheet.rough(np.vstack((ring := ellipse(x, y, head.height * 0.42, head.height * 0.42), ring[:2])))
    sheet.rough(smooth(head.flat(np.array([(0, 0.45, 0.2), (0, 0.2, 0.4), (0, -0.2, 0.42), (0, -0.5, 0.36)])), 5))
    sheet.rough(smooth(head.flat(np.array([(-0.36, 0, 0.1), (-0.2, 0, 0.34), (0.2, 0, 0.34), (0.36, 0, 0.1)])), 5))
