"""Films that were copied, cloned or moved in a shell."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from app.errors import NotFound
from app.pipelines.null import NullPipeline
from app.projects import homes, outbox
from app.projects.film import Film
from app.projects.outbox import Commits
from app.projects.schemas import Project
from app.projects.service import Projects
from app.projects.store import Films
from app.story import store as story
from app.story.schemas import ChapterCreate, SceneCreate, ShotCreate
from app.story.service import Stories
from app.takes import store as takes
from app.takes.service import Takes
from app.worker.studio import Studio
from app.worker.upkeep import adopting
from app.worker.upkeep.adopting import adopt_all
from tests.support.films.disk import clean, commits, git, is_pointer, snapshot, sound
from tests.support.films.stored import events
from tests.worker.conftest import Run, Submit


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was copied a moment ago counts as copied whole."""
    monkeypatch.setattr(adopting, "_QUIET_SECONDS", -1.0)


@pytest.fixture
def shown(film: Film, workshop: Studio, submit: Submit, run: Run) -> Film:
    """A film with a shot whose second take is chosen, and one take without a shot; all committed."""
    stories = Stories(workshop.log, Commits(lambda _: None), takes.count_by_shot)
    chapter = stories.add_chapter(film, ChapterCreate(name="One"))[1]
    scene = stories.add_scene(film, SceneCreate(chapter_id=chapter, slug_line="INT. ATTIC"))[1]
    shot = stories.add_shot(film, ShotCreate(scene_id=scene))[1]
    made = [run(submit(shot_id=shot_id), NullPipeline().run) for shot_id in (shot, shot, None)]
    Takes(workshop.films, stories, workshop.log, Commits(lambda _: None)).select(made[1].id)
    outbox.flush(film)
    assert clean(film.folder)
    return film


def listed(workshop: Studio) -> list[Project]:
    return Projects(workshop.films, workshop.log, Commits(lambda _: None), lambda _: None).all()


def copy(film: Film, name: str) -> Path:
    folder = film.folder.with_name(name)
    subprocess.run(["cp", "-a", str(film.folder), str(folder)], check=True)
    return folder


def test_a_copy_is_listed_with_the_reason_and_never_acted_on(shown: Film, workshop: Studio) -> None:
    folder = copy(shown, "A copy")  # before the original in every listing
    by_name = {project.folder: project for project in listed(workshop)}
    assert by_name["Nosferatu"].id == shown.id
    assert (by_name["A copy"].status, "“Nosferatu”" in (by_name["A copy"].reason or "")) == ("damaged", True)
    for films in (workshop.films, Films(workshop.films.root)):
        assert films.get(shown.id).folder == shown.folder
        with pytest.raises(NotFound):
            films.get(by_name["A copy"].id)
    assert folder.is_dir()


def test_a_copy_becomes_a_film_of_its_own_down_to_its_takes(shown: Film, workshop: Studio) -> None:
    before = snapshot(shown.folder)
    copy(shown, "Second cut")
    adopt_all(workshop)
    assert snapshot(shown.folder) == before
    [told] = events(workshop.redis, "workspace", "project.created")
    own = workshop.films.get(told["data"]["project"]["id"])
    assert (own.folder.name, own.manifest.name) == ("Second cut", "Second cut")
    assert own.id != shown.id
    first, second = takes.all_of(shown), takes.all_of(own)
    assert len(first) == len(second) == 3
    assert {take.id for take in first}.isdisjoint(take.id for take in second)
    assert [take.shot_id for take in second] == [take.shot_id for take in first]
    assert [take.chosen for take in second] == [take.chosen for take in first]
    assert [take.chosen for take in second].count(True) == 1
    assert takes.find(workshop.films, second[0].id).film.folder == own.folder
    outbox.flush(own)
    assert commits(own.folder)[0] == "project: copy of Nosferatu"
    assert clean(own.folder)
    assert sound(own.folder)
    adopt_all(workshop)
    assert {project.status for project in listed(workshop)} == {"ready"}


