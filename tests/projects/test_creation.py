from __future__ import annotations

import asyncio
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from httpx import AsyncClient
from redis import Redis

from app.config import Settings
from app.errors import Conflict, Unavailable
from app.events.telling import Telling
from app.git import lfs
from app.git.commands import GitFailed
from app.projects.film import Film
from app.projects.making.building import build
from app.projects.making.narratives import CHAPTERS, Narrative
from app.projects.outbox import Commits
from app.projects.schemas import ProjectCreate
from app.projects.service import Projects
from app.projects.store import Films
from tests.support.clients.calls import API, problem, told
from tests.support.films.disk import clean, commits, git, is_pointer
from tests.support.films.stored import events

FOLDERS = {
    "01_Assets/Characters",
    "01_Assets/Locations",
    "01_Assets/Styles",
    "01_Assets/Music",
    "02_Source_Creative/Scripts",
    "02_Source_Creative/Storyboards",
    "02_Source_Creative/Canvas",
    "02_Source_Creative/scenes",
    "03_Renders",
    "04_Project_Files",
    "05_Cache",
    "06_Exports",
}
VISIBLE = FOLDERS | {"01_Assets", "02_Source_Creative"}


def waiting(films: Films) -> list[Path]:
    """Films that are being built, or were left half way."""
    return list((films.state / "new").iterdir())


def visible(films: Films) -> set[str]:
    return {entry.name for entry in films.root.iterdir()} - {".auteur"}


def test_a_new_film_has_exactly_the_folders_of_the_layout(film: Film) -> None:
    folders = {path.relative_to(film.folder).as_posix() for path in film.folder.rglob("*") if path.is_dir()}
    assert {path for path in folders if not path.startswith(".")} == VISIBLE
    files = {path.relative_to(film.folder).as_posix() for path in film.folder.iterdir() if path.is_file()}
    assert files == {"project.json", ".gitignore", ".gitattributes"}
    assert (film.folder / "02_Source_Creative/story.json").is_file()


def test_its_manifest_says_a_look_once_one_is_told(films: Films) -> None:
    manifest = build(films, ProjectCreate(name="Faust")).manifest
    told = manifest.model_copy(update={"look": "graphite"})
    assert told.as_json() == manifest.as_json() | {"look": "graphite"}


def test_its_manifest_says_what_was_asked_for(films: Films) -> None:
    wanted = ProjectCreate.model_validate({"name": "Metropolis", "quality": "high", "narrative": "hero-journey"})
    film = build(films, wanted)
    manifest = json.loads((film.folder / "project.json").read_text())
    assert list(manifest) == [
        "id", "name", "version", "created", "quality", "narrative", "status", "settings", "canvas",
    ]  # fmt: skip
    assert manifest["name"] == film.folder.name == "Metropolis"
    assert (manifest["version"], manifest["quality"], manifest["narrative"]) == ("1.0.0", "premium", "hero-journey")
    assert manifest["settings"] == {"fps": 24, "resolution": [1920, 1080]}


def test_its_repository_has_one_commit_and_a_clean_status(film: Film) -> None:
    assert commits(film.folder) == ["project: create"]
    assert git(film.folder, "branch", "--show-current").strip() == "main"
    assert clean(film.folder)


def test_a_clone_has_every_folder_that_is_kept(film: Film, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(film.folder), "clone")
    kept = FOLDERS - {"05_Cache", "06_Exports"}
    assert all((tmp_path / "clone" / folder).is_dir() for folder in kept)


def test_media_goes_through_lfs_from_the_start(film: Film) -> None:
    lines = (film.folder / ".gitattributes").read_text().splitlines()
    for extension in ("mp4", "wav", "png"):
        assert f"*.{extension} filter=lfs diff=lfs merge=lfs -text" in lines
    (film.folder / "03_Renders/still.png").write_bytes(b"x" * 5000)
    git(film.folder, "add", "--all")
    git(film.folder, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "a person's own")
    assert is_pointer(film.folder, "03_Renders/still.png")


