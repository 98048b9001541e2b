"""What stands in each room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.pipelines.storyboard.paper.colour import grey, hexa
from app.pipelines.storyboard.props import fittings, furniture, lamps
from app.pipelines.storyboard.settings.indoors.shell import Shell
from app.pipelines.storyboard.settings.scene import Scene, Thing

Furnishing = Callable[[Scene, Shell], list[Thing]]


def at(scene: Scene, x: float, z: float, draw: Callable[..., None], *args: Any) -> Thing:
    """A thing on its place, drawn through the air before it."""

    def thing() -> None:
        scene.aired(0.0)
        draw(scene, x, z, *args)

    return scene.depth(x, z), thing


def kitchen(scene: Scene, s: Shell) -> list[Thing]:
    side, z = s.side, s.deep
    x = s.right if side < 0 else s.left
    return [
        at(scene, (s.left + s.right) / 2 - side * 1.4, z - 0.35, furniture.counter, 3.2, grey(0.8)),
        at(scene, (s.left + s.right) / 2 - side * 1.4, z - 0.2, furniture.cupboards, 3.0, grey(0.82)),
        at(scene, x + side * 0.5, z - 0.5, furniture.fridge),
        at(scene, -side * 1.2, z - 2.1, furniture.table, 1.6, 0.9),
        at(scene, -side * 2.1, z - 2.2, furniture.chair, 90),
        at(scene, -side * 1.2, z - 2.1, lamps.pendant, s.plan.height),
        at(scene, -side * 1.2, z - 2.09, lamps.crockery),
    ]


def bedroom(scene: Scene, s: Shell) -> list[Thing]:
    x = (s.left + s.right) / 2 - s.side * 1.3
    return [
        at(scene, x, s.deep - 1.15, furniture.bed),
        at(scene, x + s.side * 1.25, s.deep - 0.4, lamps.nightstand),
        at(scene, x, s.deep - 0.06, fittings.picture, 1.75, 0.8, 0.55),
        at(scene, x - s.side * 1.9, s.deep - 0.4, furniture.wardrobe),
    ]


def office(scene: Scene, s: Shell) -> list[Thing]:
    x = -s.side * 0.9
    return [
        at(scene, x, s.deep - 1.2, furniture.desk),
        at(scene, x + 0.5, s.deep - 1.2, lamps.desk_lamp),
        at(scene, x, s.deep - 0.6, furniture.chair, 180),
        at(scene, x - s.side * 1.6, s.deep - 0.35, furniture.cabinet),
        at(scene, x - s.side * 2.5, s.deep - 0.35, fittings.shelves, 1.2, 2.2),
        at(scene, x + 0.2, s.deep - 0.05, fittings.picture, 1.7, 0.7, 0.5),
        at(scene, x, s.deep - 1.2, lamps.fan, s.plan.height),
    ]


def bar(scene: Scene, s: Shell) -> list[Thing]:
    x = (s.left + s.right) / 2 - s.side * 1.2
    stools = [at(scene, x + k * 0.95, s.deep - 2.15, furniture.stool) for k in (-1.4, -0.5, 0.5, 1.4)]
    hanging = [at(scene, x + k * 1.5, s.deep - 1.5, lamps.pendant, s.plan.height) for k in (-1, 0, 1)]
    return [
        at(scene, x, s.deep - 0.15, fittings.bottle_wall, 3.8),
        at(scene, x, s.deep - 1.4, furniture.bar_counter, 4.6),
        *stools,
        *hanging,
    ]


def restaurant(scene: Scene, s: Shell) -> list[Thing]:
    things: list[Thing] = []
    for k, (x, z) in enumerate(
        ((-2.3, s.deep - 1.2), (0.3, s.deep - 1.0), (2.6, s.deep - 1.3), (-s.side * 2.0, s.deep - 2.8))
    ):
        things += [
            at(scene, x, z, furniture.round_table),
            at(scene, x - 0.75, z, furniture.chair, 90),
            at(scene, x + 0.75, z + 0.02, furniture.chair, 270),
            at(scene, x, z - 0.02, lamps.pendant if k % 2 else lamps.candle_top, *([s.plan.height] if k % 2 else [])),
        ]
    return things


def hospital(scene: Scene, s: Shell) -> list[Thing]:
    x = -s.side * 0.9
    return [
        at(scene, x, s.deep - 1.2, furniture.hospital_bed),
        at(scene, x + s.side * 1.1, s.deep - 0.8, fittings.drip),
        at(scene, x - s.side * 2.0, s.deep - 1.0, fittings.curtain, s.plan.height),
        at(scene, x + s.side * 1.7, s.deep - 0.5, fittings.monitor),
    ]


def library(scene: Scene, s: Shell) -> list[Thing]:
    rows = [
        at(scene, x, s.deep - 0.25, fittings.shelves, 1.7, 3.1) for x in (s.left + 1.0, s.left + 2.8, s.right - 1.0)
    ]
    sides = [at(scene, s.left + 0.4, z, fittings.side_shelves, 2.0, 3.1, 1) for z in (s.deep - 1.6, s.deep - 3.8)]
    sides += [at(scene, s.right - 0.4, z, fittings.side_shelves, 2.0, 3.1, -1) for z in (s.deep - 1.6, s.deep - 3.8)]
    return [
        *rows,
        *sides,
        at(scene, -s.side * 1.0, s.deep - 1.8, furniture.table, 2.0, 1.0),
        at(scene, -s.side * 1.0, s.deep - 1.81, lamps.desk_lamp),
    ]


def laboratory(scene: Scene, s: Shell) -> list[Thing]:
    return [
        at(scene, 0.0, s.deep - 0.4, furniture.counter, 5.0, grey(0.7)),
        at(scene, 0.0, s.deep - 0.41, lamps.glassware),
        at(scene, -s.side * 2.2, s.deep - 0.3, fittings.shelves, 1.6, 2.3),
        at(scene, s.side * 1.5, s.deep - 2.0, furniture.table, 1.8, 0.9),
        at(scene, s.side * 1.5, s.deep - 2.02, lamps.glassware),
    ]


def prison(scene: Scene, s: Shell) -> list[Thing]:
    return [
        at(scene, s.left + 0.55, s.deep - 1.1, furniture.cot),
        at(scene, s.right - 0.5, s.deep - 0.4, fittings.basin),
        at(scene, 0.0, 1.0, fittings.cell_bars, s.plan.height),
    ]


def classroom(scene: Scene, s: Shell) -> list[Thing]:
    things = [at(scene, -s.side * 1.0, s.deep - 0.05, fittings.blackboard)]
    for x in (-2.2, -0.6, 1.0, 2.6):
        for z in (s.deep - 1.5, s.deep - 2.9):
            things += [at(scene, x, z, furniture.table, 0.9, 0.55), at(scene, x, z - 0.5, furniture.chair, 0)]
    return things


def attic(scene: Scene, s: Shell) -> list[Thing]:
    things = [at(scene, x, s.deep - 0.6, fittings.crate) for x in (s.left + 0.7, s.left + 1.5, s.right - 0.8)]
    return [
        *things,
        at(scene, 0.0, s.deep - 0.3, fittings.beams, s.left, s.right, s.plan.height),
        at(scene, s.side * -1.2, s.deep - 1.2, furniture.chair, 160),
    ]


def living_room(scene: Scene, s: Shell) -> list[Thing]:
    x = -s.side * 1.1
    return [
        at(scene, x, s.deep - 0.75, furniture.sofa),
        at(scene, x, s.deep - 0.04, fittings.picture, 1.75, 1.1, 0.7),
        at(scene, x - s.side * 1.7, s.deep - 0.7, lamps.floor_lamp),
        at(scene, s.side * 2.4, s.deep - 0.4, fittings.shelves, 1.3, 2.1),
        at(scene, x, s.deep - 1.9, furniture.low_table),
        at(scene, x, s.deep - 1.9, furniture.rug),
        at(scene, s.side * 1.6, s.deep - 1.5, furniture.armchair, hexa("#8a6a58")),
    ]


FURNISHINGS: dict[str, Furnishing] = {
    "kitchen": kitchen,
    "bedroom": bedroom,
    "office": office,
    "bar": bar,
    "restaurant": restaurant,
    "hospital": hospital,
    "library": library,
    "laboratory": laboratory,
    "prison": prison,
    "classroom": classroom,
    "attic": attic,
    "living room": living_room,
}
