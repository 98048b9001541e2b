"""One house of a street: its front with windows and doors, its near end, its roof line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np

from app.pipelines.storyboard.brief.model import Time
from app.pipelines.storyboard.paper.colour import Colour, grey, hexa
from app.pipelines.storyboard.paper.points import moved
from app.pipelines.storyboard.settings.scene import Scene
from app.pipelines.storyboard.stage.camera import Solid


@dataclass(frozen=True)
class House:
    side: int
    x: float
    start: float
    end: float
    height: float
    wall: Colour
    style: str
    seed: int


Spot = Callable[[float, float], tuple[float, float, float]]
"""From metres along the front and up it to a place of the setting."""


def draw_house(scene: Scene, house: House) -> None:
    rng = Random(house.seed)
    scene.aired(max(0.0, scene.depth(house.x, (house.start + house.end) / 2)))
    lit = house.side == -scene.light.side
    _near_end(scene, house, 0.0 if not lit else 0.12)
    tops = _roof_line(house, rng)
    front = [(house.x, 0.0, house.start), (house.x, 0.0, house.end), *((house.x, y, z) for y, z in reversed(tops))]
    outline = scene.face(scene.world(*front), house.wall, 1.7, 0.0 if lit else 0.34 * scene.light.shadow + 0.06)
    if not len(outline):
        return
    if not lit:
        scene.sheet.hatching(outline, 68 * house.side, 8, 1.0, 0.28)
    if house.style == "gable":
        _pitched(scene, house)
    _openings(scene, house, rng)
    if house.style == "town":
        _cornices(scene, house)
    if house.style == "western":
        _planks(scene, house)


def _near_end(scene: Scene, house: House, shade: float) -> None:
    out = house.x + house.side * 9.0
    rows = [
        (house.x, 0.0, house.start),
        (house.x, house.height, house.start),
        (out, house.height, house.start),
        (out, 0.0, house.start),
    ]
    if house.style == "gable":
        rows.insert(2, (house.x + house.side * 3.0, house.height + 2.4, house.start))
    if house.start > 0.5:
        scene.face(scene.world(*rows), house.wall.darker(0.1), 1.5, shade + 0.1)


def _roof_line(house: House, rng: Random) -> list[tuple[float, float]]:
    """Heights along the front: level, or broken where it is a ruin."""
    if house.style == "ruin":
        cuts = np.linspace(house.start, house.end, 7)
        return [(house.height * rng.uniform(0.35, 1.0), float(z)) for z in cuts]
    if house.style == "western":
        third = (house.end - house.start) / 3
        return [
            (house.height - 0.8, house.start),
            (house.height - 0.8, house.start + third * 0.5),
            (house.height, house.start + third * 0.5),
            (house.height, house.end - third * 0.5),
            (house.height - 0.8, house.end - third * 0.5),
            (house.height - 0.8, house.end),
        ]
    return [(house.height, house.start), (house.height, house.end)]


def _pitched(scene: Scene, house: House) -> None:
    eave, ridge = house.x - house.side * 0.4, house.x + house.side * 3.0
    rows = [
        (eave, house.height - 0.2, house.start - 0.3),
        (eave, house.height - 0.2, house.end + 0.3),
        (ridge, house.height + 2.4, house.end + 0.3),
        (ridge, house.height + 2.4, house.start - 0.3),
    ]
    roof = scene.face(scene.world(*rows), hexa("#7e5f52"), 1.6, 0.1)
    if len(roof):
        scene.sheet.hatching(roof, 6, 7, 1.0, 0.4)


def _openings(scene: Scene, house: House, rng: Random) -> None:
    storey = 3.1 if house.style in ("town", "ruin", "alley") else 2.7
    length = house.end - house.start
    bays = max(1, int(length / 2.4))
    for level in range(max(1, int((house.height - 0.6) / storey))):
        for bay in range(bays):
            z = house.start + (bay + 0.5) * length / bays
            if house.style == "ruin" and rng.random() < 0.25:
                continue
            if level == 0 and bay == bays // 2:
                _door(scene, house, z)
            else:
                _window(scene, house, z, level * storey + 0.95, rng)


def _pane(scene: Scene, house: House, z: float, low: float, width: float, tall: float, out: float = 0.0) -> Solid:
    x = house.x - house.side * out
    return scene.world(
        (x, low, z - width / 2), (x, low, z + width / 2), (x, low + tall, z + width / 2), (x, low + tall, z - width / 2)
    )


def _window(scene: Scene, house: House, z: float, low: float, rng: Random) -> None:
    if scene.camera.seen(scene.world((house.x, low, z)))[0, 2] < 0.6:
        return
    outline = scene.camera.polygon(_pane(scene, house, z, low, 1.05, 1.5))
    size = float(np.ptp(outline[:, 1])) if len(outline) > 2 else 0.0
    if size < 5:
        return
    glowing = (
        scene.light.dark
        and rng.random() < (0.34 if scene.shot.brief.time is not Time.NIGHT else 0.26)
        and house.style != "ruin"
    )
    sheet = scene.sheet
    if glowing:
        sheet.tone(outline, hexa("#ffd98a").toward(hexa("#e8a94f"), rng.random() * 0.6), 0.96, lit=False, streak=0.4)
    else:
        sheet.tone(
            outline, grey(0.22).toward(scene.light.sky_low, 0.2 if house.style != "ruin" else 0.0), 0.9, streak=0.5
        )
    sheet.contour(outline, min(1.5, 0.5 + size * 0.012), 0.85)
    if size > 22:
        for rows in (
            ((house.x, low, z), (house.x, low + 1.5, z)),
            ((house.x, low + 0.85, z - 0.52), (house.x, low + 0.85, z + 0.52)),
        ):
            scene.edge(*rows, weight=0.9, alpha=0.7)
        sill = scene.camera.polygon(_pane(scene, house, z, low - 0.14, 1.35, 0.13, 0.12))
        if len(sill) > 2:
            sheet.tone(sill, house.wall.lighter(0.25), streak=0)
            sheet.contour(sill, 1.0, 0.8)
            sheet.shade(moved(sill, 0, max(1.5, size * 0.08)), 0.2)


def _door(scene: Scene, house: House, z: float) -> None:
    outline = scene.camera.polygon(_pane(scene, house, z, 0.0, 1.15, 2.2))
    if len(outline) < 3 or scene.camera.seen(scene.world((house.x, 1, z)))[0, 2] < 0.6:
        return
    scene.sheet.tone(outline, house.wall.darker(0.55))
    scene.sheet.contour(outline, 1.4)
    if house.style == "town":
        awning = [
            (house.x, 3.0, z - 1.5),
            (house.x, 3.0, z + 1.5),
            (house.x - house.side * 1.1, 2.5, z + 1.5),
            (house.x - house.side * 1.1, 2.5, z - 1.5),
        ]
        made = scene.face(scene.world(*awning), hexa(("#8c4b40", "#4f6570", "#6f7358")[house.seed % 3]), 1.4)
        if len(made):
            scene.sheet.hatching(made, 84, 11, 1.0, 0.35)


def _cornices(scene: Scene, house: House) -> None:
    for y, out in ((house.height, 0.3), (house.height - 0.5, 0.0), (3.1, 0.0)):
        x = house.x - house.side * out
        scene.edge((x, y, max(0.4, house.start)), (x, y, house.end), 1.3, 0.7)


def _planks(scene: Scene, house: House) -> None:
    for y in np.arange(0.5, house.height - 1.0, 0.5):
        scene.edge((house.x, float(y), max(0.4, house.start)), (house.x, float(y), house.end), 0.7, 0.3)
    porch = house.x - house.side * 1.5
    rows = [(house.x, 2.9, house.start), (house.x, 2.9, house.end), (porch, 2.6, house.end), (porch, 2.6, house.start)]
    scene.face(scene.world(*rows), house.wall.darker(0.25), 1.5)
    for z in np.linspace(house.start + 0.3, house.end - 0.3, 4):
        if z > 0.5:
            scene.edge((porch, 0.0, float(z)), (porch, 2.6, float(z)), 2.2)