def test_the_tasks_of_the_original_are_not_run_again_in_the_copy(film: Film, submit: Submit, workshop: Studio) -> None:
    task = submit()
    copy(film, "Copy")
    adopt_all(workshop)
    [own] = [found for found in workshop.films.all() if isinstance(found, Film) and found.id != film.id]
    assert not list((own.state / "tasks").glob("*"))
    assert workshop.ledger.get(task.id).project_id == film.id


def test_a_copy_still_being_made_is_left_alone(shown: Film, workshop: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adopting, "_QUIET_SECONDS", 3600.0)
    folder = copy(shown, "Copy")
    before = snapshot(folder)
    adopt_all(workshop)
    assert snapshot(folder) == before


STEPS = ("_rename_choices", "_rename_takes", "write_manifest")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("done", [False, True])
def test_an_adoption_cut_short_is_taken_up_again(
    shown: Film, workshop: Studio, monkeypatch: pytest.MonkeyPatch, step: str, *, done: bool
) -> None:
    class Killed(BaseException):
        pass

    whole: Any = getattr(adopting, step)

    def killed(*arguments: Any) -> None:
        if done:
            whole(*arguments)
        raise Killed

    copy(shown, "Copy")
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(adopting, step, killed)
        adopt_all(workshop)
    adopt_all(workshop)
    [own] = [found for found in workshop.films.all() if isinstance(found, Film) and found.id != shown.id]
    told = takes.all_of(own)
    assert {take.id for take in told}.isdisjoint(take.id for take in takes.all_of(shown))
    assert [take.chosen for take in told].count(True) == 1
    outbox.flush(own)
    assert clean(own.folder)


def test_two_films_without_a_mark_are_told_apart_the_same_way_by_everyone(film: Film) -> None:
    shutil.rmtree(film.state)
    copy(film, "Other")
    assert [Films(film.folder.parent).get(film.id).folder for _ in range(3)] == [film.folder] * 3


def test_a_folder_renamed_and_its_place_taken_by_a_copy_is_not_confused(film: Film, workshop: Studio) -> None:
    workshop.films.get(film.id)
    moved = film.folder.rename(film.folder.with_name("Moved"))
    shutil.copytree(moved, film.folder)
    assert workshop.films.get(film.id).folder == moved


def test_a_film_moved_from_another_disk_is_at_home_again(film: Film, workshop: Studio, tmp_path: Path) -> None:
    shutil.copytree(film.folder, tmp_path / "elsewhere")
    shutil.rmtree(film.folder)
    shutil.copytree(tmp_path / "elsewhere", film.folder)
    before = (film.folder / "project.json").read_bytes()
    adopt_all(workshop)
    assert homes.marked(film.folder) == film.id
    assert (film.folder / "project.json").read_bytes() == before


def test_a_film_cloned_into_another_workspace_opens_there_whole(shown: Film, workshop: Studio, tmp_path: Path) -> None:
    other = Films(tmp_path / "other")
    other.prepare()
    git(other.root, "clone", "--quiet", str(shown.folder), "Clone")
    adopt_all(Studio(**vars(workshop) | {"films": other}))
    clone = other.get(shown.id)
    assert clone.folder.name == "Clone"
    assert [take.model_dump(exclude={"path"}) for take in takes.all_of(clone)] == [
        take.model_dump(exclude={"path"}) for take in takes.all_of(shown)
    ]
    assert story.load(clone).etag == story.load(shown).etag
    for take in takes.all_of(clone):
        media = other.root / take.path
        assert media.read_bytes() == (workshop.films.root / take.path.replace("Clone", "Nosferatu")).read_bytes()
    assert (clone.folder / "06_Exports").is_dir()
    (clone.folder / "01_Assets/Styles/still.png").write_bytes(b"\x89PNG" + bytes(5000))
    outbox.note(clone, "asset: add still", [clone.folder / "01_Assets/Styles/still.png"])
    assert outbox.flush(clone)
    assert is_pointer(clone.folder, "01_Assets/Styles/still.png")
    assert commits(clone.folder)[1:] == commits(shown.folder)
    assert clean(clone.folder)
    assert sound(clone.folder)
