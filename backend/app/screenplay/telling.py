"""The screenplay as told to clients: every element, and the scenes of the film in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from app.projects.film import Film
from app.screenplay import store
from app.screenplay.breakdown.timing import eighths, seconds
from app.screenplay.fountain.elements import Element, Kind
from app.screenplay.fountain.emphasis import Run, plain, runs
from app.screenplay.schemas import Draft, Screenplay, ScriptElement, ScriptSceneNode, StyledRun
from app.screenplay.script.presence import present, shown
from app.screenplay.script.scenes import ScriptScene
from app.screenplay.script.script import Script
from app.story import store as stories


def tell(film: Film, found: Draft) -> Screenplay:
    script, same = store.script(film, found)
    ids = _still_there(film, found) if same else _by_words(film, script)
    scenes = _scenes(script, ids)
    return Screenplay(
        name=found.name,
        asset_id=found.asset_id,
        path=f"{film.folder.name}/{found.path}",
        sha256=found.sha256,
        imported=found.imported,
        edited=not same,
        title=script.title,
        author=script.author,
        draft=script.draft,
        eighths=sum(scene.eighths for scene in scenes),
        scenes=scenes,
        elements=_elements(script, ids),
    )


def _still_there(film: Film, found: Draft) -> list[str | None]:
    """A scene may have been deleted from the film since."""
    scenes = stories.load(film).scenes
    return [each.id if each.id in scenes else None for each in found.scenes]


def _by_words(film: Film, script: Script) -> list[str | None]:
    """For a file that was edited outside: scenes whose words are still the same."""
    known = {scene.text_hash: scene.id for scene in stories.load(film).scenes.values() if scene.text_hash}
    return [known.pop(scene.text_hash, None) for scene in script.scenes]


def _scenes(script: Script, ids: Sequence[str | None]) -> list[ScriptSceneNode]:
    names = [part.name for part in script.parts]
    return [_scene(scene, scene_id, names) for scene, scene_id in zip(script.scenes, ids, strict=True)]


def _scene(scene: ScriptScene, scene_id: str | None, names: Sequence[str]) -> ScriptSceneNode:
    slug, (first, last) = scene.slug, scene.lines
    return ScriptSceneNode(
        scene_id=scene_id,
        number=scene.number,
        slug=scene.slug_line,
        setting=slug.setting,
        place=slug.place,
        area=slug.area,
        time_of_day=scene.time,
        synopsis=scene.synopsis,
        characters=[shown(name) for name in present(scene, names)],
        first_line=first,
        last_line=last,
        eighths=eighths(scene),
        seconds=seconds(scene),
    )


def _elements(script: Script, ids: Sequence[str | None]) -> list[ScriptElement]:
    own = {id(each): scene_id for scene, scene_id in zip(script.scenes, ids, strict=True) for each in scene.elements}
    return [_element(each, own) for each in script.elements if each.kind is not Kind.BLANK]


def _element(each: Element, own: Mapping[int, str | None]) -> ScriptElement:
    styled = [run for run in runs(each.text) if run.text]
    return ScriptElement(
        kind=each.kind,
        text=plain(each.text),
        runs=[_run(run) for run in styled] if any(run.bold or run.italic or run.underline for run in styled) else [],
        notes=list(each.notes),
        detail=each.detail,
        depth=each.depth,
        dual=each.dual,
        first_line=each.line,
        last_line=each.last_line,
        scene_id=own.get(id(each)),
    )


def _run(run: Run) -> StyledRun:
    return StyledRun(**asdict(run))
