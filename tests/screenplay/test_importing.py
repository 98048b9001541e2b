"""A screenplay dropped on a new film: scenes, shots, characters and places, in one step."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.assets import store as assets
from app.assets.schemas import AssetRecord
from app.characters import store as characters
from app.characters.schemas import CharacterCreate
from app.characters.service import Characters
from app.characters.store import Cast
from app.errors import AuteurError, Conflict, NotFound, Stale
from app.events.log import EventLog
from app.projects import layout, outbox
from app.projects.film import Film
from app.projects.layout import AssetType
from app.projects.making.building import build
from app.projects.outbox import Commits
from app.projects.schemas import ProjectCreate
from app.projects.store import Films
from app.sample.making import SOURCE
from app.screenplay.planning import Received
from app.screenplay.schemas import Screenplay
from app.screenplay.service import Screenplays
from app.story import edits, store
from app.story.schemas import ChapterEntry, Scene, SceneCreate, ShotCreate
from tests.support.films.screenplays import Desk, contents, events
from tests.support.studios.redis_server import RedisServer


@dataclass(frozen=True)
class Imported:
    """A film with the sample in it, and what was told of it. It is for looking at alone."""

    film: Film
    screenplay: Screenplay
    events: list[str]

    @property
    def chapters(self) -> list[ChapterEntry]:
        return store.load(self.film).outline.chapters

    @property
    def scenes(self) -> list[Scene]:
        return [store.load(self.film).scenes[each] for chapter in self.chapters for each in chapter.scenes]

    @property
    def cast(self) -> list[Cast]:
        return characters.all_of(self.film)

    def assets(self, kind: AssetType) -> list[AssetRecord]:
        return [record for record in assets.records(self.film) if record.asset_type is kind]


@pytest.fixture(scope="module")
def imported(redis_server: RedisServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    films = Films(tmp_path_factory.mktemp("workspace"))
    film = build(films, ProjectCreate(name="The Last Light"))
    with redis_server.client() as redis:
        service = Screenplays(EventLog(redis), Commits(lambda _: None), lambda _: {})
        found, _ = service.take_in(film, Received.read(SOURCE.name, SOURCE.read_bytes()), None)
        yield Imported(film, found, events(redis, film))


def test_sections_become_chapters_and_headings_scenes(imported: Imported) -> None:
    scenes = {scene.id: scene.code for scene in imported.scenes}
    assert [(c.code, c.name, [scenes[each] for each in c.scenes]) for c in imported.chapters] == [
        ("CH01", "Arrival", ["SC001", "SC002"]),
        ("CH02", "The Night", ["SC003", "SC004"]),
        ("CH03", "Morning", ["SC005"]),
    ]


def test_a_scene_knows_where_when_and_who(imported: Imported) -> None:
    causeway, kitchen = imported.scenes[1:3]
    assert kitchen.slug == "INT. LIGHTHOUSE - KITCHEN - NIGHT"
    assert (kitchen.location, kitchen.time_of_day) == ("LIGHTHOUSE - KITCHEN", "NIGHT")
    assert kitchen.characters == ["Nora", "Tomas"]
    assert causeway.time_of_day == "DUSK", "what is continuous has the time of the scene before"


def test_shots_say_what_is_seen_and_said_and_who_is_in_them(imported: Imported) -> None:
    kitchen = imported.scenes[2].shots
    assert [shot.code for shot in kitchen][:3] == ["SH010", "SH020", "SH030"]
    assert kitchen[0].framing == "Wide shot, establishing"
    spoken = next(shot for shot in kitchen if "three" in shot.dialogue)
    assert spoken.dialogue == "TOMAS: They sent a letter?\nNORA: They sent three."
    assert set(spoken.character_ids) == {cast.id for cast in imported.cast}
    assert spoken.duration == pytest.approx(4.0)


def test_those_introduced_become_characters(imported: Imported) -> None:
    nora, tomas = imported.cast
    assert (nora.record.name, nora.record.trigger_word, tomas.record.name) == ("Nora", "nora", "Tomas")
    assert "a surveyor's coat too big for her" in nora.record.description
    assert (nora.folder / characters.VARIATIONS).is_dir()


def test_each_building_or_landscape_becomes_one_location(imported: Imported) -> None:
    places = imported.assets(AssetType.LOCATIONS)
    assert {place.name for place in places} == {"Harbour.md", "Causeway.md", "Lighthouse.md", "Rocks.md"}
    rocks = next(place for place in places if place.name == "Rocks.md")
    assert "Calm water." in (imported.film.folder / rocks.path).read_text()


def test_the_screenplay_tells_which_lines_are_which_scene(imported: Imported, sample: bytes) -> None:
    lines, found = sample.decode().splitlines(), imported.screenplay
    for scene, own in zip(found.scenes, imported.scenes, strict=True):
        assert lines[scene.first_line - 1] == scene.slug == own.slug
        assert scene.scene_id == own.id
    spoken = next(each for each in found.elements if each.text == "Since the Aurora.")
    assert [run.text for run in spoken.runs if run.underline] == ["Aurora"]
    assert spoken.scene_id == found.scenes[2].scene_id
    assert (found.title, found.author, found.edited) == ("THE LAST LIGHT", "The Auteur studio", False)


def test_its_record_is_json_that_merges_well(imported: Imported) -> None:
    record = json.loads((imported.film.folder / layout.SCREENPLAY).read_text())
    assert record["name"] == "the-last-light.fountain"
    assert [scene["first_line"] for scene in record["scenes"]] == [12, 34, 48, 86, 117]


def test_all_of_it_is_one_commit(imported: Imported) -> None:
    made = outbox.flush(imported.film)
    assert made
    assert made.message == "story: import the-last-light.fountain"
    (source,) = imported.assets(AssetType.SCRIPTS)
    assert {layout.SCREENPLAY, layout.STORY, source.path} <= set(made.paths)
    assert outbox.flush(imported.film) is None


def test_everything_new_is_told(imported: Imported) -> None:
    assert imported.events.count("story.updated") == 1
    assert imported.events.count("character.created") == 2
    assert imported.events.count("asset.added") == 5


def test_the_source_stays_byte_for_byte_in_any_encoding(desk: Desk, sample: bytes) -> None:
    data = sample.replace(b"\n", b"\r\n").decode().encode("utf-16")
    desk.take_in(data, "Last Light.fountain")
    path, name = desk.service.source(desk.film)
    assert (path.read_bytes(), name) == (data, "Last Light.fountain")
    assert path.relative_to(desk.film.folder).as_posix().startswith("02_Source_Creative/Scripts/last-light-")


def test_a_script_without_sections_fills_the_chapters_by_its_pages(desk: Desk) -> None:
    desk.take_in("".join(f"EXT. PLACE {n} - DAY\n\nSomebody walks by.\n\n" for n in range(8)))
    assert [len(chapter.scenes) for chapter in store.load(desk.film).outline.chapters] == [2, 4, 2]


def test_a_place_with_any_character_in_its_name_is_one_location_for_all_drafts(desk: Desk) -> None:
    desk.take_in("INT. FERRY / BRIDGE - DAY\n\nFog.\n")
    desk.take_in("INT. FERRY / BRIDGE - NIGHT\n\nThicker fog.\n\nEXT. ST. JOHN'S - DAY\n\nBells.\n")
    assert desk.preview("INT. Ferry / Bridge - DAY\n\nFog.\n").new_locations == []
    places = [record for record in assets.records(desk.film) if record.asset_type is AssetType.LOCATIONS]
    assert {place.name for place in places} == {"Ferry / Bridge.md", "St. John's.md"}


def test_what_was_made_by_hand_takes_part(desk: Desk, log: EventLog, sample: bytes) -> None:
    """A scene is found again by its slug line, a character by its name."""
    scene, shot = scene_by_hand(desk.film, "ext. rocks - dawn")
    nora = Characters(log, Commits(lambda _: None)).create(desk.film, CharacterCreate(name="NORA"))
    desk.take_in(sample)
    rocks = desk.scenes()[-1]
    assert (rocks.id, [each.id for each in rocks.shots]) == (scene, [shot])
    assert len(characters.all_of(desk.film)) == 2
    assert any(nora.asset_id in each.character_ids for each in store.load(desk.film).shots())


def test_the_same_file_again_changes_nothing(desk: Desk, sample: bytes) -> None:
    first = desk.take_in(sample)
    before, notes = contents(desk.film), desk.notes()
    assert desk.take_in(sample) == first
    assert (contents(desk.film), desk.notes()) == (before, notes)


def test_a_file_edited_by_hand_is_told_and_its_known_scenes_still_found(desk: Desk, sample: bytes) -> None:
    desk.take_in(sample)
    path, _ = desk.service.source(desk.film)
    path.write_bytes(sample.replace(b"Rain. A fishing", b"Snow. A fishing"))
    edited, _ = desk.service.get(desk.film)
    assert edited.edited
    assert [scene.scene_id is None for scene in edited.scenes] == [True, False, False, False, False]


def test_lines_of_a_scene_that_was_deleted_belong_to_none(desk: Desk, sample: bytes) -> None:
    desk.take_in(sample)
    with store.editing(desk.film) as edit:
        before = store.load(desk.film)
        after = edits.remove_scene(before, desk.scenes()[1].id)
        edit.make("story: removed", store.differences(desk.film, before, after))
    found, _ = desk.service.get(desk.film)
    assert [scene.scene_id is None for scene in found.scenes] == [False, True, False, False, False]
    assert {each.scene_id for each in found.elements} - {None} == {scene.id for scene in desk.scenes()}


def test_a_damaged_record_is_told_and_never_overwritten(desk: Desk, sample: bytes) -> None:
    record = desk.film.folder / layout.SCREENPLAY
    record.write_text('{"name": "torn')
    with pytest.raises(Conflict):
        desk.take_in(sample)
    assert record.read_text() == '{"name": "torn'


def test_an_import_is_refused_when_the_film_is_another_than_was_looked_at(desk: Desk, sample: bytes) -> None:
    _, tag = desk.service.preview(desk.film, Received.read("a.fountain", sample))
    scene_by_hand(desk.film, "EXT. ELSEWHERE")
    before = contents(desk.film)
    with pytest.raises(Stale):
        desk.take_in(sample, if_match=tag)
    assert contents(desk.film) == before


def test_a_film_without_one_says_so(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.service.get(desk.film)


@pytest.mark.parametrize("data", [b"", b"No scene at all.\n", b"INTERIOR HOUSE\n\nRain.\n"])
def test_what_has_no_scene_is_refused(data: bytes) -> None:
    with pytest.raises(AuteurError) as refused:
        Received.read("a.fountain", data)
    assert refused.value.code == "screenplay_empty"


def scene_by_hand(film: Film, slug: str) -> tuple[str, str]:
    """Its id and that of its one shot."""
    with store.editing(film) as edit:
        before = store.load(film)
        tree, scene = edits.add_scene(before, SceneCreate(chapter_id=before.outline.chapters[0].id, slug=slug))
        tree, shot = edits.add_shot(tree, ShotCreate(scene_id=scene, action="Gulls"))
        edit.make("story: added", store.differences(film, before, tree))
    return scene, shot
