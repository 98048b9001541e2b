"""Where it plays, in which light and weather, and what there is to show of the places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.agents.changes import Target, rewrite
from app.agents.material import Material
from app.agents.rules.weather import Sky, read
from app.agents.rules.writing import listed, plural, says, table
from app.agents.schemas import Advice, Finding, Part, Rewrite
from app.files.names import fold
from app.screenplay.breakdown import locations
from app.screenplay.script.scenes import ScriptScene
from app.story.schemas import Scene


def advise(material: Material) -> Advice:
    skies = skies_of(material)
    findings = [_places(material), _light(material, skies), *_missing(material)]
    return Advice(findings=findings, changes=[*_times(material), *_looks(material, skies)])


def skies_of(material: Material) -> dict[str, Sky]:
    """By scene, in the film's order."""
    found: dict[str, Sky] = {}
    before: Sky | None = None
    for scene in material.scenes:
        written = material.written.get(scene.id)
        if written:
            found[scene.id] = before = read(written, before)
    return found


def place_of(scene: Scene, written: ScriptScene | None) -> str:
    """The whole building or landscape."""
    return (written.slug.place if written else "") or locations.place_of(scene)


def pictured(material: Material, place: str) -> bool:
    return any(locations.shows(asset, place) for asset in material.assets)


def places(material: Material) -> dict[str, list[Scene]]:
    """The scenes of each, in the order in which the film first goes there."""
    found: dict[str, list[Scene]] = {}
    for scene in material.scenes:
        if place := place_of(scene, material.written.get(scene.id)):
            found.setdefault(place.upper(), []).append(scene)
    return found


def _places(material: Material) -> Finding:
    rows = [(None, _place(material, place, scenes)) for place, scenes in places(material).items()]
    text = "Scenes of one place are made together: its look is found once, and stays."
    return table("Places", text, ("Place", "#Scenes", "#Shots", "When", "Which", "Reference"), rows)


def _place(material: Material, place: str, scenes: Sequence[Scene]) -> list[object]:
    when = listed(list(dict.fromkeys(scene.time_of_day.capitalize() for scene in scenes if scene.time_of_day)))
    shots = sum(len(scene.shots) for scene in scenes)
    there = "picture" if pictured(material, place) else "missing"
    return [place.capitalize(), len(scenes), shots, when, listed([scene.code for scene in scenes]), there]


def _light(material: Material, skies: Mapping[str, Sky]) -> Finding:
    rows = [
        (scene.id, [scene.code, scene.slug, sky.light or "—", listed(sky.sources) or "—", listed(sky.weather) or "—"])
        for scene in material.scenes
        if (sky := skies.get(scene.id))
    ]
    text = "As slug lines and action have it. Outside, weather goes on through continuous scenes."
    return table("Light and weather", text, ("Scene", "Slug line", "Light", "Seen lights", "Weather"), rows)


def _missing(material: Material) -> Iterator[Finding]:
    bare = [place.capitalize() for place in places(material) if not pictured(material, place)]
    if bare:
        text = f"No picture of {listed(bare)}: drop one under Locations, named after the place."
        yield says("Look references", text, asks=True)
    timeless = [scene.code for scene in material.scenes if not scene.time_of_day]
    if timeless:
        text = f"{plural(len(timeless), 'scene')} without a time of day: {listed(timeless)}."
        yield says("Time of day", text, asks=True)


def _times(material: Material) -> Iterator[Rewrite]:
    """A scene without a time of day stands in that of the one before, if it is in the same place."""
    before: Scene | None = None
    for scene in material.scenes:
        if not scene.time_of_day and before and before.time_of_day and _same_place(material, before, scene):
            why = f"{before.code}, in the same place right before it, has this time."
            yield rewrite(material.stand, Target(Part.SCENE, scene.id, "time_of_day"), before.time_of_day, why)
        before = scene


def _same_place(material: Material, one: Scene, other: Scene) -> bool:
    named = [place_of(scene, material.written.get(scene.id)) for scene in (one, other)]
    return bool(named[0]) and fold(named[0]) == fold(named[1])


def _looks(material: Material, skies: Mapping[str, Sky]) -> Iterator[Rewrite]:
    for scene in material.scenes:
        sky = skies.get(scene.id)
        if sky and sky.look and not scene.look:
            why = "Time of day from the slug line; lights and weather from the action."
            yield rewrite(material.stand, Target(Part.SCENE, scene.id, "look"), sky.look, why)
