"""The story on disk: the outline, and a file a scene, so that two people's edits merge."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from app.errors import Conflict
from app.files.cached import Remembered, Stamp, listed, stamp
from app.files.paths import within
from app.files.write import Unreadable, encode_json, read_json
from app.projects import changing, layout
from app.projects.changing import Edit
from app.projects.film import Film
from app.story.schemas import Outline, Scene
from app.story.tree import Tree

_trees: Remembered[Tree] = Remembered()
_elements: Remembered[Any] = Remembered()
_Model = TypeVar("_Model", bound=BaseModel)


def load(film: Film) -> Tree:
    """Raises `Conflict` for a file that can't be read: it is never taken for an empty story."""
    return _trees.get(film.folder, files(film), lambda: _load(film))


def files(film: Film) -> Stamp:
    """Another one after each change of the story, also by hand."""
    scenes = f"{film.folder}/{layout.SCENES}"
    return stamp(film.folder / layout.STORY, *(f"{scenes}/{name}" for name in listed(scenes).files))


def _load(film: Film) -> Tree:
    outline = _read(film, layout.STORY, Outline) or Outline()
    scenes: dict[str, Scene] = {}
    for chapter in outline.chapters:
        for scene_id in chapter.scenes:
            scenes[scene_id] = _read(film, _scene_file(scene_id), Scene) or _lost(scene_id)
    return Tree(outline, _each_shot_once(scenes))


def differences(film: Film, before: Tree, after: Tree) -> dict[Path, bytes | None]:
    """What has to be written, in this order: scenes before the outline that names them, their end after it. Who reads
    meanwhile finds no dangling name."""
    changed = [scene for key, scene in after.scenes.items() if before.scenes.get(key) != scene]
    files: dict[str, bytes | None] = {_scene_file(scene.id): _encode(scene) for scene in changed}
    if after.outline != before.outline:
        files[layout.STORY] = _encode(after.outline)
    files |= dict.fromkeys(map(_scene_file, before.scenes.keys() - after.scenes.keys()))
    return {within(film.folder, name): data for name, data in files.items()}


def save(film: Film, before: Tree, after: Tree) -> None:
    """For a film that nobody else knows yet; other edits are made by `editing`."""
    for path, data in differences(film, before, after).items():
        changing.put(film, path, data)


def unlisted(film: Film, tree: Tree) -> list[Path]:
    """Files of scenes that no chapter has."""
    return sorted(path for path in (film.folder / layout.SCENES).glob("*.json") if path.stem not in tree.scenes)


def editing(film: Film) -> AbstractContextManager[Edit]:
    """One edit of a story at a time."""
    return changing.editing(film, "story")


def _read(film: Film, relative: str, kind: type[_Model]) -> _Model | None:
    """The same value as long as the file is the same: an edit of one scene leaves the others as they were."""
    path = within(film.folder, relative)
    found: _Model | None = _elements.get(path, stamp(path), lambda: _parse(path, relative, kind))
    return found


def _parse(path: Path, relative: str, kind: type[_Model]) -> _Model | None:
    try:
        return kind.model_validate(read_json(path))
    except FileNotFoundError:
        return None
    except (Unreadable, ValidationError) as error:
        raise Conflict(f"{relative} is damaged; restore it from Git.", code="story_damaged") from error


def _encode(element: BaseModel) -> bytes:
    return encode_json(element.model_dump(mode="json"))


def _lost(scene_id: str) -> Scene:
    raise Conflict(f"{_scene_file(scene_id)} is missing; restore it from Git.", code="story_damaged")


def _each_shot_once(scenes: dict[str, Scene]) -> dict[str, Scene]:
    """A move that a crash cut in half leaves a shot in both scenes: the first keeps it."""
    seen: set[str] = set()
    sound: dict[str, Scene] = {}
    for key, scene in scenes.items():
        shots = [shot for shot in scene.shots if shot.id not in seen]
        seen.update(shot.id for shot in shots)
        sound[key] = scene if len(shots) == len(scene.shots) else scene.model_copy(update={"shots": shots})
    return sound


def _scene_file(scene_id: str) -> str:
    return f"{layout.SCENES}/{scene_id}.json"
