"""Open ground: layers of land to the horizon, and what grows, lies or stands on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from app.pipelines.storyboard.brief.model import Weather
from app.pipelines.storyboard.paper.colour import grey, hexa
from app.pipelines.storyboard.paper.points import Points, moved, points, smooth
from app.pipelines.storyboard.settings.ground import blades, draw_ground, ridge, scatter, specks
from app.pipelines.storyboard.settings.landmarks import buildings, plants, stones
from app.pipelines.storyboard.settings.landmarks.horizon import castle, mesas, planet
from app.pipelines.storyboard.settings.scene import Scene, Thing
from app.pipelines.storyboard.settings.sky import draw_sky


@dataclass(frozen=True)
class Land:
    ground: str
    far: str
    hills: float
    """Height of the farthest hills in sheet units."""
    rough: float = 0.4
    grass: int = 0
    dunes: bool = False


LANDS = {
    "desert": Land("#dcbd8a", "#cfa679", 40, 0.3, dunes=True),
    "canyon": Land("#c68f65", "#b0694a", 0, dunes=False),
    "mountains": Land("#8f927f", "#8c95a1", 270, 2.2, 70),
    "field": Land("#a9ad7b", "#93a184", 60, 0.4, 300),
    "wheat": Land("#cdb06c", "#9fa782", 46, 0.4, 900),
    "farm": Land("#b3a878", "#93a07c", 50, 0.5, 160),
    "cemetery": Land("#8f9474", "#7f8a7d", 46, 0.5, 200),
    "battlefield": Land("#8a7b66", "#7b766c", 40, 0.8, 40),
    "snowfield": Land("#e9edef", "#b9c6d2", 120, 1.4, 12),
    "wasteland": Land("#b8a78c", "#a39886", 50, 0.6, 10),
    "castle hill": Land("#8f966f", "#7f8c7d", 90, 0.6, 200),
    "camp": Land("#8d8a6a", "#6f7b72", 150, 1.4, 160),
    "moon": Land("#aaa8a4", "#87868a", 70, 0.9),
}


def draw_open_ground(scene: Scene) -> list[Thing]:
    land = LANDS[scene.flavour]
    scene = replace(scene, reach=min(scene.reach, 80.0))
    draw_sky(scene)
    if scene.flavour == "moon":
        planet(scene)
    _layers(scene, land)
    draw_ground(scene, hexa(land.ground))
    if land.dunes:
        _dunes(scene, land)
    if land.grass:
        _grass(scene, land)
    specks(scene, 260, 1.4, 40, 0.07, 0.45)
    return _features(scene)


def _layers(scene: Scene, land: Land) -> None:
    if scene.flavour == "canyon":
        mesas(scene, hexa(land.far))
        return
    base = scene.camera.horizon
    tall = land.hills * (0.6 + 0.4 * scene.camera.height / 720)
    for k, share in enumerate((1.0, 0.6, 0.34)):
        scene.aired((70, 36, 18)[k])
        snowy = scene.flavour == "mountains" and k < 2
        ridge(
            scene,
            base + 6 * k,
            tall * share,
            hexa(land.far).toward(hexa(land.ground), k * 0.3),
            land.rough * (1 - 0.25 * k),
            snowy,
        )


def _dunes(scene: Scene, land: Land) -> None:
    """Overlapping backs of sand, each with a lit and a shaded flank."""
    sheet, rng, horizon = scene.sheet, scene.rng, scene.camera.horizon
    deep = sheet.height - horizon
    for k in range(7):
        share = (k / 7) ** 1.7
        scene.aired(40 * (1 - share) ** 2)
        y, rise = horizon + deep * share * 0.62, 22 + 46 * share
        peak = rng.uniform(0.15, 0.85) * sheet.width
        crest = smooth(
            points(
                [
                    (-60, y + rng.uniform(-4, 16)),
                    (peak * 0.5, y - rise * rng.uniform(0.1, 0.5)),
                    (peak, y - rise),
                    (peak + (sheet.width - peak) * 0.45, y - rise * rng.uniform(-0.1, 0.4)),
                    (sheet.width + 60, y + rng.uniform(-6, 20)),
                ]
            ),
            12,
        )
        body = np.vstack((crest, [(sheet.width + 60, y + 160), (-60, y + 160)]))
        sand = hexa(land.ground).darker(0.02 * (7 - k))
        sheet.tone(body, sand, 0.96)
        _slip_face(scene, crest, peak, rise, share)
        sheet.ink(crest, 1.2 + share, 0.75)


def _slip_face(scene: Scene, crest: Points, peak: float, rise: float, share: float) -> None:
    side = -scene.light.side
    top = crest[int(np.abs(crest[:, 0] - peak).argmin())]
    reach = rise * (5 + 5 * share)
    flank = smooth(
        points(
            [
                top,
                moved(top, side * reach * 0.2, rise * 0.5),
                moved(top, side * reach * 0.1, rise * 1.3),
                moved(top, side * reach * 0.55, rise * 2.4),
                moved(top, side * reach, rise * 2.2),
                moved(top, side * reach * 0.62, rise * 0.9),
            ]
        ),
        5,
        closed=True,
    )
    scene.sheet.shade(flank, 0.3)
    scene.sheet.hatching(flank, 22 * side, 6, 1.0, 0.3)


def _grass(scene: Scene, land: Land) -> None:
    tall = {"wheat": 0.85, "moon": 0.0}.get(scene.flavour, 0.34)
    colour = {"wheat": hexa("#7d6431"), "snowfield": grey(0.5)}.get(scene.flavour, hexa("#4a5138"))
    count = land.grass if scene.shot.brief.weather is not Weather.SNOW else land.grass // 6
    blades(scene, count, tall, 1.6, 30.0, 0.7, colour, lean=0.5 if scene.shot.brief.weather is Weather.WIND else 0.0)


Placer = Callable[[Scene, float, float], None]
FEATURES: dict[str, list[tuple[Placer, int, float, float]]] = {
    "desert": [(stones.rock, 4, 8, 40), (plants.cactus, 2, 10, 26)],
    "canyon": [(plants.cactus, 5, 7, 40), (stones.rock, 7, 5, 30)],
    "mountains": [(stones.rock, 9, 4, 30), (plants.fir, 16, 14, 60)],
    "field": [(plants.tree, 4, 18, 60), (stones.rock, 3, 6, 20)],
    "wheat": [(plants.tree, 3, 26, 60)],
    "farm": [(buildings.barn, 1, 17, 22), (plants.tree, 4, 20, 50), (buildings.fence, 1, 9, 10)],
    "cemetery": [(stones.tombstone, 26, 4.5, 30), (plants.bare_tree, 3, 9, 22)],
    "snowfield": [(plants.fir, 10, 16, 70), (stones.rock, 4, 8, 30)],
    "battlefield": [
        (stones.wire, 3, 5, 14),
        (plants.bare_tree, 7, 8, 40),
        (stones.rock, 10, 4, 26),
        (stones.smoke, 4, 20, 60),
    ],
    "wasteland": [(plants.bare_tree, 3, 9, 30), (stones.rock, 9, 5, 30), (buildings.wreck, 1, 11, 14)],
    "castle hill": [(plants.tree, 7, 12, 50)],
    "camp": [(plants.fir, 18, 12, 40), (buildings.tent, 2, 6.5, 9)],
    "moon": [(stones.crater, 14, 4, 60), (stones.rock, 12, 4, 40)],
}


def _features(scene: Scene) -> list[Thing]:
    things: list[Thing] = []
    if scene.flavour == "castle hill":
        scene.aired(30)
        castle(scene)
    for draw, count, near, far in FEATURES.get(scene.flavour, []):
        for x, z, _ in scatter(
            scene, count, max(near, scene.shot.distance * 0.9), max(far, scene.shot.distance * 2), 0.62
        ):
            things.append(scene.thing(x, z, draw))
    return things
