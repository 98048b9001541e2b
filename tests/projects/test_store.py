from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid, NotFound
from app.projects.film import Film
from app.projects.making.building import build
from app.projects.schemas import ProjectCreate, ProjectPatch
from app.projects.service import Projects
from app.projects.store import Films
from app.projects.telling import tell
from tests.support.films.disk import git

DAMAGED = {
    "torn": b'{"id": "1", ',
    "empty": b"",
    "no object": b"[]",
    "no id": b'{"name": "x"}',
    "not text": b"\xff\xfe\x00",
    "hostile id": b'{"id": "../x", "name": "x"}',
    "tier of the wrong kind": b'{"id": "1", "name": "x", "quality": {}}',
    "far too deep": b"[" * 50_000,
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_manifest_is_listed_with_the_reason_and_left_alone(
    projects: Projects, film: Film, content: bytes
) -> None:
    manifest = film.folder / "project.json"
    manifest.write_bytes(content)
    [listed] = projects.all()
    assert (listed.status, listed.name) == ("damaged", "Nosferatu")
    assert listed.reason
    assert "project.json" in listed.reason
    for project_id in (film.id, listed.id):
        with pytest.raises(NotFound):
            projects.patch(project_id, ProjectPatch(name="Other"))
    assert manifest.read_bytes() == content


def test_a_manifest_that_is_a_folder_hides_no_other_film(projects: Projects, film: Film) -> None:
    (projects.films.root / "Odd/project.json").mkdir(parents=True)
    assert film.id in {listed.id for listed in projects.all()}


def test_a_damaged_film_keeps_its_stand_in_id(projects: Projects, film: Film) -> None:
    (film.folder / "project.json").write_text("{")
    assert projects.all()[0].id == projects.all()[0].id


def test_a_repaired_manifest_is_a_film_again(projects: Projects, film: Film) -> None:
    manifest = film.folder / "project.json"
    whole = manifest.read_bytes()
    manifest.write_text("{")
    assert projects.all()[0].status == "damaged"
    manifest.write_bytes(whole)
    assert projects.get(film.id).status == "ready"


def test_a_film_that_is_copied_in_appears_and_one_that_is_moved_out_goes(
    films: Films, film: Film, tmp_path: Path
) -> None:
    other = Films(tmp_path / "other")
    other.prepare()
    shutil.copytree(film.folder, other.root / "Copied in")
    assert other.get(film.id).folder.name == "Copied in"
    shutil.move(film.folder, tmp_path / "elsewhere")
    with pytest.raises(NotFound):
        films.get(film.id)


def test_a_film_whose_folder_is_renamed_is_found_again(films: Films, film: Film) -> None:
    films.get(film.id)
    film.folder.rename(films.root / "Renamed")
    assert films.get(film.id).folder.name == "Renamed"


def test_what_is_no_film_is_left_alone(films: Films, film: Film, tmp_path: Path) -> None:
    (films.root / "notes.txt").write_text("mine")
    (films.root / "Empty").mkdir()
    (films.root / ".hidden").mkdir()
    shutil.copy(film.folder / "project.json", films.root / ".hidden/project.json")
    (films.root / "Link").symlink_to(tmp_path)
    assert [found.id for found in films.all()] == [film.id]


def test_what_a_person_added_to_the_manifest_is_kept(projects: Projects, film: Film) -> None:
    manifest = film.folder / "project.json"
    manifest.write_text(
        json.dumps(json.loads(manifest.read_text()) | {"producer": "Prana-Film", "x": [1, {"y": None}]})
    )
    projects.patch(film.id, ProjectPatch(name="Nosferatu 1922"))
    kept = json.loads(manifest.read_text())
    assert (kept["name"], kept["producer"], kept["x"]) == ("Nosferatu 1922", "Prana-Film", [1, {"y": None}])


def test_a_story_that_can_not_be_read_shows_no_chapters(film: Film) -> None:
    story = film.folder / "02_Source_Creative/story.json"
    for content in ("{", "[]", '{"chapters": 1}'):
        story.write_text(content)
        assert tell(film).chapters == []
        assert story.read_text() == content


@pytest.mark.parametrize("name", ["05_Cache", "01_Assets/Locations", ".auteur"])
def test_no_folder_is_made_through_a_link(film: Film, tmp_path: Path, name: str) -> None:
    shutil.rmtree(film.folder / name)
    (tmp_path / "away").mkdir()
    (film.folder / name).symlink_to(tmp_path / "away")
    with pytest.raises(Invalid):
        film.place(f"{name}/inner")
    assert not list((tmp_path / "away").iterdir())


def test_a_film_says_why_its_changes_wait(projects: Projects, film: Film) -> None:
    assert projects.get(film.id).reason is None
    git(film.folder, "checkout", "--quiet", "--detach")
    for waiting in (projects.get(film.id), *projects.all()):
        assert (waiting.status, "No branch" in (waiting.reason or "")) == ("ready", True)
    git(film.folder, "checkout", "--quiet", "main")
    assert [each.reason for each in (projects.get(film.id), *projects.all())] == [None, None]


def test_a_repository_s_settings_edited_in_their_place_are_seen_when_the_film_is_asked_for(
    projects: Projects, film: Film
) -> None:
    assert [each.reason for each in projects.all()] == [None]
    with (film.folder / ".git/config").open("a") as config:
        config.write("[core]\n\tworktree = /elsewhere\n")
    assert "core.worktree" in (projects.get(film.id).reason or "")


@given(st.recursive(st.none() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)))
def test_no_manifest_hides_the_other_films(films: Films, value: Any) -> None:
    if not (films.root / "Whole").exists():
        build(films, ProjectCreate(name="Whole"))
    odd = films.root / "Odd"
    odd.mkdir(exist_ok=True)
    (odd / "project.json").write_text(json.dumps(value))
    listed = [tell(found) for found in films.all()]
    assert sorted((one.name, one.status) for one in listed) == [("Odd", "damaged"), ("Whole", "ready")]
