"""Rooms: a shell of their own look, and the furniture of their purpose."""

from __future__ import annotations

from dataclasses import replace

from app.pipelines.storyboard.settings.indoors.furnishing import FURNISHINGS
from app.pipelines.storyboard.settings.indoors.shell import Room, Shell
from app.pipelines.storyboard.settings.scene import Scene, Thing

ROOMS = {
    "kitchen": Room("#d3cdb8", "#b9a58a", boards=False),
    "bedroom": Room("#c5bcb0", "#9c8468", 6.0),
    "office": Room("#b9b3a4", "#8d7b68", window="blinds"),
    "bar": Room("#8a6a55", "#6c5344", 8.0, wainscot=True),
    "restaurant": Room("#b89a82", "#8c6f58", 8.5, window="shop", wainscot=True),
    "hospital": Room("#d6dcd8", "#b9c1bd", boards=False),
    "library": Room("#9c8468", "#7c6551", 8.0, 3.6, window="tall"),
    "laboratory": Room("#c2c8c8", "#a3a8a6", boards=False),
    "prison": Room("#8f8f8a", "#7d7b75", 4.2, 2.8, False, "bars"),
    "classroom": Room("#cbc6b0", "#a58d6c", 8.0, 3.1),
    "attic": Room("#9a8266", "#85694c", 6.0, 2.7, window="small"),
    "living room": Room("#c4b8a5", "#95795c", 7.0),
}


def draw_room(scene: Scene) -> list[Thing]:
    plan = ROOMS[scene.flavour]
    rng = scene.rng
    middle = scene.shot.distance
    side = rng.choice((-1, 1))
    scene = replace(scene, yaw=0.0, reach=60.0)
    deep, left = middle + rng.uniform(2.0, 2.8), -plan.width * (0.5 + 0.12 * side)
    shell = Shell(scene, plan, left, left + plan.width, deep, side)
    shell.draw()
    return FURNISHINGS[scene.flavour](scene, shell)
