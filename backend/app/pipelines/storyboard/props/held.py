"""What people hold."""

from __future__ import annotations

from random import Random

from app.pipelines.storyboard.figures.skeleton import Skeleton
from app.pipelines.storyboard.paper.sheet import Sheet
from app.pipelines.storyboard.stage.camera import Camera
from app.pipelines.storyboard.stage.placing import Placement


def draw_held(sheet: Sheet, camera: Camera, placed: Placement, body: Skeleton, rng: Random) -> None:
    return
