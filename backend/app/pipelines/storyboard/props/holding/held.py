"""Puts into people's hands what they hold or what their deed needs."""

from __future__ import annotations

from app.pipelines.storyboard.figures.limbs import Pencil
from app.pipelines.storyboard.figures.skeleton import Skeleton
from app.pipelines.storyboard.paper.sheet import Sheet
from app.pipelines.storyboard.props.holding.grip import Grip
from app.pipelines.storyboard.props.holding.hand_things import HELD
from app.pipelines.storyboard.stage.camera import Camera
from app.pipelines.storyboard.stage.placing import Placement

USED = {"aim": "gun", "phone": "phone", "drink": "cup", "read": "letter", "smoke": "cigarette", "carry": "suitcase"}
"""What a deed needs in the hand when nothing is named."""


def draw_held(sheet: Sheet, camera: Camera, placed: Placement, body: Skeleton) -> None:
    thing = placed.person.holding or USED.get(placed.action, "")
    if placed.action == "aim" and thing not in ("rifle", "gun"):
        thing = "gun"
    if thing in HELD:
        scale = camera.scale(*body.neck)
        pencil = Pencil(sheet, camera, scale, min(2.6, max(0.7, scale * 0.007)))
        HELD[thing](Grip(pencil, body, body.near, placed))
