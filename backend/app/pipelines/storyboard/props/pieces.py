"""What stands about because the prompt names it."""

from __future__ import annotations

from app.pipelines.storyboard.paper.sheet import Sheet
from app.pipelines.storyboard.settings.scene import Thing
from app.pipelines.storyboard.stage.shot import Shot


def pieces_for(sheet: Sheet, shot: Shot) -> list[Thing]:
    return []
