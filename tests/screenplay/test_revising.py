"""A newer draft: its impact before, the film after, and nothing of the film lost."""

from __future__ import annotations

from app.characters import store as characters
from app.projects.film import Film
from app.screenplay.revision.impact import SceneImpact
from app.story import store
from tests.support.films.screenplays import Desk, contents

ACT = "# One\n\n"
HARBOUR = "EXT. HARBOUR - DUSK\n\nRain falls on a harbour with no boats in it and one lamp hums above the quay.\n\n"
KITCHEN = """INT. KITCHEN - NIGHT

Tomas pours the tea and Nora unlocks a grey case with one red switch inside.

NORA
They sent three letters about this light.

Much later the stove has gone cold and they still sit there without one word.

"""
LAMP = "INT. LAMP ROOM - NIGHT\n\nThe great lens stops turning and the light goes out over the whole black sea.\n\n"
TOWER = "EXT. TOWER - NIGHT\n\nThe tower stands black against the storm, one small lantern climbing inside.\n\n"
ROCKS = "EXT. ROCKS - DAWN\n\nCalm water, a blue trawler rides at anchor, her crew asleep among the nets.\n\n"
FIRST = ACT + HARBOUR + KITCHEN + LAMP + TOWER + ROCKS

LATER = "INT. KITCHEN - LATER\n\nMuch later the stove has gone cold and they still sit there without one word.\n\n"
SPLIT = KITCHEN.split("Much later", maxsplit=1)[0]
ISLAND = "EXT. ISLAND - DAY\n\nPETER (20s), a postman, rows ashore with a bag of wet letters.\n\n"
# Rocks moved to the front, harbour edited, kitchen split, lamp room and tower merged, an island new.
SECOND = (
    ACT
    + ROCKS
    + HARBOUR.replace("one lamp", "a dead lamp")
    + SPLIT
    + LATER
    + LAMP
    + TOWER.split("\n\n")[1]
    + "\n\n"
    + ISLAND
)


def by_code(found: list[SceneImpact]) -> dict[str | None, SceneImpact]:
    return {each.code: each for each in found if each.code}


def shot_ids(film: Film) -> set[str]:
    return {shot.id for shot in store.load(film).shots()}


def test_the_impact_names_each_scene_s_fate_and_changes_nothing(desk: Desk) -> None:
    desk.take_in(FIRST)
    before = contents(desk.film)
    impact = desk.preview(SECOND)
    known = by_code(impact.scenes)
    assert impact.counts == {"unchanged": 1, "changed": 3, "new": 2, "omitted": 1}
    assert (known["SC005"].status, known["SC005"].moved) == ("unchanged", True)
    assert [(line.change, line.text[:23]) for line in known["SC001"].diff] == [
        ("same", "EXT. HARBOUR - DUSK"),
        ("removed", "Rain falls on a harbour"),
        ("added", "Rain falls on a harbour"),
    ]
    assert known["SC003"].merged == ["SC004"]
    assert known["SC004"].status == "omitted"
    assert [each.split_from for each in impact.scenes if each.status == "new"] == ["SC002", None]
    assert (impact.new_characters, impact.new_locations) == (["Peter"], ["Island"])
    assert contents(desk.film) == before


def test_takes_of_changed_scenes_are_counted_as_stale(desk: Desk) -> None:
    desk.take_in(FIRST)
    known = by_code(desk.impacts(SECOND))
    assert known["SC001"].stale_takes == known["SC001"].takes == known["SC001"].shots > 0
    assert (known["SC005"].stale_takes, known["SC005"].takes) == (0, known["SC005"].shots)


