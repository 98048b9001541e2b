"""From prompt to sheet: reads, composes, and draws from far to near."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.atmosphere import draw_weather, finish
from app.pipelines.storyboard.brief.model import Brief, Framing
from app.pipelines.storyboard.figures.figure import draw_figure, ground_shadow
from app.pipelines.storyboard.figures.skeleton import Skeleton
from app.pipelines.storyboard.paper.points import points
from app.pipelines.storyboard.paper.sheet import Sheet
from app.pipelines.storyboard.props.holding.held import draw_held
from app.pipelines.storyboard.props.pieces import pieces_for
from app.pipelines.storyboard.settings.constructions import draw_setting
from app.pipelines.storyboard.settings.scene import Thing
from app.pipelines.storyboard.stage.placing import Placement
from app.pipelines.storyboard.stage.shot import Shot, compose

NEAR_FACE = frozenset({"phone", "drink", "smoke"})
"""Deeds whose hand is seen even in a close-up."""


def draw(brief: Brief, width: float, height: float, seed: int) -> tuple[Sheet, Shot]:
    shot = compose(brief, width, height, seed)
    sheet = Sheet(width, height, shot.light, seed)
    _construction(sheet, shot)
    things = [*draw_setting(sheet, shot), *pieces_for(sheet, shot)]
    seen = [(k, placed) for k, placed in enumerate(shot.cast) if shot.close or placed.action != "drive"]
    things += [_person(sheet, shot, index, placed) for index, placed in seen]
    for _, draw_thing in sorted(things, key=lambda thing: -thing[0]):
        draw_thing()
    sheet.fade = 0.0
    draw_weather(sheet, shot)
    finish(sheet, shot)
    return sheet, shot


def _construction(sheet: Sheet, shot: Shot) -> None:
    """What a composition starts from, in blue: the thirds, the horizon, and where each figure stands."""
    w, h = sheet.width, sheet.height
    for share in (1 / 3, 2 / 3):
        sheet.rough(points([(w * share, 0), (w * share, h)]), 0.9, 0.22)
        sheet.rough(points([(0, h * share), (w, h * share)]), 0.9, 0.22)
    if 0 < shot.camera.horizon < h:
        sheet.rough(points([(0, shot.camera.horizon), (w, shot.camera.horizon)]), 1.6, 0.5)
    for placed in shot.cast:
        sheet.rough(shot.camera.project(np.vstack((placed.crown, placed.foot))), 1.6, 0.5)


def _person(sheet: Sheet, shot: Shot, index: int, placed: Placement) -> Thing:
    def person() -> None:
        rng = shot.chance(f"figure {index}")
        sheet.fade = air(placed.z)

        def shadow(body: Skeleton) -> None:
            if shot.brief.place.construction != "space" and shot.brief.place.flavour != "sea":
                ground_shadow(sheet, shot.camera, body)

        body = draw_figure(sheet, shot.camera, placed, rng, before=shadow)
        if shot.brief.framing not in (Framing.CLOSE, Framing.EXTREME_CLOSE) or placed.action in NEAR_FACE:
            draw_held(sheet, shot.camera, placed, body)
        sheet.fade = 0.0

    return placed.z, person


def air(depth: float) -> float:
    """How much of a thing at that depth is lost in the air, beyond the subject's own."""
    return 0.0 if depth < 12 else min(0.3, (depth - 12) / 120)
