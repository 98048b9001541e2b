"""Poses as angles in degrees: 0 hangs straight down, 90 reaches forward, 180 up; then outwards from the body."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from app.pipelines.storyboard.brief.model import Mood

Limb = tuple[float, float, float, float]
"""Upper bone forward and outward, lower bone forward and outward."""


@dataclass(frozen=True)
class Pose:
    near: Limb = (2, 9, 13, 4)
    """The arm on the camera's side, which acts."""
    far: Limb = (-4, 9, 8, 4)
    lead: Limb = (4, 5, -1, 3)
    """The leg before."""
    trail: Limb = (-3, 7, -6, 5)
    lean: float = 2
    """Of the spine, forward."""
    sway: float = 0
    twist: float = 0
    nod: float = 0
    """Of the head: up is positive."""
    turn: float = 0
    """Of the head, away from the chest, towards the camera's side."""
    seat: float = 0
    """Metres of the hips above the ground, when something else bears them than the feet."""
    near_hand: str = "relaxed"
    far_hand: str = "relaxed"


POSES: dict[str, Pose] = {
    "stand": Pose(),
    "stand at ease": Pose((-14, 15, 30, -14), (0, 8, 10, 2), (13, 9, -7, 7), (-1, 3, -2, 2), 0, sway=4, turn=8),
    "walk": Pose((-27, 7, -6, 4), (25, 7, 46, 0), (25, 2, 10, 1), (-15, 2, -40, 1), 5),
    "run": Pose(
        (-52, 14, 42, 2),
        (40, 12, 122, -12),
        (50, 3, 4, 2),
        (-28, 3, -82, 2),
        19,
        twist=12,
        near_hand="fist",
        far_hand="fist",
    ),
    "sit": Pose((24, 10, 60, -12), (20, 12, 56, -16), (84, 8, 2, 4), (80, 11, -8, 7), 7, seat=0.5),
    "kneel": Pose((22, 10, 62, -18), (30, 10, 80, -22), (84, 8, 0, 5), (-6, 7, -88, 5), 12, nod=-14),
    "lie": Pose((80, 20, 92, 6), (60, 40, 118, -20), (116, 5, 46, 4), (86, 8, 86, 5), -87, seat=0.16),
    "fall": Pose(
        (140, 42, 165, 20),
        (-62, 60, -25, 35),
        (64, 10, -4, 8),
        (22, 18, -46, 10),
        -34,
        seat=1.1,
        near_hand="open",
        far_hand="open",
    ),
    "jump": Pose(
        (128, 24, 160, 8), (-50, 28, -20, 10), (78, 4, -34, 3), (-34, 6, -76, 4), 14, seat=1.35, near_hand="open"
    ),
    "strike": Pose(
        (40, 18, 128, -24),
        (86, 4, 89, -6),
        (36, 9, 6, 8),
        (-28, 10, -44, 8),
        18,
        twist=-22,
        near_hand="fist",
        far_hand="fist",
    ),
    "guard": Pose(
        (46, 22, 132, -16),
        (58, 16, 136, -26),
        (16, 11, -10, 9),
        (-24, 10, -30, 9),
        -10,
        nod=6,
        near_hand="fist",
        far_hand="fist",
    ),
    "embrace": Pose((58, 24, 78, -42), (66, 18, 88, -46), (6, 5, -2, 4), (-8, 6, -12, 5), 6, nod=-8),
    "talk": Pose((16, 13, 88, 16), (-10, 13, 24, -10), (9, 7, -3, 6), (-3, 5, -5, 4), 3, near_hand="open"),
    "listen": Pose((26, 13, 76, -64), (20, 14, 70, -60), (11, 8, -6, 7), (-3, 4, -4, 3), -1, sway=3),
    "point": Pose((84, 10, 88, 4), (-8, 10, 8, 4), (15, 5, 2, 4), (-10, 6, -16, 5), 4, near_hand="point"),
    "look back": Pose((-20, 8, -2, 4), (18, 8, 36, 0), (19, 2, 6, 2), (-12, 3, -32, 2), 3, turn=74),
    "aim": Pose(
        (80, 2, 86, -12), (78, -14, 84, -16), (20, 10, 2, 8), (-14, 10, -20, 8), 2, near_hand="grip", far_hand="grip"
    ),
    "phone": Pose(
        (44, 22, 160, -34), (-6, 10, 12, 2), (8, 7, -3, 5), (-4, 5, -7, 4), 1, sway=3, nod=-6, near_hand="grip"
    ),
    "drink": Pose((44, 18, 146, -34), (-4, 10, 12, 2), (8, 6, -3, 5), (-4, 5, -6, 4), -2, nod=7, near_hand="grip"),
    "read": Pose(
        (24, 12, 100, -22),
        (22, 12, 96, -26),
        (8, 6, -2, 5),
        (-3, 5, -6, 4),
        4,
        nod=-24,
        near_hand="grip",
        far_hand="grip",
    ),
    "dance": Pose((72, 34, 96, -8), (66, 52, 104, 26), (26, 5, -4, 4), (-12, 8, -40, 6), -5, sway=7, near_hand="open"),
    "carry": Pose((0, 13, 4, 8), (8, 16, 18, 12), (20, 3, 6, 2), (-13, 3, -32, 2), 7, sway=-6, near_hand="fist"),
    "smoke": Pose((36, 16, 148, -30), (-14, 14, 32, -14), (11, 8, -6, 7), (-2, 4, -3, 3), -2, sway=3, near_hand="grip"),
    "cry": Pose((50, 12, 156, -38), (48, 12, 154, -40), (5, 4, -4, 3), (-3, 5, -8, 4), 15, nod=-34),
    "celebrate": Pose(
        (156, 26, 172, 12),
        (150, 30, 168, 14),
        (8, 9, -2, 8),
        (-6, 9, -10, 8),
        -5,
        nod=16,
        near_hand="fist",
        far_hand="fist",
    ),
    "climb": Pose((150, 14, 164, 2), (96, 18, 142, 4), (82, 10, 6, 6), (8, 8, -14, 6), 8, nod=16, near_hand="grip"),
    "ride": Pose(
        (30, 10, 78, -12),
        (34, 10, 82, -14),
        (56, 26, -18, 14),
        (54, 26, -20, 14),
        6,
        seat=1.38,
        near_hand="grip",
        far_hand="grip",
    ),
    "drive": Pose(
        (48, 12, 88, -12), (50, 10, 90, -14), (84, 8, 20, 5), (80, 10, 14, 7), -6, seat=0.55, near_hand="grip"
    ),
}

