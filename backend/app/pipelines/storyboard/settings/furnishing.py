"""What stands in each room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.pipelines.storyboard.paper.colour import grey, hexa
from app.pipelines.storyboard.props import furniture as f
from app.pipelines.storyboard.settings.scene import Scene, Thing

if TYPE_CHECKING:
    from app.pipelines.storyboard.settings.room import Shell

Furnishing = Callable[[Scene, "Shell"], list[Thing]]


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
        at(scene, (s.left + s.right) / 2 - side * 1.4, z - 0.35, f.counter, 3.2, grey(0.8)),
        at(scene, (s.left + s.right) / 2 - side * 1.4, z - 0.2, f.cupboards, 3.0, grey(0.82)),
        at(scene, x + side * 0.5, z - 0.5, f.fridge),
        at(scene, -side * 1.2, z - 2.1, f.table, 1.6, 0.9),
        at(scene, -side * 2.1, z - 2.2, f.chair, 90),
        at(scene, -side * 1.2, z - 2.1, f.pendant, s.plan.height),
        at(scene, -side * 1.2, z - 2.09, f.crockery),
    ]


def bedroom(scene: Scene, s: Shell) -> list[Thing]:
    x = (s.left + s.right) / 2 - s.side * 1.3
    return [
        at(scene, x, s.deep - 1.15, f.bed),
        at(scene, x + s.side * 1.25, s.deep - 0.4, f.nightstand),
        at(scene, x, s.deep - 0.06, f.picture, 1.75, 0.8, 0.55),
        at(scene, x - s.side * 1.9, s.deep - 0.4, f.wardrobe),
    ]


def office(scene: Scene, s: Shell) -> list[Thing]:
    x = -s.side * 0.9
    return [
        at(scene, x, s.deep - 1.2, f.desk),
        at(scene, x + 0.5, s.deep - 1.2, f.desk_lamp),
        at(scene, x, s.deep - 0.6, f.chair, 180),
        at(scene, x - s.side * 1.6, s.deep - 0.35, f.cabinet),
        at(scene, x - s.side * 2.5, s.deep - 0.35, f.shelves, 1.2, 2.2),
        at(scene, x + 0.2, s.deep - 0.05, f.picture, 1.7, 0.7, 0.5),
        at(scene, x, s.deep - 1.2, f.fan, s.plan.height),
    ]


def bar(scene: Scene, s: Shell) -> list[Thing]:
    x = (s.left + s.right) / 2 - s.side * 1.2
    stools = [at(scene, x + k * 0.95, s.deep - 2.15, f.stool) for k in (-1.4, -0.5, 0.5, 1.4)]
    lamps = [at(scene, x + k * 1.5, s.deep - 1.5, f.pendant, s.plan.height) for k in (-1, 0, 1)]
    return [
        at(scene, x, s.deep - 0.15, f.bottle_wall, 3.8),
        at(scene, x, s.deep - 1.4, f.bar_counter, 4.6),
        *stools,
        *lamps,
    ]


def restaurant(scene: Scene, s: Shell) -> list[Thing]:
    things: list[Thing] = []
    for k, (x, z) in enumerate(
        ((-2.3, s.deep - 1.2), (0.3, s.deep - 1.0), (2.6, s.deep - 1.3), (-s.side * 2.0, s.deep - 2.8))
    ):
        things += [
            at(scene, x, z, f.round_table),
            at(scene, x - 0.75, z, f.chair, 90),
            at(scene, x + 0.75, z + 0.02, f.chair, 270),
            at(scene, x, z - 0.02, f.pendant if k % 2 else f.candle_top, *([s.plan.height] if k % 2 else [])),
        ]
    return things


def hospital(scene: Scene, s: Shell) -> list[Thing]:
    x = -s.side * 0.9
    return [
        at(scene, x, s.deep - 1.2, f.hospital_bed),
        at(scene, x + s.side * 1.1, s.deep - 0.8, f.drip),
        at(scene, x - s.side * 2.0, s.deep - 1.0, f.curtain, s.plan.height),
        at(scene, x + s.side * 1.7, s.deep - 0.5, f.monitor),
    ]


def library(scene: Scene, s: Shell) -> list[Thing]:
    rows = [at(scene, x, s.deep - 0.25, f.shelves, 1.7, 3.1) for x in (s.left + 1.0, s.left + 2.8, s.right - 1.0)]
    sides = [at(scene, s.left + 0.4, z, f.side_shelves, 2.0, 3.1, 1) for z in (s.deep - 1.6, s.deep - 3.8)]
    sides += [at(scene, s.right - 0.4, z, f.side_shelves, 2.0, 3.1, -1) for z in (s.deep - 1.6, s.deep - 3.8)]
    return [
        *rows,
        *sides,
        at(scene, -s.side * 1.0, s.deep - 1.8, f.table, 2.0, 1.0),
        at(scene, -s.side * 1.0, s.deep - 1.81, f.desk_lamp),
    ]


def laboratory(scene: Scene, s: Shell) -> list[Thing]:
    return [
        at(scene, 0.0, s.deep - 0.4, f.counter, 5.0, grey(0.7)),
        at(scene, 0.0, s.deep - 0.41, f.glassware),
        at(scene, -s.side * 2.2, s.deep - 0.3, f.shelves, 1.6, 2.3),
        at(scene, s.side * 1.5, s.deep - 2.0, f.table, 1.8, 0.9),
        at(scene, s.side * 1.5, s.deep - 2.02, f.glassware),
    ]


def prison(scene: Scene, s: Shell) -> list[Thing]:
    return [
        at(scene, s.left + 0.55, s.deep - 1.1, f.cot),
        at(scene, s.right - 0.5, s.deep - 0.4, f.basin),
        at(scene, 0.0, 1.0, f.cell_bars, s.plan.height),
    ]


def classroom(scene: Scene, s: Shell) -> list[Thing]:
    things = [at(scene, -s.side * 1.0, s.deep - 0.05, f.blackboard)]
    for x in (-2.2, -0.6, 1.0, 2.6):
        for z in (s.deep - 1.5, s.deep - 2.9):
            things += [at(scene, x, z, f.table, 0.9, 0.55), at(scene, x, z - 0.5, f.chair, 0)]
    return things


def attic(scene: Scene, s: Shell) -> list[Thing]:
    things = [at(scene, x, s.deep - 0.6, f.crate) for x in (s.left + 0.7, s.left + 1.5, s.right - 0.8)]
    return [
        *things,
        at(scene, 0.0, s.deep - 0.3, f.beams, s.left, s.right, s.plan.height),
        at(scene, s.side * -1.2, s.deep - 1.2, f.chair, 160),
    ]


def living_room(scene: Scene, s: Shell) -> list[Thing]:
    x = -s.side * 1.1
    return [
        at(scene, x, s.deep - 0.75, f.sofa),
        at(scene, x, s.deep - 0.04, f.picture, 1.75, 1.1, 0.7),
        at(scene, x - s.side * 1.7, s.deep - 0.7, f.floor_lamp),
        at(scene, s.side * 2.4, s.deep - 0.4, f.shelves, 1.3, 2.1),
        at(scene, x, s.deep - 1.9, f.low_table),
        at(scene, x, s.deep - 1.9, f.rug),
        at(scene, s.side * 1.6, s.deep - 1.5, f.armchair, hexa("#8a6a58")),
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
