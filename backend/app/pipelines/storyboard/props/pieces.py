"""What stands about because the prompt names it, or because a deed needs it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.pipelines.storyboard.brief.model import Framing
from app.pipelines.storyboard.brief.place_words import INDOORS
from app.pipelines.storyboard.paper.colour import hexa
from app.pipelines.storyboard.paper.sheet import Sheet
from app.pipelines.storyboard.props import animals, boats, furniture, lamps, objects, vehicles
from app.pipelines.storyboard.props.still import life
from app.pipelines.storyboard.settings.landmarks import buildings, horizon, plants
from app.pipelines.storyboard.settings.scene import Scene, Thing, scene_for
from app.pipelines.storyboard.stage.placing import Placement
from app.pipelines.storyboard.stage.shot import Shot

Draw = Callable[[Scene, float, float], None]


def _parked_car(scene: Scene, x: float, z: float) -> None:
    vehicles.draw_car(scene, x, z, 24.0, hexa("#7c4640"))


def _table(scene: Scene, x: float, z: float) -> None:
    furniture.table(scene, x, z, 1.4, 0.8)


def _beached_boat(scene: Scene, x: float, z: float) -> None:
    boats.draw_rowboat(scene, x, z, 1.8)


def _passing_ship(scene: Scene, x: float, z: float) -> None:
    boats.draw_ship(scene, x, z, 30.0, 1)


STANDING: dict[str, tuple[Draw, float, float]] = {
    "dog": (animals.draw_dog, 1.1, 0.0),
    "cat": (animals.draw_cat, 0.9, 0.0),
    "horse": (animals.draw_horse, 1.9, 0.6),
    "car": (_parked_car, 2.4, 1.8),
    "bicycle": (vehicles.draw_bicycle, 1.2, 0.3),
    "train": (vehicles.draw_engine, 3.6, 6.0),
    "fire": (objects.draw_fire, 1.2, 0.3),
    "tent": (buildings.tent, 2.4, 2.0),
    "table": (_table, 1.3, 0.4),
    "chair": (furniture.chair, 1.1, 0.3),
    "bench": (objects.draw_bench, 1.3, 0.3),
    "lamp": (lamps.floor_lamp, 1.2, 0.5),
    "tree": (plants.tree, 2.8, 5.0),
    "house": (buildings.house, 5.0, 9.0),
    "piano": (objects.draw_piano, 1.7, 0.6),
    "cactus": (plants.cactus, 2.0, 3.0),
    "boat": (_beached_boat, 2.6, 2.5),
    "ship": (_passing_ship, 8.0, 26.0),
    "sailboat": (boats.draw_sailboat, 4.0, 12.0),
    "rocket": (objects.draw_rocket, 4.0, 12.0),
}
"""How each is drawn, and how many metres aside from and behind the subject it stands."""
SITTING = frozenset({"sit", "drive"})
BUILT_IN = {"boat": "sea", "train": "station", "ship": "harbour", "tree": "forest"}


def pieces_for(sheet: Sheet, shot: Shot) -> list[Thing]:
    scene = scene_for(sheet, shot)
    if shot.brief.framing is Framing.INSERT or (not shot.cast and shot.close):
        return [(0.5, partial(life.draw_still_life, scene))]
    things = [thing for placed in shot.cast for thing in _under(scene, placed)]
    named = [prop for prop in shot.brief.props if prop in STANDING and BUILT_IN.get(prop) != shot.brief.place.flavour]
    if any(placed.action in ("ride", "drive") for placed in shot.cast):
        named = [prop for prop in named if prop not in ("horse", "car", "bicycle")]
    if any(placed.action in SITTING for placed in shot.cast):
        named = [prop for prop in named if prop not in ("bench", "chair")]
    side = -1 if shot.cast and shot.cast[-1].x > 0 else 1
    for k, prop in enumerate(named[:4]):
        things.append(_standing(scene, prop, side * (-1 if k % 2 else 1), 1 + k // 2))
    if "candlelight" in shot.brief.props:
        things.append((0.4, partial(life.draw_near_candle, scene)))
    if "bird" in shot.brief.props and shot.brief.place.construction not in INDOORS:
        things.append((400.0, partial(animals.draw_birds, scene)))
    if (
        "castle" in shot.brief.props
        and shot.brief.place.construction == "open"
        and shot.brief.place.flavour != "castle hill"
    ):
        things.append((300.0, partial(horizon.castle, scene)))
    return things


def _standing(scene: Scene, prop: str, side: int, rank: int) -> Thing:
    draw, aside, behind = STANDING[prop]
    shot = scene.shot
    lead = shot.cast[-1] if shot.cast else None
    z = (lead.z if lead else max(shot.distance, 5.0)) + behind
    room = max(0.3, 0.5 * scene.camera.width / scene.camera.focal * z - min(aside * 0.6, 1.2))
    x = (lead.x if lead else 0.0) + side * min(aside * rank, room) * (1.0 if lead else 0.3)
    return z - 0.001 * rank, partial(draw, scene, max(-room, min(room, x)), z)


def _under(scene: Scene, placed: Placement) -> list[Thing]:
    """What bears somebody who rides, drives or sits."""
    facing = 1 if placed.yaw % 360 < 180 else -1
    at = (scene, placed.x, placed.z)
    if placed.action == "ride":
        bicycle = "bicycle" in scene.shot.brief.props
        bearer = (
            partial(vehicles.draw_bicycle, *at) if bicycle else partial(animals.draw_horse, *at, facing, saddled=True)
        )
        return [(placed.z + 0.05, bearer)]
    if placed.action == "drive" and not scene.shot.close:
        return [(placed.z - 0.6, partial(vehicles.draw_car, *at, 0.0 if facing < 0 else 180.0, vehicles.DRIVEN))]
    if placed.action in SITTING and scene.shot.brief.place.flavour != "sea":
        return [(placed.z + 0.05, _seat(scene, placed))]
    return []


def _seat(scene: Scene, placed: Placement) -> Callable[[], None]:
    construction = scene.shot.brief.place.construction
    if construction in ("room", "hall"):
        return partial(furniture.chair, scene, placed.x, placed.z + 0.05, 180 - placed.yaw)
    if construction in ("street", "forest", "city", "road") or "bench" in scene.shot.brief.props:
        return partial(objects.draw_bench, scene, placed.x, placed.z + 0.1)
    return partial(objects.draw_boulder, scene, placed.x, placed.z)
