"""A photographer's plain wall, for portraits."""

from __future__ import annotations

from app.pipelines.storyboard.paper.colour import hexa
from app.pipelines.storyboard.settings.scene import Scene, Thing


def draw_studio(scene: Scene) -> list[Thing]:
    sheet = scene.sheet
    sheet.gradient(sheet.frame(), (0.0, hexa("#cfd6d6")), (sheet.height, hexa("#b3bcbd")))
    sheet.glow(sheet.width / 2, sheet.height * 0.42, sheet.height * 0.7, hexa("#ffffff"), 0.35)
    return []
