from __future__ import annotations

from app.projects.making.narratives import CHAPTERS, Narrative
from app.screenplay.revision.chapters import assign
from app.screenplay.revision.matching import Match
from app.screenplay.script.script import Script
from app.story import edits
from app.story.schemas import ChapterCreate, Outline, SceneCreate
from app.story.tree import Tree


def film(*names: str) -> Tree:
    tree = Tree(Outline(), {})
    for name in names:
        tree, _ = edits.add_chapter(tree, ChapterCreate(name=name))
    return tree


def assigned(tree: Tree, text: str, narrative: Narrative = Narrative.THREE_ACT) -> list[tuple[str, int]]:
    """Chapters by name with how many scenes of the draft each gets."""
    scenes = Script.read(text).scenes
    tree, homes = assign(tree, scenes, [Match()] * len(scenes), narrative)
    return [(chapter.name, homes.count(chapter.id)) for chapter in tree.outline.chapters]


def scene(number: int) -> str:
    return f"EXT. PLACE {number} - DAY\n\nSomebody walks by.\n\n"


EIGHT = "".join(map(scene, range(8)))


def test_three_acts_take_a_quarter_a_half_and_a_quarter() -> None:
    assert assigned(film("A", "B", "C"), EIGHT) == [("A", 2), ("B", 4), ("C", 2)]


def test_chapters_of_a_person_s_own_take_equal_shares() -> None:
    assert assigned(film("A", "B"), EIGHT) == [("A", 4), ("B", 4)]


def test_a_beat_sheet_is_paged_as_its_author_has_it() -> None:
    found = dict(assigned(film(*CHAPTERS[Narrative.BEAT_SHEET]), EIGHT * 14, Narrative.BEAT_SHEET))
    assert found["Fun and Games"] > found["Debate"] > found["Catalyst"] > 0
    assert sum(found.values()) == 112


def test_a_film_without_chapters_gets_one() -> None:
    assert assigned(film(), EIGHT) == [("Screenplay", 8)]


def test_sections_name_the_empty_chapters_and_what_is_left_goes() -> None:
    text = scene(0) + "# Act One\n\n" + scene(1) + "# Act Two\n\n" + scene(2)
    assert assigned(film("Setup", "Confrontation", "Resolution"), text) == [("Act One", 2), ("Act Two", 1)]


def test_sections_join_the_chapters_of_a_film_that_has_scenes() -> None:
    tree = film("Act One", "Notes")
    tree, _ = edits.add_scene(tree, SceneCreate(chapter_id=tree.outline.chapters[1].id, slug="EXT. ELSEWHERE"))
    text = "# ACT ONE\n\n" + scene(1) + "# Act Two\n\n" + scene(2)
    assert assigned(tree, text) == [("Act One", 1), ("Notes", 0), ("Act Two", 1)]


def test_a_new_scene_joins_the_one_before_it() -> None:
    tree = film("A", "B")
    tree, first = edits.add_scene(tree, SceneCreate(chapter_id=tree.outline.chapters[0].id))
    tree, second = edits.add_scene(tree, SceneCreate(chapter_id=tree.outline.chapters[1].id))
    matches = [Match(), Match(first), Match(), Match(second), Match()]
    _, homes = assign(tree, Script.read(EIGHT).scenes[:5], matches, Narrative.NONE)
    assert [tree.chapter(home).name for home in homes] == ["A", "A", "A", "B", "B"]
