"""Films that reads are measured on are films like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.assets import telling as assets
from app.git import repository
from app.projects import structure
from app.projects.film import Film
from app.projects.store import Films
from app.projects.telling import tell
from app.story import store as story
from app.takes import store as takes
from bench.rig.films import committed, copied, stocked

SHOTS = 45


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Films:
    found = Films(tmp_path_factory.mktemp("workspace"))
    found.prepare()
    return found


@pytest.fixture(scope="module")
def film(films: Films) -> Film:
    return stocked(films, "Stocked", SHOTS)


def test_it_has_the_shots_takes_and_uploads_that_were_asked_for(film: Film) -> None:
    counts = tell(film).counts
    assert (counts.chapters, counts.scenes, counts.shots) == (1, 3, SHOTS)
    assert (counts.takes, counts.assets) == (SHOTS, SHOTS)
    assert structure.examine(film).ok


def test_each_shot_has_one_take_with_its_media(film: Film) -> None:
    shots = {shot.id for shot in story.load(film).shots()}
    assert {take.shot_id for take in takes.all_of(film)} == shots
    assert len(shots) == SHOTS
    assert all(stored.media[0].is_file() for stored in takes.records(film))


def test_its_list_of_assets_holds_takes_and_uploads(film: Film) -> None:
    listed = assets.all_of(film)
    assert len({asset.id for asset in listed}) == 2 * SHOTS
    assert len(assets.search(listed, "reference 00007")) == 1


def test_nothing_of_one_that_is_committed_waits(films: Films) -> None:
    film = stocked(films, "Committed", 1)
    assert repository.status(film.folder).changes
    assert not repository.status(committed(film).folder).changes


def test_a_copy_is_a_film_of_its_own(films: Films, film: Film) -> None:
    names = ["Copy A", "Copy B"]
    copied(films, film, iter(names))
    there = [found for found in films.all() if isinstance(found, Film) and found.folder.name in {"Stocked", *names}]
    assert len({found.id for found in there}) == 3
    assert {tell(found).counts.takes for found in there} == {SHOTS}
    assert all(Path(found.folder, ".git").is_dir() for found in there)
