"""Each construction of a setting and what draws it."""

from __future__ import annotations

from collections.abc import Callable

from app.pipelines.storyboard.paper.sheet import Sheet
from app.pipelines.storyboard.settings.indoors.cave import draw_cave
from app.pipelines.storyboard.settings.indoors.hall import draw_hall
from app.pipelines.storyboard.settings.indoors.room import draw_room
from app.pipelines.storyboard.settings.outdoors.city import draw_city
from app.pipelines.storyboard.settings.outdoors.forest import draw_forest
from app.pipelines.storyboard.settings.outdoors.open_ground import draw_open_ground
from app.pipelines.storyboard.settings.outdoors.road import draw_road
from app.pipelines.storyboard.settings.outdoors.street import draw_street
from app.pipelines.storyboard.settings.outdoors.water import draw_water
from app.pipelines.storyboard.settings.scene import Scene, Thing, scene_for
from app.pipelines.storyboard.settings.space import draw_space
from app.pipelines.storyboard.settings.studio import draw_studio
from app.pipelines.storyboard.stage.shot import Shot

CONSTRUCTIONS: dict[str, Callable[[Scene], list[Thing]]] = {
    "street": draw_street,
    "room": draw_room,
    "hall": draw_hall,
    "open": draw_open_ground,
    "water": draw_water,
    "forest": draw_forest,
    "city": draw_city,
    "road": draw_road,
    "space": draw_space,
    "cave": draw_cave,
    "plain": draw_studio,
}


def draw_setting(sheet: Sheet, shot: Shot) -> list[Thing]:
    """Draws what lies behind everybody, and returns the things that stand among them."""
    return CONSTRUCTIONS[shot.brief.place.construction](scene_for(sheet, shot))