def test_accepting_keeps_ids_codes_and_every_shot(desk: Desk) -> None:
    desk.take_in(FIRST)
    before, shots = {scene.id: scene.code for scene in desk.scenes()}, shot_ids(desk.film)
    desk.take_in(SECOND)
    after = {scene.id: scene.code for scene in desk.scenes()}
    assert before.items() <= after.items()
    assert shots <= shot_ids(desk.film)
    assert [scene.slug for scene in desk.scenes() if not scene.omitted] == [
        "EXT. ROCKS - DAWN",
        "EXT. HARBOUR - DUSK",
        "INT. KITCHEN - NIGHT",
        "INT. KITCHEN - LATER",
        "INT. LAMP ROOM - NIGHT",
        "EXT. ISLAND - DAY",
    ]
    assert [scene.code for scene in desk.scenes() if scene.omitted] == ["SC004"]


def test_shots_follow_their_words_into_the_parts_of_a_split_scene_and_into_a_merged_one(desk: Desk) -> None:
    desk.take_in(FIRST)
    _, kitchen, lamp, tower, _ = desk.scenes()
    late = next(shot.id for shot in kitchen.shots if "stove" in shot.action)
    climb = next(shot.id for shot in tower.shots if "lantern" in shot.action)
    desk.take_in(SECOND)
    tree = store.load(desk.film)
    assert tree.scene_of(late).slug == "INT. KITCHEN - LATER"
    assert tree.scene_of(climb).id == lamp.id


def test_a_new_scene_is_coded_between_its_neighbours_and_has_shots(desk: Desk) -> None:
    desk.take_in(FIRST)
    desk.take_in(FIRST.replace(LAMP, ISLAND + LAMP))
    island = desk.scenes()[2]
    assert (island.code, island.slug) == ("SC002A", "EXT. ISLAND - DAY")
    assert island.shots


def test_only_scenes_whose_words_changed_are_written(desk: Desk) -> None:
    desk.take_in(FIRST)
    before = contents(desk.film)
    desk.take_in(FIRST.replace("no boats", "two boats"))
    after = contents(desk.film)
    changed = [name for name, data in after.items() if "/scenes/" in name and before[name] != data]
    assert changed == [f"02_Source_Creative/scenes/{desk.scenes()[0].id}.json"]


def test_a_scene_that_comes_back_is_the_one_that_went(desk: Desk) -> None:
    desk.take_in(FIRST)
    before = [(scene.id, scene.code) for scene in desk.scenes()]
    desk.take_in(FIRST.replace(LAMP, ""))
    assert [scene.omitted for scene in desk.scenes()] == [False, False, True, False, False]
    desk.take_in(FIRST)
    assert [(scene.id, scene.code) for scene in desk.scenes() if not scene.omitted] == before


def test_what_people_made_of_scenes_stays(desk: Desk) -> None:
    """A scene by hand keeps its neighbour; a synopsis stays where the draft has none."""
    desk.take_in(FIRST)
    with store.editing(desk.film) as edit:
        tree = store.load(desk.film)
        first = desk.scenes()[0]
        told = tree.with_scene(first.model_copy(update={"synopsis": "Nora arrives."}))
        edit.make("story: changed", store.differences(desk.film, tree, told))
    desk.take_in(SECOND)
    assert store.load(desk.film).scene(first.id).synopsis == "Nora arrives."


def test_both_drafts_stay_in_the_film(desk: Desk) -> None:
    first = desk.take_in(FIRST, "first.fountain")
    second = desk.take_in(SECOND, "second.fountain")
    kept = contents(desk.film)
    folder = desk.film.folder.name
    assert kept[first.path.removeprefix(f"{folder}/")] == FIRST.encode()
    assert kept[second.path.removeprefix(f"{folder}/")] == SECOND.encode()
    assert [note["message"] for note in desk.notes()] == [
        "story: import first.fountain",
        "story: import second.fountain",
    ]


def test_those_who_are_gone_are_named_and_stay(desk: Desk) -> None:
    desk.take_in(FIRST + ISLAND)
    assert desk.preview(FIRST).absent_characters == ["Peter"]
    desk.take_in(FIRST)
    assert [cast.record.name for cast in characters.all_of(desk.film)] == ["Nora", "Peter"]