def test_cache_exports_and_our_own_state_stay_out_of_git(film: Film) -> None:
    for path in ("05_Cache/a", "06_Exports/a", ".auteur/a"):
        (film.folder / path).write_text("a")
    assert clean(film.folder)


@pytest.mark.parametrize("narrative", Narrative)
def test_the_narrative_decides_the_first_chapters(films: Films, narrative: Narrative, projects: Projects) -> None:
    told_film = projects.create(ProjectCreate(name="Film", narrative=narrative))
    assert [chapter.name for chapter in told_film.chapters] == list(CHAPTERS[narrative])
    assert [chapter.code for chapter in told_film.chapters] == [
        f"CH{n:02d}" for n in range(1, len(told_film.chapters) + 1)
    ]
    assert len({chapter.id for chapter in told_film.chapters}) == len(CHAPTERS[narrative])
    assert projects.get(told_film.id) == told_film
    assert not waiting(films)


async def test_of_twenty_who_want_one_name_one_gets_it(api: AsyncClient, settings: Settings) -> None:
    names = [name for _ in range(5) for name in ("Rashomon", "RASHOMON", "rashomon", "RaShOmOn")]
    answers = await asyncio.gather(*(api.post(f"{API}/projects", json={"name": name}) for name in names))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 19}
    for answer in answers:
        if answer.status_code == 409:
            problem(answer, 409, "name_taken")
    films = Films(settings.workspace_root)
    assert not waiting(films)
    assert len(visible(films) - {"Library"}) == 1


def test_both_spellings_of_an_accent_are_one_name(films: Films) -> None:
    build(films, ProjectCreate(name="Ame\u0301lie"))
    with pytest.raises(Conflict):
        build(films, ProjectCreate(name="AMÉLIE"))


def test_a_folder_that_is_no_film_holds_its_name(films: Films) -> None:
    (films.root / "Holiday").mkdir()
    (films.root / "Holiday/photo.txt").write_text("mine")
    with pytest.raises(Conflict):
        build(films, ProjectCreate(name="holiday"))
    assert (films.root / "Holiday/photo.txt").read_text() == "mine"


def test_without_git_lfs_nothing_is_made(films: Films, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    lfs.installed.cache_clear()
    try:
        with pytest.raises(Unavailable, match="git-lfs"):
            build(films, ProjectCreate(name="Film"))
    finally:
        lfs.installed.cache_clear()
    assert visible(films) == {"Library"}
    assert not waiting(films)


def test_when_git_fails_in_the_middle_nothing_is_left(
    films: Films, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "bin"
    broken.mkdir()
    (broken / "git-lfs").write_text("#!/bin/sh\nexit 1\n")
    (broken / "git-lfs").chmod(0o755)
    (broken / "git").write_text(f'#!/bin/sh\ncase "$*" in *commit*) exit 1;; esac\nexec {shutil.which("git")} "$@"\n')
    (broken / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{broken}:/usr/bin:/bin")
    with pytest.raises(GitFailed):
        build(films, ProjectCreate(name="Film"))
    assert visible(films) == {"Library"}
    assert not waiting(films)


def test_a_film_that_can_not_be_announced_is_there_and_owed_to_the_galleries(films: Films, absent_redis: Redis) -> None:
    telling = Telling(absent_redis, films.untold)
    made = Projects(films, telling, Commits(print), print).create(ProjectCreate(name="Film"))
    assert films.get(made.id).manifest.name == "Film"
    assert [path.name.partition(".")[0] for path in films.untold.iterdir()] == ["workspace"]


async def test_a_new_film_is_announced_to_the_whole_workspace(api: AsyncClient, redis: Redis) -> None:
    made = told(await api.post(f"{API}/projects", json={"name": "Film"}), 201)
    [event] = events(redis, "workspace")
    assert (event["type"], event["project_id"]) == ("project.created", None)
    assert event["data"]["project"] == made
