"""The story's files against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.errors import Conflict
from app.projects import layout
from app.projects.film import Film
from app.reconcile.findings import Code, Finding, Survey, of
from app.story import store
from app.story.tree import Tree


def story(survey: Survey, film: Film) -> Iterator[Finding]:
    outline = film.folder / layout.STORY
    try:
        tree = store.load(film)
    except Conflict as error:
        yield of(film, Code.STORY_DAMAGED, outline, error.detail)
        return
    for path in filter(survey.settled, store.unlisted(film, tree)):
        yield of(film, Code.SCENE_UNLISTED, path, "No chapter of the story has this scene.")
    for code, times in _codes(tree).items():
        if times > 1:
            yield of(film, Code.CODE_TWICE, outline, f"{times} elements have the code {code}.")


def _codes(tree: Tree) -> Counter[str]:
    """Shots count within their scene."""
    found = Counter(chapter.code for chapter in tree.outline.chapters)
    for scene in tree.scenes.values():
        found[scene.code] += 1
        found.update(f"{scene.code} {shot.code}" for shot in scene.shots)
    return found
