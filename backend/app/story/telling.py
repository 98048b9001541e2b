"""The story as told to clients."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.files.cached import Remembered
from app.projects.film import Film, changes
from app.schemas import etag
from app.story import store
from app.story.schemas import ChapterEntry, ChapterNode, Scene, SceneNode, Shot, ShotNode, Story
from app.story.tree import Tree

_stories: Remembered[Story] = Remembered()


def tell_film(film: Film, take_counts: Callable[[Film], Mapping[str, int]]) -> Story:
    """Remembered until the story or the takes change: a long film has thousands of shots, each with its tag."""
    current = (*store.files(film), *changes(film.folder))
    return _stories.get(film.folder, current, lambda: tell(store.load(film), take_counts(film)))


def tell(tree: Tree, take_counts: Mapping[str, int]) -> Story:
    return Story(chapters=[tell_chapter(tree, chapter, take_counts) for chapter in tree.outline.chapters])


def tell_chapter(tree: Tree, chapter: ChapterEntry, take_counts: Mapping[str, int]) -> ChapterNode:
    scenes = [tell_scene(tree.scenes[scene_id], take_counts) for scene_id in chapter.scenes]
    own = chapter.model_dump(include={"id", "code", "name", "synopsis", "look"})
    return ChapterNode(**own, scenes=scenes, etag=etag(chapter))


def tell_scene(scene: Scene, take_counts: Mapping[str, int]) -> SceneNode:
    told = {"id", "code", "slug", "synopsis", "characters", "location", "time_of_day", "look", "beat", "omitted"}
    own = scene.model_dump(include=told)
    return SceneNode(**own, shots=[tell_shot(shot, take_counts) for shot in scene.shots], etag=etag(scene))


def tell_shot(shot: Shot, take_counts: Mapping[str, int]) -> ShotNode:
    return ShotNode(
        id=shot.id,
        code=shot.code,
        framing=shot.framing,
        action=shot.action,
        dialogue=shot.dialogue,
        duration=shot.duration,
        character_ids=shot.character_ids,
        chosen_take=shot.chosen_take,
        take_count=take_counts.get(shot.id, 0),
        etag=etag(shot),
    )
