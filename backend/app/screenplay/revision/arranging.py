"""The tree as a new draft has it. Ids and codes stay, shots go with their scenes, and nothing is taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.projects.making.narratives import Narrative
from app.screenplay.breakdown.shots import PlannedShot, shot_list
from app.screenplay.revision import chapters
from app.screenplay.revision.matching import Match
from app.screenplay.script.presence import present, shown
from app.screenplay.script.scenes import ScriptScene
from app.screenplay.script.script import Script
from app.story import edits
from app.story.schemas import Move, Scene, SceneCreate, Shot, ShotCreate
from app.story.tree import Tree

_LINE, _TEXT, _NAMES = 500, 20_000, 200  # what the story's fields hold


@dataclass(frozen=True)
class Arranged:
    """`ids` are those of the draft's scenes, in its order."""

    tree: Tree
    ids: list[str]


@dataclass(frozen=True)
class Standing:
    """Of the film: `drafted` are the scenes that an earlier draft brought, `cast` its characters' ids by their names in
    the new one."""

    drafted: Sequence[str]
    cast: Mapping[str, str]
    narrative: Narrative


def arrange(tree: Tree, script: Script, matches: Sequence[Match], film: Standing) -> Arranged:
    tree, homes = chapters.assign(tree, script.scenes, matches, film.narrative)
    tree = _ordered(tree, matches, homes)
    tree, ids = _added(tree, matches, homes)
    names = [part.name for part in script.parts]
    for scene_id, scene in zip(ids, script.scenes, strict=True):
        tree = edits.change_scene(tree, scene_id, _fields(scene, names))
    for gone in set(film.drafted) - set(ids):
        tree = edits.change_scene(tree, gone, {"omitted": True})
    tree = _reshot(tree, script.scenes, matches, ids)
    return Arranged(_first_shots(tree, script, ids, film.cast), ids)


def _ordered(tree: Tree, matches: Sequence[Match], homes: Sequence[str]) -> Tree:
    """Scenes that the draft knows in its order; the others stay behind those that they stood behind."""
    drafted = [each.known for each in matches]
    for chapter in tree.outline.chapters:
        order = [each for each, home in zip(drafted, homes, strict=True) if each and home == chapter.id]
        before: str | None = None
        for scene_id in chapter.scenes:
            if scene_id not in drafted:
                order.insert(order.index(before) + 1 if before in order else 0, scene_id)
            before = scene_id if scene_id in order else before
        tree = tree.with_chapter(chapter.model_copy(update={"scenes": order}))
    return tree


def _added(tree: Tree, matches: Sequence[Match], homes: Sequence[str]) -> tuple[Tree, list[str]]:
    ids: list[str] = []
    for index, each in enumerate(matches):
        if each.known:
            ids.append(each.known)
            continue
        later = zip(matches[index:], homes[index:], strict=True)
        before = next((other.known for other, home in later if other.known and home == homes[index]), None)
        tree, added = edits.add_scene(tree, SceneCreate(chapter_id=homes[index], before=before))
        ids.append(added)
    return tree, ids


def _fields(scene: ScriptScene, names: Sequence[str]) -> dict[str, Any]:
    fields = {
        "slug": scene.slug_line[:_LINE],
        "location": scene.slug.location[:_LINE],
        "time_of_day": scene.time[:_LINE],
        "characters": [shown(name)[:_LINE] for name in present(scene, names)][:_NAMES],
        "text_hash": scene.text_hash,
        "omitted": False,
    }
    return fields | ({"synopsis": scene.synopsis[:_TEXT]} if scene.synopsis else {})


def _reshot(tree: Tree, scenes: Sequence[ScriptScene], matches: Sequence[Match], ids: Sequence[str]) -> Tree:
    """Shots follow their words: those of a scene that was merged to where it went, those of a split one to its part."""
    for index, each in enumerate(matches):
        for gone in each.merged:
            for shot in tree.scene(gone).shots:
                tree = edits.move_shot(tree, Move(id=shot.id, parent_id=ids[index]))
        if each.split_from:
            stays = scenes[ids.index(each.split_from)]
            for shot in tree.scene(each.split_from).shots:
                if _tells(shot, scenes[index]) and not _tells(shot, stays):
                    tree = edits.move_shot(tree, Move(id=shot.id, parent_id=ids[index]))
    return tree


def _tells(shot: Shot, scene: ScriptScene) -> bool:
    said = [line.split(": ", 1)[-1] for line in shot.dialogue.splitlines()] or [shot.action]
    text = " ".join(scene.words)
    return any(words in text for each in said if (words := " ".join(each.casefold().split())))


def _first_shots(tree: Tree, script: Script, ids: Sequence[str], cast: Mapping[str, str]) -> Tree:
    """For scenes that have none, and never had."""
    names, place = [part.name for part in script.parts], ""
    for scene_id, scene in zip(ids, script.scenes, strict=True):
        own = tree.scene(scene_id)
        if not own.shots and not own.retired:
            tree = _with_shots(tree, own, shot_list(scene, names, new_place=scene.slug.place != place), cast)
        place = scene.slug.place
    return tree


def _with_shots(tree: Tree, scene: Scene, planned: Sequence[PlannedShot], cast: Mapping[str, str]) -> Tree:
    for shot in planned:
        wanted = ShotCreate(
            scene_id=scene.id,
            framing=shot.framing[:_LINE],
            action=shot.action[:_TEXT],
            dialogue=shot.dialogue[:_TEXT],
            duration=shot.duration,
            character_ids=[cast[name] for name in shot.people if name in cast],
        )
        tree, _ = edits.add_shot(tree, wanted)
    return tree
