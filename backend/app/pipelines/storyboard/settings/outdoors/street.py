"""Streets: houses on both sides running to a vanishing point."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from app.pipelines.storyboard.brief.model import Weather
from app.pipelines.storyboard.paper.colour import Colour, grey, hexa
from app.pipelines.storyboard.paper.points import ellipse, moved, points
from app.pipelines.storyboard.props.vehicles import draw_car
from app.pipelines.storyboard.settings.ground import draw_ground, puddles, specks
from app.pipelines.storyboard.settings.outdoors.facade import House, draw_house
from app.pipelines.storyboard.settings.scene import Scene, Thing
from app.pipelines.storyboard.settings.sky import draw_sky


@dataclass(frozen=True)
class Street:
    half: float
    """Metres from the middle to the kerb."""
    kerb: float
    low: float
    high: float
    plots: tuple[float, float]
    walls: tuple[str, ...]
    style: str = "town"
    lamps: bool = True
    paving: str = "#a7a49c"


STREETS = {
    "street": Street(3.6, 2.2, 10, 19, (7, 12), ("#a9988a", "#b8aea0", "#8f8a86", "#a57f6c", "#9aa0a0")),
    "alley": Street(1.5, 0.5, 8, 15, (5, 9), ("#8b7a70", "#7d7a78", "#8a6c5c", "#8f8880"), paving="#8f8c86"),
    "market": Street(3.0, 1.2, 4, 7, (4, 6), ("#cbb592", "#c2a27c", "#b99a7e"), "market", False, "#b9a583"),
    "western": Street(
        6.0, 1.8, 4, 7, (5, 9), ("#a88763", "#94765a", "#b39873", "#8c7a66"), "western", False, "#c9ac81"
    ),
    "village": Street(2.8, 1.0, 4, 6.5, (5, 9), ("#c9bda6", "#b8aa94", "#a89a8a"), "gable", True, "#aaa08e"),
    "ruins": Street(4.2, 1.8, 5, 15, (6, 11), ("#8d8780", "#7c7873", "#969087"), "ruin", False, "#8f8a82"),
}


def draw_street(scene: Scene) -> list[Thing]:
    plan = STREETS[scene.flavour]
    rng = scene.rng
    scene = replace(scene, yaw=rng.choice((-1, 1)) * rng.uniform(4, 9), reach=min(scene.reach, 70.0))
    draw_sky(scene)
    _end(scene, plan)
    draw_ground(scene, hexa(plan.paving))
    _paving(scene, plan)
    for house in sorted(_plots(scene, plan), key=lambda house: -house.start):
        draw_house(scene, house)
    if scene.shot.brief.weather in (Weather.RAIN, Weather.STORM):
        puddles(scene, 14, 2.4, 26)
    specks(scene, 160, 1.5, 24, 0.06, 0.4)
    return _furniture(scene, plan)


def _plots(scene: Scene, plan: Street) -> list[House]:
    rng, houses = scene.rng, []
    offset = rng.uniform(-0.3, 0.3) * plan.half
    for side in (-1, 1):
        z = -3.0
        while z < 80:
            length = rng.uniform(*plan.plots)
            height = rng.uniform(plan.low, plan.high)
            wall = hexa(rng.choice(plan.walls))
            set_back = rng.choice((0.0, 0.0, 0.3, 0.6)) if plan.style != "town" else 0.0
            edge = offset + side * (plan.half + plan.kerb + set_back)
            gap = rng.uniform(0.8, 3.0) if plan.style in ("gable", "western", "ruin") else 0.0
            houses.append(House(side, edge, z, z + length, height, wall, plan.style, rng.randrange(10**6)))
            z += length + gap
    return houses


def _end(scene: Scene, plan: Street) -> None:
    """Roofs in the haze where the street ends."""
    sheet, horizon, rng = scene.sheet, scene.camera.horizon, scene.rng
    if horizon < 0:
        return
    scene.aired(60)
    x = -20.0
    while x < sheet.width:
        w, h = rng.uniform(30, 80), rng.uniform(20, 90) * plan.high / 18
        block = points(
            [(x, horizon + 20), (x, horizon - h), (x + w, horizon - h * rng.uniform(0.9, 1)), (x + w, horizon + 20)]
        )
        sheet.tone(block, grey(0.5))
        sheet.ink(block[1:3], 1.0, 0.6)
        x += w * rng.uniform(0.8, 1.4)
    if scene.light.dark:
        sheet.fade = 0.0
        u, _ = scene.camera.project(scene.world((0, 1.5, 90)))[0].tolist()
        sheet.glow(u, horizon - 20, sheet.height * 0.5, scene.light.haze.toward(hexa("#ffdca6"), 0.5), 0.7)


def _paving(scene: Scene, plan: Street) -> None:
    scene.sheet.fade = scene.base_fade
    if plan.style in ("town", "gable"):
        _pavements(scene, plan)
    if scene.flavour in ("alley", "village"):
        _cobbles(scene, plan)
    if scene.flavour == "western":
        for x in (-1.6, -0.9, 1.2, 2.1):
            scene.edge((x, 0, 1.0), (x * 0.8, 0, 50), 1.2, 0.4)


def _pavements(scene: Scene, plan: Street) -> None:
    for side in (-1, 1):
        kerb, wall = side * plan.half, side * (plan.half + plan.kerb)
        rows = scene.world((kerb, 0.13, 0.4), (kerb, 0.13, 60), (wall, 0.13, 60), (wall, 0.13, 0.4))
        outline = scene.camera.polygon(rows)
        if len(outline) > 2:
            scene.sheet.tone(outline, hexa(plan.paving).lighter(0.22), 0.8)
        for height, weight in ((0.0, 1.2), (0.13, 1.6)):
            scene.edge((kerb, height, 0.3), (kerb, height, 60), weight, 0.7)


def _cobbles(scene: Scene, plan: Street) -> None:
    for z in np.geomspace(1.6, 22, 22):
        scene.edge((-plan.half, 0, float(z)), (plan.half, 0, float(z)), 0.8, 0.3)
    for x in np.linspace(-plan.half, plan.half, 9):
        scene.edge((float(x), 0, 1.2), (float(x), 0, 26), 0.7, 0.22)


def _furniture(scene: Scene, plan: Street) -> list[Thing]:
    things: list[Thing] = []
    if plan.lamps:
        spots = enumerate((5.5, 11.0, 17.0, 24.0, 32.0))
        things += [scene.thing((plan.half + 0.35) * (1 if k % 2 else -1), z, draw_lamp) for k, z in spots]
    return things + FURNITURE.get(scene.flavour, _nothing)(scene, plan)


def _nothing(_scene: Scene, _plan: Street) -> list[Thing]:
    return []


def _cars(scene: Scene, plan: Street) -> list[Thing]:
    paints = ("#5d6a72", "#7c4c46", "#c9c4b8", "#4a4d52")
    return [
        scene.thing((plan.half - 1.0) * scene.rng.choice((-1, 1)), z, draw_car, 90.0, hexa(scene.rng.choice(paints)))
        for z in (8.5, 15.5, 22.0)
    ]


def _bins(scene: Scene, _plan: Street) -> list[Thing]:
    bins = [scene.thing(x, z, _bin) for x, z in ((-1.35, 4.6), (1.4, 7.5), (-1.3, 9.4))]
    return [*bins, (scene.depth(0, 12), partial(_washing, scene))]


def _stalls(scene: Scene, _plan: Street) -> list[Thing]:
    return [scene.thing(side * 2.5, z, _stall) for side in (-1, 1) for z in (4.2, 7.0, 10.0, 13.5, 17.5)]


def _heaps(scene: Scene, _plan: Street) -> list[Thing]:
    spots = ((-3.2, 4.5), (3.4, 6.5), (-1.8, 11.0), (2.6, 15.0), (-3.6, 19.0))
    return [scene.thing(x, z, _rubble) for x, z in spots]


def draw_lamp(scene: Scene, x: float, z: float) -> None:
    scene.aired(scene.depth(x, z))
    scene.contact(x, z, 0.3, 0.3, 0.3)
    scene.turned(x, z, [(0.0, 0.13), (0.4, 0.11), (0.5, 0.055), (3.6, 0.04), (3.7, 0.08)], hexa("#43464a"), 1.2)
    scene.turned(x, z, [(3.7, 0.1), (4.1, 0.19), (4.14, 0.22), (4.3, 0.06)], hexa("#d9d3bd"), 1.2)
    if scene.light.dark:
        u, v = scene.camera.project(scene.world((x, 3.92, z)))[0].tolist()
        scale = scene.scale(x, z)
        warm = hexa("#ffdf9d")
        scene.sheet.tone(ellipse(u, v, 0.17 * scale, 0.2 * scale), hexa("#fff2cf"), 1, lit=False, streak=0)
        scene.sheet.glow(u, v, 2.6 * scale, warm, 0.75)
        pool = scene.world(*((x + 2.4 * np.cos(a), 0.02, z + 2.4 * np.sin(a)) for a in np.linspace(0, 6.28, 20)))
        if float(scene.camera.seen(pool)[:, 2].min()) > 0.4:
            scene.sheet.beam(scene.camera.project(pool), warm, 0.36, 0.35 * scale)


def _bin(scene: Scene, x: float, z: float) -> None:
    scene.aired(scene.depth(x, z))
    scene.contact(x, z, 0.5, 0.4)
    outline = scene.turned(x, z, [(0.0, 0.26), (0.75, 0.3), (0.78, 0.33), (0.88, 0.2), (0.92, 0.05)], hexa("#6b7072"))
    scene.sheet.hatching(outline, 88, 9, 1.0, 0.4)


def _washing(scene: Scene) -> None:
    scene.aired(12)
    for y, z in ((5.6, 9.0), (6.6, 14.0)):
        ends = scene.camera.project(scene.world((-2.1, y, z), (0, y - 0.35, z), (2.1, y, z)))
        scene.sheet.ink(ends, 1.0, 0.7)
        for k in range(5):
            u, v = (ends[0] + (ends[2] - ends[0]) * (0.14 + k * 0.16)).tolist()
            s = scene.scale(0, z)
            cloth = points(
                [
                    (u, v + 0.2 * s),
                    (u + 0.42 * s, v + 0.24 * s),
                    (u + 0.4 * s, v + (0.9 + 0.1 * k) * s),
                    (u + 0.03 * s, v + 0.95 * s),
                ]
            )
            scene.sheet.form(cloth, Colour(196, 190 - 8 * k, 176), 1.1)


def _stall(scene: Scene, x: float, z: float) -> None:
    scene.aired(scene.depth(x, z))
    scene.box((x, 0, z), (1.0, 0.85, 1.8), hexa("#8c6f52"))
    rng = scene.shot.chance(f"stall {x:.1f} {z:.1f}")
    for k in range(5):
        u, v = scene.camera.project(scene.world((x + rng.uniform(-0.3, 0.3), 0.95, z + (k - 2) * 0.34)))[0].tolist()
        r = 0.13 * scene.scale(x, z)
        scene.sheet.form(
            ellipse(u, v, r * 1.3, r), hexa(rng.choice(("#b5533a", "#c79a45", "#76804d", "#8d5a6b"))), 1.0, r * 0.4
        )
    colour = hexa(rng.choice(("#a9473b", "#4d6b80", "#c39a4d", "#6f7a55")))
    roof = scene.face(
        scene.world((x - 0.9, 2.1, z - 1), (x + 0.9, 2.1, z - 1), (x + 0.7, 2.7, z + 1), (x - 0.7, 2.7, z + 1)), colour
    )
    if len(roof):
        scene.sheet.hatching(roof, 88, 12, 1.0, 0.35)
    for dx, dz in ((-0.85, -0.95), (0.85, -0.95)):
        scene.edge((x + dx, 0.0, z + dz), (x + dx, 2.1, z + dz), 2.2)


def _rubble(scene: Scene, x: float, z: float) -> None:
    scene.aired(scene.depth(x, z))
    rng = scene.shot.chance(f"rubble {x} {z}")
    scene.contact(x, z, 1.4, 0.9)
    for _ in range(9):
        s = rng.uniform(0.2, 0.7)
        scene.box(
            (x + rng.uniform(-0.9, 0.9), rng.uniform(-0.2, 0.25), z + rng.uniform(-0.5, 0.5)),
            (s, s * 0.6, s),
            grey(rng.uniform(0.45, 0.62)),
            rng.uniform(0, 90),
            1.1,
        )
    foot = scene.camera.project(scene.world((x, 0.2, z)))[0]
    s = scene.scale(x, z)
    for k in (-0.5, 0.2, 0.6):
        scene.sheet.ink(points([foot, moved(foot, k * s * 0.5, -s * 0.7), moved(foot, k * s * 1.1, -s * 1.1)]), 1.6)


FURNITURE = {"street": _cars, "alley": _bins, "market": _stalls, "ruins": _heaps}