PAIRS = {"fight": ("strike", "guard"), "talk": ("talk", "listen"), "dance": ("dance", "dance")}
"""Deeds of two, one pose for each."""

HOLDS: dict[str, Limb] = {
    "umbrella": (20, 12, 122, -10),
    "suitcase": (-2, 9, 4, 5),
    "gun": (4, 12, 12, 6),
    "rifle": (14, 14, 84, -34),
    "sword": (26, 20, 74, 10),
    "knife": (30, 16, 96, -4),
    "letter": (26, 12, 106, -18),
    "phone": (26, 12, 112, -14),
    "book": (22, 12, 98, -22),
    "lantern": (44, 16, 82, 4),
    "candle": (26, 12, 98, -12),
    "cup": (22, 13, 104, -20),
    "glass": (24, 14, 112, -12),
    "bottle": (4, 12, 24, 4),
    "flowers": (22, 12, 102, -20),
    "balloon": (24, 14, 118, 2),
    "guitar": (10, 26, 84, -48),
    "camera": (46, 18, 146, -34),
    "staff": (24, 18, 92, 10),
    "cigarette": (36, 16, 148, -30),
    "teddy": (10, 12, 72, -34),
    "key": (26, 12, 100, -4),
    "ring": (34, 12, 100, -4),
    "watch": (26, 12, 104, -16),
    "photo": (26, 12, 106, -18),
    "skull": (40, 14, 108, 0),
}

NODS = {Mood.SAD: -16.0, Mood.TIRED: -14.0, Mood.HAPPY: 5.0, Mood.SURPRISED: 7.0, Mood.AFRAID: 3.0, Mood.ANGRY: -5.0}
LOADED = frozenset({"stand", "stand at ease", "walk", "run", "sit", "kneel", "talk", "look back", "listen"})
"""Poses whose acting arm gives way to what it holds."""


def pose_for(action: str, part: int, holding: str, mood: Mood, rng: Random) -> Pose:
    pose = POSES.get(PAIRS[action][part % 2] if action in PAIRS else action, POSES["stand"])
    if holding in HOLDS and action in LOADED:
        pose = replace(pose, near=HOLDS[holding], near_hand="grip")
    return replace(
        pose,
        near=_loose(pose.near, rng),
        far=_loose(pose.far, rng),
        lead=_loose(pose.lead, rng, 2),
        trail=_loose(pose.trail, rng, 2),
        nod=pose.nod + NODS.get(mood, 0),
        lean=pose.lean + (5 if mood in (Mood.SAD, Mood.TIRED) and pose.lean > -20 else 0),
    )


def _loose(limb: Limb, rng: Random, by: float = 4) -> Limb:
    a, b, c, d = limb
    return (a + rng.uniform(-by, by), b + rng.uniform(-2, 2), c + rng.uniform(-by, by), d + rng.uniform(-2, 2))
