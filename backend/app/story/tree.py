"""The story as a value: lookups, and copies with one part exchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.errors import NotFound
from app.schemas import etag
from app.story.schemas import ChapterEntry, Outline, Scene, Shot


@dataclass(frozen=True)
class Tree:
    outline: Outline
    scenes: dict[str, Scene]

    @cached_property
    def etag(self) -> str:
        """Of the whole story."""
        return etag(self.outline, *self.scenes.values())

    @cached_property
    def choices(self) -> Mapping[str, str | None]:
        """The chosen take of each shot."""
        return {shot.id: shot.chosen_take for shot in self.shots()}

    @cached_property
    def sources(self) -> Mapping[str, Mapping[str, str]]:
        """For each shot the hashes of what a take of it shows: its own words, and its scene's in the screenplay."""
        scenes = self.scenes.values()
        return {shot.id: {"shot": shot.hash, "scene": scene.text_hash} for scene in scenes for shot in scene.shots}

    def chapter(self, chapter_id: str) -> ChapterEntry:
        """Raises `NotFound`, as do the other lookups."""
        for chapter in self.outline.chapters:
            if chapter.id == chapter_id:
                return chapter
        raise NotFound("There is no chapter with this id.", code="chapter_not_found")

    def scene(self, scene_id: str) -> Scene:
        if scene_id not in self.scenes:
            raise NotFound("There is no scene with this id.", code="scene_not_found")
        return self.scenes[scene_id]

    def shot(self, shot_id: str) -> Shot:
        return next(shot for shot in self.scene_of(shot_id).shots if shot.id == shot_id)

    def scene_of(self, shot_id: str) -> Scene:
        for scene in self.scenes.values():
            if any(shot.id == shot_id for shot in scene.shots):
                return scene
        raise NotFound("There is no shot with this id.", code="shot_not_found")

    def chapter_of(self, scene_id: str) -> ChapterEntry:
        return next(chapter for chapter in self.outline.chapters if scene_id in chapter.scenes)

    def shots(self) -> Iterator[Shot]:
        """In the film's order."""
        for chapter in self.outline.chapters:
            for scene_id in chapter.scenes:
                yield from self.scenes[scene_id].shots

    def with_outline(self, chapters: Sequence[ChapterEntry], retired: Sequence[str] = ()) -> Tree:
        update = {"chapters": list(chapters), "retired": [*self.outline.retired, *retired]}
        return replace(self, outline=self.outline.model_copy(update=update))

    def with_chapter(self, changed: ChapterEntry) -> Tree:
        return self.with_outline([changed if old.id == changed.id else old for old in self.outline.chapters])

    def with_scene(self, changed: Scene) -> Tree:
        return replace(self, scenes=self.scenes | {changed.id: changed})

    def without_scenes(self, scene_ids: Sequence[str]) -> Tree:
        return replace(self, scenes={key: scene for key, scene in self.scenes.items() if key not in scene_ids})
