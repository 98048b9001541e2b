"""The story on disk: the outline, and a file a scene, so that two people's edits merge."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock
from pydantic import BaseModel, ValidationError

from app.errors import Conflict
from app.files.cached import Remembered, Stamp, listed, stamp
from app.files.paths import within
from app.files.write import Unreadable, encode_json, read_json, write_bytes
from app.projects import layout
from app.projects.store import Film
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


def save(film: Film, before: Tree, after: Tree) -> list[Path]:
    """Write what differs; returns the paths, also of scenes that are gone.

    Scenes are written before the outline that names them and deleted after it: a crash leaves no dangling name.
    """
    film.place(layout.SCENES)
    changed = [scene for key, scene in after.scenes.items() if before.scenes.get(key) != scene]
    paths = [_write(film, _scene_file(scene.id), scene) for scene in changed]
    if after.outline != before.outline:
        paths.append(_write(film, layout.STORY, after.outline))
    for scene_id in before.scenes.keys() - after.scenes.keys():
        path = within(film.folder, _scene_file(scene_id))
        path.unlink(missing_ok=True)
        paths.append(path)
    return paths


def editing(film: Film) -> FileLock:
    """One edit of a story at a time."""
    return FileLock(film.place(layout.STATE) / "story.lock", timeout=10)


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


def _write(film: Film, relative: str, element: BaseModel) -> Path:
    path = within(film.folder, relative)
    write_bytes(path, _encode(element))
    return path


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
