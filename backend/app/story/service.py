"""Edits of a film's story: guarded, saved, noted for Git, told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from pydantic import BaseModel

from app.errors import NotFound, Stale
from app.events.log import EventLog, draft
from app.projects.changing import Edit
from app.projects.film import Film
from app.projects.outbox import Commits
from app.schemas import Schema, etag
from app.story import edits, store
from app.story.events import StoryData, StoryUpdated
from app.story.schemas import ChapterCreate, Kind, Move, SceneCreate, ShotCreate
from app.story.tree import Tree

Change = Literal["added", "changed", "removed", "moved"]
Counts = Callable[[Film], Mapping[str, int]]


class Stories:
    def __init__(self, log: EventLog, commits: Commits, take_counts: Counts) -> None:
        self._log = log
        self._commits = commits
        self.take_counts = take_counts

    def add_chapter(self, film: Film, wanted: ChapterCreate) -> tuple[Tree, str]:
        return self._add(film, Kind.CHAPTER, lambda tree: edits.add_chapter(tree, wanted))

    def add_scene(self, film: Film, wanted: SceneCreate) -> tuple[Tree, str]:
        return self._add(film, Kind.SCENE, lambda tree: edits.add_scene(tree, wanted))

    def add_shot(self, film: Film, wanted: ShotCreate) -> tuple[Tree, str]:
        return self._add(film, Kind.SHOT, lambda tree: edits.add_shot(tree, wanted))

    def change(self, film: Film, kind: Kind, element_id: str, fields: BaseModel, if_match: str | None) -> Tree:
        """Raises `NotFound`, `Stale`."""
        update = fields.model_dump(exclude_unset=True, exclude_none=True)

        def edit(tree: Tree) -> Tree:
            _guard(tree, element(tree, kind, element_id), if_match)
            return _CHANGE[kind](tree, element_id, update)

        return self._edit(film, StoryData(element=element_id, kind=kind, change="changed"), edit)

    def remove(self, film: Film, kind: Kind, element_id: str, if_match: str | None) -> Tree:
        """With all below it. Takes stay where they are; they belong to no shot any more."""

        def edit(tree: Tree) -> Tree:
            _guard(tree, element(tree, kind, element_id), if_match)
            return _REMOVE[kind](tree, element_id)

        return self._edit(film, StoryData(element=element_id, kind=kind, change="removed"), edit)

    def move(self, film: Film, wanted: Move) -> Tree:
        kind = kind_of(store.load(film), wanted.id)
        told = StoryData(element=wanted.id, kind=kind, change="moved")
        return self._edit(film, told, lambda tree: _MOVE[kind](tree, wanted))

    def choose(self, film: Film, shot_id: str, take_id: str | None) -> Tree:
        """Raises `NotFound`."""
        told = StoryData(element=shot_id, kind=Kind.SHOT, change="changed")
        return self._edit(film, told, lambda tree: edits.change_shot(tree, shot_id, {"chosen_take": take_id}))

    def _add(self, film: Film, kind: Kind, add: Callable[[Tree], tuple[Tree, str]]) -> tuple[Tree, str]:
        with store.editing(film) as editing:
            before = store.load(film)
            after, added = add(before)
            self._save(editing, before, after, StoryData(element=added, kind=kind, change="added"))
        return after, added

    def _edit(self, film: Film, told: StoryData, edit: Callable[[Tree], Tree]) -> Tree:
        with store.editing(film) as editing:
            before = store.load(film)
            after = edit(before)
            self._save(editing, before, after, told)
        return after

    def _save(self, editing: Edit, before: Tree, after: Tree, told: StoryData) -> None:
        film = editing.film
        files = store.differences(film, before, after)
        if not files:
            return
        named = element(after if told.change != "removed" else before, Kind(told.kind), told.element)
        editing.make(f"story: {told.change} {named.code}", files)
        self._commits.ask(film)
        self._log.append(draft(StoryUpdated, film.id, told))


def element(tree: Tree, kind: Kind, element_id: str) -> Any:
    """Raises `NotFound`."""
    return {Kind.CHAPTER: tree.chapter, Kind.SCENE: tree.scene, Kind.SHOT: tree.shot}[kind](element_id)


def kind_of(tree: Tree, element_id: str) -> Kind:
    """Raises `NotFound`."""
    for kind in Kind:
        try:
            element(tree, kind, element_id)
        except NotFound:
            continue
        return kind
    raise NotFound("There is no element with this id in the story.", code="element_not_found")


def _guard(tree: Tree, found: Schema, if_match: str | None) -> None:
    """The tag of the element, or of the whole story, as it was last read."""
    if if_match not in {None, "*", etag(found), tree.etag}:
        raise Stale("This was changed elsewhere; load it again.", code="story_stale")


_CHANGE = {Kind.CHAPTER: edits.change_chapter, Kind.SCENE: edits.change_scene, Kind.SHOT: edits.change_shot}
_REMOVE = {Kind.CHAPTER: edits.remove_chapter, Kind.SCENE: edits.remove_scene, Kind.SHOT: edits.remove_shot}
_MOVE = {Kind.CHAPTER: edits.move_chapter, Kind.SCENE: edits.move_scene, Kind.SHOT: edits.move_shot}
