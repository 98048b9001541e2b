"""Takes that were shot from other words than their scene has now: stale, and as usable as before."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from app.functions.library import Library
from app.functions.service import Known
from app.projects.film import Film
from app.story import edits, store
from app.takes import store as takes
from app.tasks.intake.accepting import accept
from app.tasks.schemas import Task, TaskCreate, TaskType
from tests.support.films.screenplays import Desk
from tests.support.films.takes import put_take

HARBOUR = "EXT. HARBOUR - DUSK\n\nRain falls on a harbour with no boats in it.\n\n"
ROCKS = "EXT. ROCKS - DAWN\n\nCalm water, and a blue trawler rides at anchor.\n\n"


def asked_for(film: Film, shot_id: str | None) -> Task:
    wanted = TaskCreate(type=TaskType.TEXT_TO_IMAGE, prompt="Rain", shot_id=shot_id)
    return accept(film, wanted, uuid.uuid4(), Known(Library(film.folder.parent)))


def shoot(film: Film, shot_id: str) -> Path:
    """A take as a worker leaves it."""
    task = asked_for(film, shot_id)
    folder = film.folder / "03_Renders/CH01/SC001/SH010/take_001"
    put_take(folder, "take.json", id=task.id, task_id=task.id, shot_id=shot_id, take_number=1, sources=task.sources)
    return folder / "take.json"


def is_stale(film: Film, record: Path) -> bool:
    stored = takes.read(film, record)
    assert stored
    return takes.tell(stored, takes.board(film)).stale


@pytest.fixture
def shot(desk: Desk) -> str:
    desk.take_in(HARBOUR + ROCKS)
    return desk.scenes()[0].shots[0].id


def test_a_task_notes_the_words_it_is_made_from(desk: Desk, shot: str) -> None:
    tree = store.load(desk.film)
    assert asked_for(desk.film, shot).sources == {
        "shot": tree.shot(shot).hash,
        "scene": tree.scene_of(shot).text_hash,
    }
    assert asked_for(desk.film, None).sources == {}


def test_a_take_is_stale_once_its_scene_has_other_words_and_no_longer_when_it_has_them_again(
    desk: Desk, shot: str
) -> None:
    record = shoot(desk.film, shot)
    before = record.read_bytes()
    assert not is_stale(desk.film, record)
    desk.take_in(HARBOUR.replace("no boats", "two boats") + ROCKS)
    assert is_stale(desk.film, record)
    assert record.read_bytes() == before, "what is told is computed, never stored"
    desk.take_in(HARBOUR + ROCKS)
    assert not is_stale(desk.film, record)


def test_a_change_of_another_scene_or_of_its_place_leaves_takes_fresh(desk: Desk, shot: str) -> None:
    record = shoot(desk.film, shot)
    desk.take_in(ROCKS.replace("blue", "white") + HARBOUR)
    assert not is_stale(desk.film, record)


@pytest.mark.parametrize(
    ("field", "value", "stale"), [("action", "Snow", True), ("duration", 9.0, False), ("chosen_take", "t", False)]
)
def test_what_a_shot_shows_makes_its_takes_stale_and_nothing_else(
    desk: Desk, shot: str, field: str, value: object, stale: bool
) -> None:
    record = shoot(desk.film, shot)
    with store.editing(desk.film) as edit:
        before = store.load(desk.film)
        after = edits.change_shot(before, shot, {field: value})
        edit.make("story: changed", store.differences(desk.film, before, after))
    assert is_stale(desk.film, record) is stale


def test_a_take_from_before_hashes_were_noted_is_not_stale(desk: Desk, shot: str) -> None:
    folder = desk.film.folder / "03_Renders/CH01/SC001/SH010/take_001"
    put_take(folder, "take.json", shot_id=shot, take_number=1)
    assert not is_stale(desk.film, folder / "take.json")
