"""Edits of the story as pure functions: a tree in, a tree out. Ids and codes once given stay."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from app.errors import Conflict
from app.story import codes
from app.story.codes import Series
from app.story.schemas import ChapterCreate, ChapterEntry, Move, Scene, SceneCreate, Shot, ShotCreate
from app.story.tree import Tree


def add_chapter(tree: Tree, wanted: ChapterCreate) -> tuple[Tree, str]:
    chapters = tree.outline.chapters
    at = _index([chapter.id for chapter in chapters], wanted.before)
    used = [*(chapter.code for chapter in chapters), *tree.outline.retired]
    code = _code(codes.CHAPTERS, [chapter.code for chapter in chapters], at, used)
    chapter = ChapterEntry(id=_new_id(), code=code, **_given(wanted))
    return tree.with_outline([*chapters[:at], chapter, *chapters[at:]]), chapter.id


def add_scene(tree: Tree, wanted: SceneCreate) -> tuple[Tree, str]:
    chapter = tree.chapter(wanted.chapter_id)
    at = _index(chapter.scenes, wanted.before)
    chapters = tree.outline.chapters
    ordered = [tree.scenes[scene_id].code for each in chapters for scene_id in each.scenes]
    place = at + sum(len(each.scenes) for each in chapters[: chapters.index(chapter)])
    code = _code(codes.SCENES, ordered, place, [*ordered, *tree.outline.retired])
    scene = Scene(id=_new_id(), code=code, **_given(wanted))
    entry = chapter.model_copy(update={"scenes": [*chapter.scenes[:at], scene.id, *chapter.scenes[at:]]})
    return tree.with_scene(scene).with_chapter(entry), scene.id


def add_shot(tree: Tree, wanted: ShotCreate) -> tuple[Tree, str]:
    scene = tree.scene(wanted.scene_id)
    at = _index([shot.id for shot in scene.shots], wanted.before)
    shot = Shot(id=_new_id(), code=_shot_code(scene, at), **_given(wanted))
    return tree.with_scene(_with_shots(scene, [*scene.shots[:at], shot, *scene.shots[at:]])), shot.id


def change_chapter(tree: Tree, chapter_id: str, update: dict[str, Any]) -> Tree:
    return tree.with_chapter(tree.chapter(chapter_id).model_copy(update=update))


def change_scene(tree: Tree, scene_id: str, update: dict[str, Any]) -> Tree:
    return tree.with_scene(tree.scene(scene_id).model_copy(update=update))


def change_shot(tree: Tree, shot_id: str, update: dict[str, Any]) -> Tree:
    scene = tree.scene_of(shot_id)
    shots = [shot.model_copy(update=update) if shot.id == shot_id else shot for shot in scene.shots]
    return tree.with_scene(_with_shots(scene, shots))


def remove_chapter(tree: Tree, chapter_id: str) -> Tree:
    """With its scenes."""
    gone = tree.chapter(chapter_id)
    retired = [gone.code, *(tree.scenes[scene_id].code for scene_id in gone.scenes)]
    left = [chapter for chapter in tree.outline.chapters if chapter.id != chapter_id]
    return tree.with_outline(left, retired).without_scenes(gone.scenes)


def remove_scene(tree: Tree, scene_id: str) -> Tree:
    """With its shots."""
    gone = tree.scene(scene_id)
    chapter = tree.chapter_of(scene_id)
    entry = chapter.model_copy(update={"scenes": _without(chapter.scenes, scene_id)})
    changed = tree.with_chapter(entry)
    return changed.with_outline(changed.outline.chapters, [gone.code]).without_scenes([scene_id])


def remove_shot(tree: Tree, shot_id: str) -> Tree:
    scene, gone = tree.scene_of(shot_id), tree.shot(shot_id)
    left = [shot for shot in scene.shots if shot.id != shot_id]
    return tree.with_scene(_with_shots(scene, left, [gone.code]))


def move_chapter(tree: Tree, wanted: Move) -> Tree:
    moved = tree.chapter(wanted.id)
    others = [chapter for chapter in tree.outline.chapters if chapter.id != wanted.id]
    at = _index([chapter.id for chapter in others], wanted.before)
    return tree.with_outline([*others[:at], moved, *others[at:]])


def move_scene(tree: Tree, wanted: Move) -> Tree:
    """Within its chapter or to another; its code goes with it."""
    tree.scene(wanted.id)
    source = tree.chapter_of(wanted.id)
    lifted = tree.with_chapter(source.model_copy(update={"scenes": _without(source.scenes, wanted.id)}))
    target = lifted.chapter(wanted.parent_id or source.id)
    at = _index(target.scenes, wanted.before)
    return lifted.with_chapter(
        target.model_copy(update={"scenes": [*target.scenes[:at], wanted.id, *target.scenes[at:]]})
    )


def move_shot(tree: Tree, wanted: Move) -> Tree:
    """Within its scene or to another, where it takes a new code only if its own is or was another's there."""
    source, shot = tree.scene_of(wanted.id), tree.shot(wanted.id)
    home = wanted.parent_id in {None, source.id}
    left = [other for other in source.shots if other.id != wanted.id]
    lifted = tree.with_scene(_with_shots(source, left, [] if home else [shot.code]))
    target = lifted.scene(wanted.parent_id or source.id)
    at = _index([other.id for other in target.shots], wanted.before)
    if shot.code in _used(target):
        shot = shot.model_copy(update={"code": _shot_code(target, at)})
    return lifted.with_scene(_with_shots(target, [*target.shots[:at], shot, *target.shots[at:]]))


def _shot_code(scene: Scene, at: int) -> str:
    return _code(codes.SHOTS, [shot.code for shot in scene.shots], at, _used(scene))


def _used(scene: Scene) -> list[str]:
    return [*(shot.code for shot in scene.shots), *scene.retired]


def _code(series: Series, ordered: Sequence[str], at: int, used: Sequence[str]) -> str:
    if at == len(ordered):
        return codes.appended(series, used)
    return codes.inserted(series, ordered[at - 1] if at else None, ordered[at], used)


def _with_shots(scene: Scene, shots: Sequence[Shot], retired: Iterable[str] = ()) -> Scene:
    return scene.model_copy(update={"shots": list(shots), "retired": [*scene.retired, *retired]})


def _index(ids: Sequence[str], before: str | None) -> int:
    if before is None:
        return len(ids)
    if before not in ids:
        raise Conflict("The element to put it before is not there any more.", code="sibling_gone")
    return ids.index(before)


def _without(ids: Sequence[str], gone: str) -> list[str]:
    return [each for each in ids if each != gone]


def _given(wanted: ChapterCreate | SceneCreate | ShotCreate) -> dict[str, Any]:
    return wanted.model_dump(exclude_none=True, exclude={"chapter_id", "scene_id", "before"})


def _new_id() -> str:
    return str(uuid.uuid4())
