"""Random edits keep the story sound: every id once, every code once, everything in exactly one place."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from app.story import edits
from app.story.schemas import ChapterCreate, Move, Outline, SceneCreate, ShotCreate
from app.story.tree import Tree


class Editing(RuleBasedStateMachine):
    chapters = Bundle("chapters")
    scenes = Bundle("scenes")
    shots = Bundle("shots")

    def __init__(self) -> None:
        super().__init__()
        self.tree = Tree(Outline(), {})
        self.codes: dict[str, str] = {}

    def has_chapter(self, chapter_id: str) -> bool:
        return any(chapter.id == chapter_id for chapter in self.tree.outline.chapters)

    def has_shot(self, shot_id: str) -> bool:
        return any(shot.id == shot_id for shot in self.tree.shots())

    @rule(target=chapters, name=st.text(max_size=20))
    def add_chapter(self, name: str) -> str:
        self.tree, added = edits.add_chapter(self.tree, ChapterCreate(name=name))
        return added

    @rule(target=scenes, chapter=chapters, slug=st.text(max_size=20), front=st.booleans())
    def add_scene(self, chapter: str, slug: str, front: bool) -> object:
        if not self.has_chapter(chapter):
            return multiple()
        siblings = self.tree.chapter(chapter).scenes
        before = siblings[0] if front and siblings else None
        self.tree, added = edits.add_scene(self.tree, SceneCreate(chapter_id=chapter, slug=slug, before=before))
        return added

    @rule(target=shots, scene=scenes, place=st.integers(min_value=0, max_value=5))
    def add_shot(self, scene: str, place: int) -> object:
        if scene not in self.tree.scenes:
            return multiple()
        siblings = self.tree.scene(scene).shots
        before = siblings[place].id if place < len(siblings) else None
        self.tree, added = edits.add_shot(self.tree, ShotCreate(scene_id=scene, before=before))
        return added

    @rule(shot=shots, scene=scenes)
    def move_shot(self, shot: str, scene: str) -> None:
        if self.has_shot(shot) and scene in self.tree.scenes:
            self.tree = edits.move_shot(self.tree, Move(id=shot, parent_id=scene))
            assert self.tree.scene_of(shot).id == scene

    @rule(scene=scenes, chapter=chapters)
    def move_scene(self, scene: str, chapter: str) -> None:
        if scene in self.tree.scenes and self.has_chapter(chapter):
            code = self.tree.scene(scene).code
            self.tree = edits.move_scene(self.tree, Move(id=scene, parent_id=chapter))
            assert self.tree.chapter_of(scene).id == chapter
            assert self.tree.scene(scene).code == code

    @rule(chapter=chapters)
    def move_chapter_to_the_end(self, chapter: str) -> None:
        if self.has_chapter(chapter):
            self.tree = edits.move_chapter(self.tree, Move(id=chapter))
            assert self.tree.outline.chapters[-1].id == chapter

    @rule(shot=consumes(shots))
    def remove_shot(self, shot: str) -> None:
        if self.has_shot(shot):
            self.tree = edits.remove_shot(self.tree, shot)

    @rule(scene=consumes(scenes))
    def remove_scene(self, scene: str) -> None:
        if scene in self.tree.scenes:
            self.tree = edits.remove_scene(self.tree, scene)

    @rule(chapter=consumes(chapters))
    def remove_chapter(self, chapter: str) -> None:
        if self.has_chapter(chapter):
            self.tree = edits.remove_chapter(self.tree, chapter)

    @invariant()
    def every_scene_stands_in_one_chapter(self) -> None:
        placed = [scene for chapter in self.tree.outline.chapters for scene in chapter.scenes]
        assert sorted(placed) == sorted(self.tree.scenes)

    @invariant()
    def codes_are_unique_and_never_come_back(self) -> None:
        outline = self.tree.outline
        alive = [*(c.code for c in outline.chapters), *(s.code for s in self.tree.scenes.values())]
        assert len(set(alive)) == len(alive)
        assert not set(alive) & set(outline.retired)
        for scene in self.tree.scenes.values():
            shots = [shot.code for shot in scene.shots]
            assert len(set(shots)) == len(shots)

    @invariant()
    def ids_are_unique(self) -> None:
        ids = [*(c.id for c in self.tree.outline.chapters), *self.tree.scenes, *(s.id for s in self.tree.shots())]
        assert len(set(ids)) == len(ids)


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
