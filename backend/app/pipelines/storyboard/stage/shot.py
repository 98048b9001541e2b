"""The composition of a shot: one camera, one light, and where everybody stands."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from random import Random

from app.pipelines.storyboard.brief.model import Angle, Brief, Framing
from app.pipelines.storyboard.brief.place_words import INDOORS
from app.pipelines.storyboard.paper.light import Light
from app.pipelines.storyboard.stage.camera import Camera
from app.pipelines.storyboard.stage.lighting import light_for
from app.pipelines.storyboard.stage.placing import Placement, place

VISIBLE: dict[Framing, float] = {
    Framing.EXTREME_WIDE: 15.0,
    Framing.WIDE: 4.6,
    Framing.FULL: 2.35,
    Framing.COWBOY: 1.45,
    Framing.MEDIUM: 1.05,
    Framing.MEDIUM_CLOSE: 0.72,
    Framing.CLOSE: 0.46,
    Framing.EXTREME_CLOSE: 0.25,
    Framing.OVER_SHOULDER: 0.8,
    Framing.TWO_SHOT: 0.95,
    Framing.INSERT: 0.5,
}
"""Metres of the world, at the subject, from the bottom of the picture to its top."""

LENS: dict[Framing, float] = {
    Framing.EXTREME_WIDE: 0.85,
    Framing.WIDE: 0.95,
    Framing.FULL: 1.25,
    Framing.COWBOY: 1.5,
    Framing.CLOSE: 2.2,
    Framing.EXTREME_CLOSE: 2.6,
    Framing.INSERT: 1.6,
}
"""Focal length in picture heights."""

MOUNTED = {"ride": 1.35, "drive": 1.9}
"""How much more is shown of somebody with a horse or a car."""

EYES = {Framing.FULL: (0.95, 1.25), Framing.COWBOY: (1.1, 1.35), Framing.EXTREME_WIDE: (1.7, 3.4)}
"""Metres of the camera's eye above the ground, where not those of a standing person."""

HEADROOM = {Framing.EXTREME_CLOSE: -0.1, Framing.CLOSE: 0.1, Framing.MEDIUM_CLOSE: 0.13, Framing.OVER_SHOULDER: 0.19}
"""Share of the picture left above the head."""


@dataclass(frozen=True)
class Shot:
    brief: Brief
    seed: int
    camera: Camera
    light: Light
    distance: float
    """Metres from the camera to the plane of the subject."""
    cast: tuple[Placement, ...]

    def chance(self, layer: str) -> Random:
        """A source of accidents of its own for each layer, so that one never disturbs another."""
        return Random(f"{self.seed}/{layer}")

    @property
    def close(self) -> bool:
        return VISIBLE[self.brief.framing] < 1.2


def compose(brief: Brief, width: float, height: float, seed: int) -> Shot:
    rng = Random(f"{seed}/compose")
    distance, camera = _camera(brief, width, height, rng)
    cast = place(brief, distance, camera, rng)
    if cast and brief.angle is not Angle.TOP:
        camera = _aimed(camera, brief, cast)
    return Shot(brief, seed, camera, light_for(brief, rng), distance, cast)


def _camera(brief: Brief, width: float, height: float, rng: Random) -> tuple[float, Camera]:
    lens = LENS.get(brief.framing, 1.8)
    indoors = brief.place.construction in INDOORS and brief.framing in (Framing.WIDE, Framing.EXTREME_WIDE)
    visible = (
        VISIBLE[brief.framing]
        * max([1.0, *(MOUNTED.get(person.action, 1.0) for person in brief.people)])
        * (0.66 if indoors else 1.0)
        * max(1.0, _breadth(brief) * height / width / VISIBLE[brief.framing])
    )
    distance = lens * visible
    eye = {Angle.LOW: 0.42, Angle.HIGH: 3.1, Angle.TOP: 6.0}.get(
        brief.angle, rng.uniform(*EYES.get(brief.framing, (1.35, 1.62)))
    )
    pitch = {Angle.LOW: 8.0, Angle.HIGH: -16.0, Angle.TOP: -78.0}.get(brief.angle, 0.0)
    roll = rng.choice((-1, 1)) * rng.uniform(7, 11) if brief.angle is Angle.DUTCH else 0.0
    return distance, Camera(width, height, (0.0, eye, 0.0), pitch, roll, lens * height)


def _breadth(brief: Brief) -> float:
    """Metres that the people need side by side."""
    if VISIBLE[brief.framing] < 0.8 and len(brief.people) < 2:
        return 0.42
    return 0.35 + 0.6 * min(5, len(brief.people))


def _aimed(camera: Camera, brief: Brief, cast: tuple[Placement, ...]) -> Camera:
    """Slides the picture, and tilts for high and low angles, until the subject has its headroom."""
    lead = cast[0] if brief.framing is Framing.OVER_SHOULDER else cast[-1]
    camera = _closer_to_height(camera, brief, lead, cast)
    framing = brief.framing
    top = min(float(camera.project(placed.top)[0, 1]) for placed in cast if placed.z >= lead.z - 0.6)
    upright = framing is Framing.FULL and camera.height > camera.width
    if upright or framing in (Framing.EXTREME_WIDE, Framing.WIDE):
        foot = camera.project(lead.foot)[0, 1]
        wanted = camera.height * (0.8 if framing is Framing.EXTREME_WIDE else 0.9)
        return replace(camera, shift=float(wanted - foot))
    headroom = HEADROOM.get(framing, 0.1) * camera.height
    return replace(camera, shift=float(headroom - top))


def _closer_to_height(camera: Camera, brief: Brief, lead: Placement, cast: tuple[Placement, ...]) -> Camera:
    """For near framings the eye is level with the face, or well above or below it."""
    if VISIBLE[brief.framing] > 1.5:
        return camera
    faces = cast if brief.framing is Framing.OVER_SHOULDER else (lead,)
    face = sum(float(placed.crown[0, 1]) for placed in faces) / len(faces) - 0.14
    offset = {Angle.LOW: -0.55, Angle.HIGH: 0.6}.get(brief.angle, 0.02) * min(1.0, VISIBLE[brief.framing] * 1.6)
    depth = camera.depth(*lead.crown[0])
    pitch = -math.degrees(math.atan2(offset, max(0.4, depth)))
    return replace(camera, eye=(0.0, float(face + offset), 0.0), pitch=pitch)
