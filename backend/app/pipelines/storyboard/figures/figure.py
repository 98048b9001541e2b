"""A whole person, drawn from the parts that are farther to those that are nearer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

import numpy as np

from app.pipelines.storyboard.figures.head.head import draw_head
from app.pipelines.storyboard.figures.limbs import Pencil, draw_arm, draw_leg
from app.pipelines.storyboard.figures.outfits import Outfit, outfit_for
from app.pipelines.storyboard.figures.poses import Pose, pose_for
from app.pipelines.storyboard.figures.silhouette import Ball, balls, unite
from app.pipelines.storyboard.figures.skeleton import Arm, Leg, Skeleton, skeleton
from app.pipelines.storyboard.figures.torso import draw_torso
from app.pipelines.storyboard.paper.points import Points, points
from app.pipelines.storyboard.paper.sheet import Sheet
from app.pipelines.storyboard.stage.camera import Camera, Solid
from app.pipelines.storyboard.stage.placing import Placement

Part = tuple[float, Callable[[], None]]


def draw_figure(
    sheet: Sheet, camera: Camera, placed: Placement, rng: Random, before: Callable[[Skeleton], None] | None = None
) -> Skeleton:
    """Draws and returns where the joints are, for what the figure holds; `before` draws what lies under it."""
    person = placed.person
    pose = pose_for(placed.action, placed.part, person.holding, person.mood, rng)
    outfit = outfit_for(person, rng)
    body = skeleton(placed, pose)
    scale = camera.scale(*body.neck)
    pencil = Pencil(sheet, camera, scale, min(3.2, max(0.75, scale * 0.0085)))
    if before:
        before(body)
    _gesture(sheet, camera, body)
    for _, draw in sorted(_parts(pencil, body, pose, placed, outfit, rng), key=lambda part: -part[0]):
        draw()
    return body


def _parts(pencil: Pencil, body: Skeleton, pose: Pose, placed: Placement, outfit: Outfit, rng: Random) -> list[Part]:
    """Legs lie behind the trunk's clothes; arms before or behind it as they are nearer or farther."""
    camera, person = pencil.camera, placed.person
    chest = _depth(camera, body.pelvis + (body.neck - body.pelvis) * 0.75)
    bowed = body.gaze[1] < -20 or abs(float(body.spine[1])) < 0.75
    behind = bowed and _away(body, camera)
    parts: list[Part] = [
        (chest, partial(draw_torso, pencil, body, person, outfit)),
        (chest + (0.01 if behind else -0.01), partial(draw_head, pencil, body, person, outfit, rng)),
    ]
    bent = bool(pose.seat) or placed.action == "kneel"
    legs: list[Part] = [
        (chest + _leg_order(camera, body, leg, outfit, bent), partial(draw_leg, pencil, body, leg, outfit))
        for leg in (body.lead, body.trail)
    ]
    arms: list[Part] = [
        (chest + _arm_order(camera, body, arm), partial(draw_arm, pencil, body, arm, outfit, hand))
        for arm, hand in ((body.near, pose.near_hand), (body.far, pose.far_hand))
    ]
    return [*parts, *legs, *arms]


def _depth(camera: Camera, *spots: Solid) -> float:
    return float(np.mean(camera.seen(np.array(spots))[:, 2]))


def _leg_order(camera: Camera, body: Skeleton, leg: Leg, outfit: Outfit, bent: bool) -> float:
    """A bent knee may come before the trunk, unless a long skirt covers it."""
    if bent:
        return _depth(camera, leg.knee) - _depth(camera, body.pelvis) + (0.0 if outfit.hem < 0.4 else 0.4)
    return 0.6 + _depth(camera, leg.knee, leg.ankle) - _depth(camera, body.pelvis)


def _arm_order(camera: Camera, body: Skeleton, arm: Arm) -> float:
    shoulders = _depth(camera, body.neck, body.near.shoulder, body.far.shoulder)
    farther = _depth(camera, arm.elbow, arm.elbow, arm.wrist, arm.shoulder) - shoulders
    return (0.05 if farther > 0 else -0.05) + farther * 0.1


def _away(body: Skeleton, camera: Camera) -> bool:
    return float(body.forward @ (np.array(camera.eye) - body.neck)) < 0


def _gesture(sheet: Sheet, camera: Camera, body: Skeleton) -> None:
    """The line of action and the limbs as sticks, in blue."""
    for joints in (
        (body.head, body.neck, body.pelvis, body.trail.knee, body.trail.ankle),
        (body.pelvis, body.lead.knee, body.lead.ankle),
        (body.neck, body.near.shoulder, body.near.elbow, body.near.wrist),
        (body.neck, body.far.shoulder, body.far.elbow, body.far.wrist),
    ):
        sheet.rough(camera.project(np.array(joints)), 1.5)


def ground_shadow(sheet: Sheet, camera: Camera, body: Skeleton) -> None:
    """The body's shadow, cast on the ground by the key light."""
    slope = 1 / np.tan(np.radians(max(14.0, sheet.light.elevation)))
    travel = np.array([-sheet.light.side * 0.86, 0.0, 0.5]) * min(2.6, slope)

    def cast(spot: Solid) -> Solid:
        return np.asarray(np.array([spot[0], 0.0, spot[2]]) + travel * max(0.0, float(spot[1])))

    outlines = []
    for chain in _masses(body):
        spots = [(cast(spot), radius * body.size / 1.75) for spot, radius in chain]
        if all(camera.seen(at[None])[0, 2] > 0.3 for at, _ in spots):
            outlines.append(_flattened(balls(camera, spots, 6.0), camera, float(spots[0][0][2])))
    if outlines:
        depth = (0.2 + 0.26 * sheet.light.shadow) * (0.6 if sheet.light.dark else 1)
        sheet.shade(unite(outlines), depth, 1.6)
    _contacts(sheet, camera, body)


def _masses(body: Skeleton) -> list[list[Ball]]:
    masses: list[list[Ball]] = [[(body.pelvis, 0.15), (body.neck, 0.16), (body.neck, 0.07), (body.head, 0.11)]]
    masses += [[(body.pelvis, 0.14), (leg.knee, 0.09), (leg.ankle, 0.07)] for leg in (body.lead, body.trail)]
    return masses + [[(arm.shoulder, 0.07), (arm.elbow, 0.06), (arm.wrist, 0.05)] for arm in (body.near, body.far)]


def _flattened(outline: Points, camera: Camera, depth: float) -> Points:
    """Balls lie flat on the ground: thinner up and down than across."""
    middle = outline.mean(axis=0)
    return np.asarray(middle + (outline - middle) * (1, 0.55 + 0.45 * min(1.0, abs(camera.eye[1]) / max(1.0, depth))))


def _contacts(sheet: Sheet, camera: Camera, body: Skeleton) -> None:
    for leg in (body.lead, body.trail):
        x, y = camera.project(np.array([[leg.ankle[0], 0.0, leg.ankle[2]]]))[0].tolist()
        scale = camera.scale(float(leg.ankle[0]), 0.0, float(leg.ankle[2]))
        sheet.shade(
            points([(x - 0.16 * scale, y), (x, y - 0.03 * scale), (x + 0.16 * scale, y), (x, y + 0.035 * scale)]),
            0.45,
            0.02 * scale,
        )
