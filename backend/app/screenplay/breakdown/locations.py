"""Which picture shows where a scene plays: one that is filed under locations and named after its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from app.assets.schemas import Asset, AssetRecord, AssetStatus
from app.files.names import fold
from app.projects.layout import AssetType
from app.screenplay.script import slug
from app.story.schemas import Scene

# What every pipeline opens: a light probe is no picture of a place.
_PICTURES = frozenset({"image/png", "image/jpeg", "image/webp"})
_WORD = re.compile(r"[^\W_]+")

Words = frozenset[str]


def place_of(scene: Scene) -> str:
    """The whole building or landscape."""
    return slug.read(scene.slug).place or scene.location


def shows(asset: AssetRecord, place: str) -> bool:
    return _is_of_a_place(asset) and _words(place) <= _name(asset)


def pictures(scenes: Iterable[Scene], assets: Iterable[Asset]) -> Mapping[str, Asset]:
    """By scene. One that is named after another hour or another part of the place, as other slug lines have them, is
    of those; of several it is the one that says most of the slug line, and least besides."""
    places = _places(scenes)
    shelves = _shelves(places, assets)
    found = {scene.id: _best(scene, own, shelves.get(place, ())) for place, own in places.items() for scene in own}
    return {scene_id: asset for scene_id, asset in found.items() if asset}


def _places(scenes: Iterable[Scene]) -> Mapping[Words, list[Scene]]:
    found: dict[Words, list[Scene]] = {}
    for scene in scenes:
        if place := _words(place_of(scene)):
            found.setdefault(place, []).append(scene)
    return found


def _shelves(places: Iterable[Words], assets: Iterable[Asset]) -> Mapping[Words, list[Asset]]:
    """Each with the place that says most of its name: `lighthouse road` is none of the lighthouse."""
    found: dict[Words, list[Asset]] = {}
    for asset in filter(_is_of_a_place, assets):
        if place := max((place for place in places if place <= _name(asset)), key=len, default=None):
            found.setdefault(place, []).append(asset)
    return found


def _best(scene: Scene, neighbours: Iterable[Scene], shelf: Sequence[Asset]) -> Asset | None:
    own = _line(scene)
    others = frozenset[str]().union(*map(_line, neighbours)) - own
    fitting = [asset for asset in shelf if not _name(asset) & others]
    return max(fitting, key=lambda asset: (len(_name(asset) & own), -len(_name(asset) - own)), default=None)


def _line(scene: Scene) -> Words:
    return _words(f"{scene.slug} {scene.location} {scene.time_of_day}")


def _is_of_a_place(asset: AssetRecord) -> bool:
    filed = asset.asset_type is AssetType.LOCATIONS and asset.status is AssetStatus.READY
    return filed and asset.mime in _PICTURES


def _name(asset: AssetRecord) -> Words:
    return _words(asset.name.rpartition(".")[0] or asset.name)


def _words(text: str) -> Words:
    return frozenset(_WORD.findall(fold(text)))
