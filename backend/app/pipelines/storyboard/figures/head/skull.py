"""The shape of a head as horizontal slices, and its frame in the world."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.pipelines.storyboard.brief.model import Person
from app.pipelines.storyboard.figures.skeleton import Skeleton, heading
from app.pipelines.storyboard.paper.points import Points
from app.pipelines.storyboard.stage.camera import Camera, Solid

#          height, half width, front, back, nose
SLICES: list[tuple[float, float, float, float, float]] = [
    (0.50, 0.06, 0.02, -0.14, 0),
    (0.475, 0.17, 0.15, -0.27, 0),
    (0.42, 0.26, 0.26, -0.37, 0),
    (0.34, 0.325, 0.335, -0.43, 0),
    (0.24, 0.357, 0.372, -0.46, 0),
    (0.15, 0.366, 0.388, -0.468, 0.0),
    (0.09, 0.364, 0.396, -0.46, 0.0),
    (0.04, 0.358, 0.372, -0.45, 0.012),
    (-0.01, 0.354, 0.365, -0.43, 0.035),
    (-0.06, 0.35, 0.368, -0.41, 0.066),
    (-0.11, 0.345, 0.372, -0.38, 0.096),
    (-0.16, 0.335, 0.372, -0.34, 0.122),
    (-0.19, 0.325, 0.37, -0.3, 0.132),
    (-0.215, 0.317, 0.37, -0.27, 0.112),
    (-0.235, 0.31, 0.37, -0.25, 0.05),
    (-0.26, 0.3, 0.372, -0.22, 0.01),
    (-0.3, 0.285, 0.388, -0.18, 0),
    (-0.325, 0.275, 0.372, -0.15, 0),
    (-0.35, 0.265, 0.385, -0.12, 0),
    (-0.385, 0.245, 0.358, -0.07, 0),
    (-0.43, 0.205, 0.372, -0.01, 0),
    (-0.47, 0.155, 0.372, 0.08, 0),
    (-0.5, 0.075, 0.33, 0.16, 0),
]
Slice = tuple[float, float, float, float, float]
TURN = np.linspace(-np.pi, np.pi, 33)[:-1]


@dataclass(frozen=True)
class Build:
    """Departures from the middle shape."""

    jaw: float = 1.0
    nose: float = 1.0
    eyes: float = 1.0
    brow: float = 0.0
    """Height of the brows above the usual."""
    width: float = 1.0


BUILDS = {"man": Build(1.06, 1.05, 0.94, -0.012, 1.0), "woman": Build(0.9, 0.78, 1.12, 0.012, 0.97)}
CHILD = Build(0.88, 0.55, 1.3, 0.0, 1.06)


def build_for(person: Person) -> Build:
    usual = CHILD if person.age == "child" else BUILDS[person.sex]
    look = person.look
    if look is None:
        return usual
    return Build(
        jaw=usual.jaw * look.jaw,
        nose=usual.nose * look.nose,
        eyes=usual.eyes * look.eye_size,
        brow=usual.brow + look.brow,
        width=usual.width * look.width,
    )


@dataclass(frozen=True)
class Head:
    camera: Camera
    middle: Solid
    size: float
    """Metres from chin to crown."""
    left: Solid
    up: Solid
    forward: Solid
    build: Build

    def world(self, local: Solid) -> Solid:
        return np.asarray(self.middle + (local @ np.stack((self.left, self.up, self.forward))) * self.size)

    def flat(self, local: Solid) -> Points:
        return self.camera.project(self.world(np.atleast_2d(local)))

    @cached_property
    def view(self) -> Solid:
        """Unit direction to the camera, in the head's own axes."""
        toward = np.array(self.camera.eye) - self.middle
        toward = toward / max(1e-6, float(np.linalg.norm(toward)))
        return np.array([toward @ self.left, toward @ self.up, toward @ self.forward])

    @cached_property
    def axes(self) -> Solid:
        """Rows left, up, forward, in the camera's axes."""
        return self.camera.turned(np.stack((self.left, self.up, self.forward)))

    @cached_property
    def camera_axis(self) -> Solid:
        """Unit direction to the camera, in the camera's axes."""
        toward = self.camera.turned((np.array(self.camera.eye) - self.middle)[None])[0]
        return np.asarray(toward / max(1e-6, float(np.linalg.norm(toward))))

    @cached_property
    def height(self) -> float:
        """Of the head on the sheet."""
        return self.size * self.camera.scale(*self.middle)

    @cached_property
    def rows(self) -> list[Slice]:
        """The slices worth drawing at this size."""
        return SLICES if self.height > 70 else SLICES[::3] + SLICES[-1:]

    @cached_property
    def slices(self) -> list[Solid]:
        return [self.slice(row) for row in self.rows]

    def slice(self, row: Slice, grown: float = 0.0, nose: bool = True) -> Solid:
        y, width, front, back, tip = row
        width = (width * (self.build.width if y > -0.1 else self.build.width * self.build.jaw)) + grown
        sine, cosine = np.sin(TURN), np.cos(TURN)
        x = width * np.sign(sine) * np.abs(sine) ** 0.86
        z = np.where(cosine > 0, (front + grown) * np.abs(cosine) ** 0.8, (-back + grown) * -(np.abs(cosine) ** 0.9))
        if nose:
            z = z + tip * self.build.nose * np.exp(-((x / (0.03 + tip * 0.32)) ** 2)) * (cosine > 0)
        return np.stack((x, np.full_like(x, y), z), axis=1)

    def surface(self, x: float, y: float, out: float = 0.0) -> Solid:
        """A point on the face, `out` head heights before the skin."""
        ys = [row[0] for row in SLICES][::-1]
        width = float(np.interp(y, ys, [row[1] for row in SLICES][::-1])) * self.build.width
        front = float(np.interp(y, ys, [row[2] for row in SLICES][::-1]))
        bend = max(0.0, 1 - (abs(x) / max(0.05, width * 1.04)) ** 2.3) ** 0.5
        return np.array([x, y, front * bend + out])

    def seen(self, x: float, y: float) -> float:
        """How far the face at that place turns to the camera: 1 fully, below 0 away."""
        z = self.surface(x, y)[2]
        normal = np.array([x / 0.14, y * 0.3, max(0.1, z) / 0.14])
        return float(normal @ self.view / np.linalg.norm(normal))


def head_of(body: Skeleton, person: Person, camera: Camera) -> Head:
    yaw, nod, tilt = body.gaze
    left, forward = heading(yaw)
    n, t = math.radians(nod), math.radians(tilt)
    up = np.array([0.0, 1.0, 0.0])
    if abs(float(body.spine[1])) < 0.75:
        up, forward = body.spine, np.cross(left, body.spine) * (1 if _same(left, body.spine, forward) else -1)
    forward, up = forward * math.cos(n) + up * math.sin(n), up * math.cos(n) - forward * math.sin(n)
    left, up = left * math.cos(t) + up * math.sin(t), up * math.cos(t) - left * math.sin(t)
    return Head(camera, body.head, body.head_height, left, up, forward, build_for(person))


def _same(left: Solid, spine: Solid, forward: Solid) -> bool:
    """Lying, the face looks up; falling, it keeps its heading."""
    across = np.cross(left, spine)
    upward = float(across[1])
    return upward > 0 if abs(upward) > 0.3 else float(across @ forward) > 0
