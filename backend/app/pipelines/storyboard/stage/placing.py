"""Where people stand, which way they face and in which pose: thirds, lead room, overlaps."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from app.pipelines.storyboard.brief.model import Angle, Brief, Framing, Person
from app.pipelines.storyboard.stage.camera import Camera, Solid, solid

STATURE = {
    ("man", "adult"): 1.8,
    ("woman", "adult"): 1.69,
    ("man", "old"): 1.72,
    ("woman", "old"): 1.6,
    ("man", "young"): 1.74,
    ("woman", "young"): 1.65,
    ("man", "child"): 1.22,
    ("woman", "child"): 1.2,
}
FACE_TO_FACE = frozenset({"talk", "fight", "embrace", "dance", "aim", "phone"})
LOWERED = {"sit": 0.76, "drive": 0.76, "kneel": 0.72, "lie": 0.22, "ride": 1.5, "fall": 1.12, "crouch": 0.65}
"""Height of the crown as a share of stature."""
ABREAST = {"run": 1.3, "fight": 0.95, "embrace": 0.36, "dance": 0.5, "lie": 2.0, "ride": 2.4}
"""Metres between neighbours, where not 0.95."""


@dataclass(frozen=True)
class Placement:
    person: Person
    x: float
    z: float
    yaw: float
    """Degrees from facing the camera; positive turns the face to the right of the picture."""
    action: str
    part: int = 0
    """Which of those who do it together this one is."""

    @property
    def stature(self) -> float:
        return STATURE[self.person.sex, self.person.age]

    @property
    def foot(self) -> Solid:
        return solid((self.x, 0.0, self.z))

    @property
    def crown(self) -> Solid:
        return solid((self.x, 1.03 * self.stature * LOWERED.get(self.action, 1.0), self.z))

    @property
    def top(self) -> Solid:
        """The crown with what is worn on it."""
        tall = 0.24 if self.person.hat in ("top hat", "chef hat") else 0.09 if self.person.hat else 0.0
        return self.crown + solid((0.0, tall, 0.0))


def place(brief: Brief, distance: float, camera: Camera, rng: Random) -> tuple[Placement, ...]:
    """Farthest first; the last is the subject."""
    if not brief.people:
        return ()
    if brief.framing is Framing.OVER_SHOULDER:
        return _over_shoulder(brief, distance, camera, rng)
    if len(brief.people) == 1:
        return (_alone(brief, distance, camera, rng),)
    return _together(brief, distance, camera, rng)


def _alone(brief: Brief, distance: float, camera: Camera, rng: Random) -> Placement:
    person, side = brief.people[0], rng.choice((-1, 1))
    if brief.place.construction == "plain":
        return Placement(person, 0.0, distance, side * rng.uniform(8, 16), _action(person, rng))
    half = camera.width / 2 / camera.focal * distance
    off = {Framing.CLOSE: 0.2, Framing.EXTREME_CLOSE: 0.08, Framing.MEDIUM_CLOSE: 0.26}.get(brief.framing, 0.34)
    action = _action(person, rng, brief.place.flavour)
    if action == "cry" and brief.framing in (Framing.CLOSE, Framing.EXTREME_CLOSE):
        action = "stand"  # the face tells it, and the hands would cover it
    z = 5.8 / math.tan(math.radians(78)) if brief.angle is Angle.TOP else distance
    return Placement(person, -side * half * off, z, side * _turn(action, brief.framing, rng), action)


def _action(person: Person, rng: Random, flavour: str = "") -> str:
    if flavour == "sea" and person.action in ("", "stand", "talk"):
        return "sit"
    if person.action in ("", "stand"):
        return rng.choice(("stand", "stand at ease"))
    return person.action


def _turn(action: str, framing: Framing, rng: Random) -> float:
    if framing in (Framing.CLOSE, Framing.EXTREME_CLOSE, Framing.MEDIUM_CLOSE):
        return rng.uniform(18, 42)
    if action in ("run", "ride", "drive", "aim", "lie", "fall", "jump", "kneel", "sit", "read", "phone", "drink"):
        return rng.uniform(52, 80)
    if action == "look back":
        return rng.uniform(130, 155)
    return rng.uniform(24, 58)


def _together(brief: Brief, distance: float, camera: Camera, rng: Random) -> tuple[Placement, ...]:
    """In a row about the middle, every other a step back; two who act on each other turn to each other."""
    count = len(brief.people)
    actions = [_action(person, rng, brief.place.flavour) for person in brief.people]
    gap = min(ABREAST.get(actions[0], 0.95), 1.9 * camera.width / 2 / camera.focal * distance / count)
    if brief.framing is Framing.TWO_SHOT:
        gap = max(gap, 0.62)
    lean = rng.uniform(-0.12, 0.12) * camera.width / camera.focal * distance
    cast = [
        Placement(
            person,
            lean + (k - (count - 1) / 2) * gap * _loose(actions[k], rng),
            _depth(k, count, distance, actions[k], rng),
            _facing(k, count, actions, rng),
            actions[k],
            k,
        )
        for k, person in enumerate(brief.people)
    ]
    return tuple(sorted(cast, key=lambda placed: -placed.z))


def _loose(action: str, rng: Random) -> float:
    return 1.0 if action in ("embrace", "dance", "fight") else rng.uniform(0.92, 1.1)


def _depth(index: int, count: int, distance: float, action: str, rng: Random) -> float:
    if action in ("embrace", "dance", "fight"):
        return distance + 0.12 * index
    if count > 3:
        return distance + rng.uniform(0.0, 0.55) * count
    return distance + (0.35 if count > 2 else 0.2) * (index % 2) * rng.uniform(0.8, 1.6) + 0.02 * index


def _facing(index: int, count: int, actions: list[str], rng: Random) -> float:
    inward = 1 if index < count / 2 else -1
    if count == 2 and actions[index] in FACE_TO_FACE | {"stand", "stand at ease", "sit", "point", "drink"}:
        return inward * rng.uniform(*((78, 88) if actions[index] in ("embrace", "fight", "dance") else (50, 74)))
    if actions[index] in ("run", "walk", "ride"):
        way = 1 if Random(str(actions)).random() < 0.5 else -1
        return way * rng.uniform(30, 62)
    return inward * rng.uniform(12, 48)


def _over_shoulder(brief: Brief, distance: float, camera: Camera, rng: Random) -> tuple[Placement, ...]:
    side = rng.choice((-1, 1))
    half = camera.width / 2 / camera.focal
    far, near = brief.people[0], brief.people[1]
    depth = distance * 0.52
    facing = Placement(far, side * half * distance * 0.3, distance, -side * rng.uniform(14, 30), "talk", 0)
    back = Placement(near, -side * half * depth * 0.62, depth, 180 - side * rng.uniform(18, 30), "stand", 1)
    return (facing, back)
