"""Joints in the world from stature, place, heading and pose."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from app.pipelines.storyboard.brief.model import Person
from app.pipelines.storyboard.figures.poses import Limb, Pose
from app.pipelines.storyboard.stage.camera import Solid
from app.pipelines.storyboard.stage.placing import Placement

UP = np.array([0.0, 1.0, 0.0])
HEADS = {"child": 5.9, "young": 7.2}
"""Head heights in the stature; 7.5 when grown."""


@dataclass(frozen=True)
class Arm:
    shoulder: Solid
    elbow: Solid
    wrist: Solid
    reach: Solid
    """Unit direction of the hand."""


@dataclass(frozen=True)
class Leg:
    hip: Solid
    knee: Solid
    ankle: Solid
    toe: Solid
    """Unit direction of the foot."""


@dataclass(frozen=True)
class Skeleton:
    size: float
    """Metres of the body of a grown person of the same build, 1.75 being the measure of all widths."""
    head_height: float
    pelvis: Solid
    neck: Solid
    head: Solid
    """The middle of the head."""
    left: Solid
    forward: Solid
    chest_left: Solid
    chest_forward: Solid
    spine: Solid
    """Unit direction of the spine, upwards."""
    gaze: tuple[float, float, float]
    """Of the head in degrees: yaw in the world, nod, tilt."""
    near: Arm
    far: Arm
    lead: Leg
    trail: Leg
    near_side: int
    """1 when the acting arm is the left one."""


def heading(yaw: float) -> tuple[Solid, Solid]:
    """Left and forward of somebody turned by `yaw` degrees from the camera."""
    a = math.radians(yaw)
    return np.array([math.cos(a), 0.0, math.sin(a)]), np.array([math.sin(a), 0.0, -math.cos(a)])


def skeleton(placed: Placement, pose: Pose) -> Skeleton:
    head, size = _measures(placed.person, placed.stature)
    left, forward = heading(placed.yaw)
    near = -1 if placed.yaw % 360 < 180 else 1
    chest_left, chest_forward = heading(placed.yaw - near * pose.twist)
    spine = _unit(UP * _cos(pose.lean) + forward * _sin(pose.lean) + left * near * _sin(pose.sway))
    pelvis = np.zeros(3)
    neck = pelvis + spine * 0.315 * size
    lead = _leg(pelvis, left * -near, forward, pose.lead, size)
    trail = _leg(pelvis, left * near, forward, pose.trail, size)
    root = placed.foot[0] + UP * _rise(pose, (lead, trail), size)
    made = Skeleton(
        size,
        head,
        pelvis,
        neck,
        _head(neck, spine, forward, head, pose),
        left,
        forward,
        chest_left,
        chest_forward,
        spine,
        (placed.yaw - near * pose.twist + _turned(pose, near), pose.nod, pose.sway * near * -0.6),
        _arm(neck, spine, chest_left * near, chest_forward, pose.near, size, placed.person),
        _arm(neck, spine, chest_left * -near, chest_forward, pose.far, size, placed.person),
        lead,
        trail,
        near,
    )
    return _moved(made, root)


def _turned(pose: Pose, near: int) -> float:
    return near * pose.turn


def _measures(person: Person, stature: float) -> tuple[float, float]:
    head = stature / HEADS.get(person.age, 7.5)
    return head * 1.04, (stature - head) / (1 - 1 / 7.5)


def _rise(pose: Pose, legs: tuple[Leg, Leg], size: float) -> float:
    """Height of the pelvis."""
    if pose.seat:
        return pose.seat * math.sqrt(size / 1.75)
    low = min(float(p[1]) for leg in legs for p in (leg.ankle, leg.knee))
    return 0.045 * size - low


def _head(neck: Solid, spine: Solid, forward: Solid, head: float, pose: Pose) -> Solid:
    up = _unit(spine + (UP if abs(pose.lean) < 50 else spine) * 0.8)
    return np.asarray(neck + up * (0.2 * head + 0.56 * head) + forward * head * (0.1 - 0.12 * _sin(pose.nod)))


def _arm(neck: Solid, spine: Solid, out: Solid, forward: Solid, limb: Limb, size: float, person: Person) -> Arm:
    broad = (0.104 if person.sex == "man" else 0.086) * (0.9 if person.age == "child" else 1)
    shoulder = neck + out * broad * size - spine * 0.046 * size
    elbow = shoulder + _bone(limb[0], limb[1], out, forward) * 0.176 * size
    along = _bone(limb[2], limb[3], out, forward)
    return Arm(shoulder, elbow, elbow + along * 0.152 * size, along)


def _leg(pelvis: Solid, out: Solid, forward: Solid, limb: Limb, size: float) -> Leg:
    hip = pelvis + out * 0.052 * size - UP * 0.02 * size
    knee = hip + _bone(limb[0], limb[1], out, forward) * 0.245 * size
    ankle = knee + _bone(limb[2], limb[3], out, forward) * 0.238 * size
    pitch = 88 + (limb[2] + 8) * 0.85 if limb[2] < -8 else 88 + max(0.0, limb[2] - 30)
    toe = _unit(forward * _sin(pitch) - UP * _cos(pitch) + out * 0.2)
    return Leg(hip, knee, ankle, toe)


def _bone(ahead: float, aside: float, out: Solid, forward: Solid) -> Solid:
    return out * _sin(aside) + (forward * _sin(ahead) - UP * _cos(ahead)) * _cos(aside)


def _moved(s: Skeleton, by: Solid) -> Skeleton:
    arms = [Arm(a.shoulder + by, a.elbow + by, a.wrist + by, a.reach) for a in (s.near, s.far)]
    legs = [Leg(g.hip + by, g.knee + by, g.ankle + by, g.toe) for g in (s.lead, s.trail)]
    return Skeleton(
        s.size,
        s.head_height,
        s.pelvis + by,
        s.neck + by,
        s.head + by,
        s.left,
        s.forward,
        s.chest_left,
        s.chest_forward,
        s.spine,
        s.gaze,
        arms[0],
        arms[1],
        legs[0],
        legs[1],
        s.near_side,
    )


def _unit(v: Solid) -> Solid:
    return np.asarray(v / max(1e-9, float(np.linalg.norm(v))))


def _sin(degrees: float) -> float:
    return math.sin(math.radians(degrees))


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))
