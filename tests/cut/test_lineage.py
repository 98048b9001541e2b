from __future__ import annotations

import pytest

from app.cut.lineage import Lineage, trace
from app.errors import NotFound
from app.events.log import EventLog
from app.projects import outbox
from app.projects.film import Film
from app.screenplay.planning import Received
from app.screenplay.service import Screenplays
from app.story import edits
from app.story import store as stories
from app.story.schemas import Move
from app.takes import store as takes
from tests.support.films.cutting import commits, still
from tests.support.films.functions import keep

DRAFT = """INT. KITCHEN - DAY

Ada opens the window.

ADA
Where is he?

EXT. HARBOUR - DUSK

A boat leaves the pier.
"""


@pytest.fixture
def screenplays(log: EventLog) -> Screenplays:
    return Screenplays(log, commits(), takes.count_by_shot)


@pytest.fixture
def written(film: Film, screenplays: Screenplays) -> Film:
    take_in(film, screenplays, DRAFT)
    return film


def take_in(film: Film, screenplays: Screenplays, text: str) -> None:
    screenplays.take_in(film, Received.read("film.fountain", text.encode()), None)


def shot_of(film: Film, words: str) -> str:
    return next(shot.id for shot in stories.load(film).shots() if words in f"{shot.action} {shot.dialogue}")


def of_shot(film: Film, shot: str) -> Lineage:
    """Of the first frame that shows it."""
    frame = 0
    while True:
        found = trace(film, frame)
        if found.clip.shot_id == shot:
            return found
        frame = found.clip.end


def lines(found: Lineage) -> list[tuple[str, int]]:
    return [(line.text, line.first_line) for line in found.script.lines] if found.script else []


def test_a_frame_names_its_take_shot_scene_and_script_lines(written: Film) -> None:
    shot = shot_of(written, "Where is he?")
    take = still(written, shot, 1, "red", seed=7, models=[{"kind": "lora", "name": "ada", "sha256": "0"}])
    found = of_shot(written, shot)
    assert found.take is not None
    assert (found.take.id, found.take.seed, found.take.models[0]["name"]) == (take, 7, "ada")
    assert found.scene is not None
    assert found.scene.name == "INT. KITCHEN - DAY"
    assert lines(found) == [("ADA", 5), ("Where is he?", 6)]


def test_a_frame_names_the_picture_of_its_place(written: Film) -> None:
    harbour, gone = keep(written, "harbour.png").id, "00000000-0000-4000-8000-000000000000"
    shots = [shot_of(written, words) for words in ("A boat leaves", "Where is he?", "Ada opens")]
    for shot, said in zip(shots, (f"asset://{harbour}", f"asset://{gone}", "a grey room"), strict=True):
        still(written, shot, 1, "red", parameters={"location": said})
    told = [location and (location.id, location.name) for location in (of_shot(written, s).location for s in shots)]
    assert told == [(harbour, "harbour.png"), (gone, ""), ("", "a grey room")]


def test_the_commits_are_those_of_its_take_and_its_scene(written: Film) -> None:
    shot = shot_of(written, "A boat leaves")
    take = still(written, shot, 1, "red")
    stored = next(each for each in takes.records(written) if each.record.id == take)
    outbox.note(written, "take: one", [stored.path, *stored.media])
    outbox.flush(written)
    said = [commit.message for commit in of_shot(written, shot).commits]
    assert any("take: one" in message for message in said)
    assert any("story: import film.fountain" in message for message in said)
    assert not any("project: create" in message for message in said)


def test_it_holds_through_a_rename_a_move_and_a_revision(written: Film, screenplays: Screenplays) -> None:
    shot = shot_of(written, "A boat leaves")
    take = still(written, shot, 1, "red")
    before = stories.load(written)
    kitchen = next(scene for scene in before.scenes.values() if "KITCHEN" in scene.slug)
    harbour = before.scene_of(shot)
    renamed = edits.change_scene(before, harbour.id, {"slug": "EXT. OLD HARBOUR - DUSK"})
    stories.save(written, before, edits.move_shot(renamed, Move(id=shot, parent_id=kitchen.id)))
    assert lines(of_shot(written, shot)) == [("A boat leaves the pier.", 10)]

    revised = "EXT. HARBOUR - DUSK\n\nA boat leaves the pier.\n\n" + DRAFT.partition("EXT.")[0]
    take_in(written, screenplays, revised)
    found = of_shot(written, shot)
    assert lines(found) == [("A boat leaves the pier.", 3)]
    assert found.take is not None
    assert found.take.id == take


def test_rewritten_words_are_found_by_how_close_they_are(written: Film, screenplays: Screenplays) -> None:
    shot = shot_of(written, "Ada opens")
    take_in(written, screenplays, DRAFT.replace("Ada opens the window.", "Slowly Ada opens the small window."))
    found = of_shot(written, shot)
    assert found.script is not None
    assert lines(found) == [("Slowly Ada opens the small window.", 3)]
    assert not found.script.exact


def test_a_frame_beyond_the_cut_is_none(written: Film) -> None:
    with pytest.raises(NotFound):
        trace(written, 10**6)
