"""Which chapter a scene of the draft belongs to: that of its section, else where its pages fall."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from app.projects.making.narratives import Narrative
from app.screenplay.breakdown.timing import eighths
from app.screenplay.revision.matching import Match
from app.screenplay.script.scenes import ScriptScene
from app.story import edits
from app.story.schemas import ChapterCreate, ChapterEntry
from app.story.tree import Tree

# How much of a film each chapter takes. Of three acts the second is half of it; a beat sheet's are the pages, of 110,
# that Snyder gives each beat.
_WEIGHTS = {
    Narrative.THREE_ACT: (1, 2, 1),
    Narrative.BEAT_SHEET: (1, 4, 5, 2, 13, 1, 4, 25, 2, 20, 2, 8, 2, 20, 1),
}
_NAME = 500  # characters


def assign(
    tree: Tree, scenes: Sequence[ScriptScene], matches: Sequence[Match], narrative: Narrative
) -> tuple[Tree, list[str]]:
    """The tree with the chapters that are needed, and for each scene of the draft its chapter's id."""
    if any(scene.acts for scene in scenes):
        return _by_acts(tree, scenes)
    if not tree.outline.chapters:
        tree, added = edits.add_chapter(tree, ChapterCreate(name="Screenplay"))
        return tree, [added] * len(scenes)
    if not tree.scenes:
        return tree, _by_pages(tree.outline.chapters, scenes, narrative)
    return tree, _beside(tree, matches)


def _by_acts(tree: Tree, scenes: Sequence[ScriptScene]) -> tuple[Tree, list[str]]:
    """A scene in front of the first section belongs to it too."""
    first = next(scene.acts[0] for scene in scenes if scene.acts)
    names: list[str] = []
    for scene in scenes:
        names.append(scene.acts[0][:_NAME] if scene.acts else (names[-1] if names else first[:_NAME]))
    wanted = list(dict.fromkeys(names))
    tree = _renamed(tree, wanted) if not tree.scenes else tree
    for name in wanted:
        if _fold(name) not in _ids(tree):
            tree, _ = edits.add_chapter(tree, ChapterCreate(name=name))
    return tree, [_ids(tree)[_fold(name)] for name in names]


def _renamed(tree: Tree, names: Sequence[str]) -> Tree:
    """The empty chapters of a new film take the names of the sections; what is left of them goes."""
    for chapter, name in zip(tree.outline.chapters, names, strict=False):
        tree = edits.change_chapter(tree, chapter.id, {"name": name})
    for chapter in tree.outline.chapters[len(names) :]:
        tree = tree if chapter.synopsis else edits.remove_chapter(tree, chapter.id)
    return tree


def _ids(tree: Tree) -> dict[str, str]:
    return {_fold(chapter.name): chapter.id for chapter in reversed(tree.outline.chapters)}


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())


def _by_pages(chapters: Sequence[ChapterEntry], scenes: Sequence[ScriptScene], narrative: Narrative) -> list[str]:
    """By where the middle of a scene falls."""
    ends = [*accumulate(shares(narrative, len(chapters))[:-1]), 1.0]
    lengths = [eighths(scene) for scene in scenes]
    middles = [(end - own / 2) / sum(lengths) for end, own in zip(accumulate(lengths), lengths, strict=True)]
    return [chapters[next(i for i, end in enumerate(ends) if middle <= end)].id for middle in middles]


def shares(narrative: Narrative, count: int) -> list[float]:
    """Of the film, for each of so many chapters; alike where the narrative says nothing of their number."""
    known = _WEIGHTS.get(narrative, ())
    weights = known if len(known) == count else (1,) * count
    return [weight / sum(weights) for weight in weights]


def _beside(tree: Tree, matches: Sequence[Match]) -> list[str]:
    """A scene that stayed keeps its chapter; a new or moved one joins the scene before it."""
    own = [tree.chapter_of(each.known).id if each.known and not each.moved else None for each in matches]
    first = next((chapter for chapter in own if chapter), tree.outline.chapters[0].id)
    found: list[str] = []
    for chapter in own:
        found.append(chapter or (found[-1] if found else first))
    return found
