"""A film's folder against what is declared of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from httpx import AsyncClient

from app.config import Settings
from app.projects import layout, outbox, structure
from app.projects.film import Film
from app.projects.making.building import build
from app.projects.schemas import ProjectCreate
from app.projects.service import Projects
from app.projects.store import Films
from tests.support.clients.calls import API, problem, told
from tests.support.films.disk import clean, commits, git, is_pointer, snapshot, sound
from tests.support.films.takes import put_take


def test_a_new_film_is_as_declared(film: Film) -> None:
    found = structure.examine(film)
    assert (found.ok, found.missing, found.unexpected, found.pointers) == (True, [], [], [])


def test_everything_declared_is_missed_and_put_back(projects: Projects, film: Film) -> None:
    for entry in film.folder.iterdir():
        if entry.name not in {"project.json", ".git", ".auteur"}:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    files = [name for name in layout.FILES if "/" not in name]
    assert structure.examine(film).missing == [*layout.FOLDERS, *files]
    repaired = projects.repair(film)
    assert (repaired.ok, repaired.repaired) == (True, [*layout.FOLDERS, *files])


def test_what_lies_out_of_place_is_told_and_left(projects: Projects, film: Film, tmp_path: Path) -> None:
    (film.folder / "mine.txt").write_text("mine")
    (film.folder / "01_Assets/Styles/.gitattributes").write_text("* -filter\n")
    (film.folder / "03_Renders/.GIT").mkdir()
    (film.folder / "03_Renders/.GIT/config").write_text("[core]")
    (film.folder / "02_Source_Creative/.lfsconfig").write_text("[lfs]")
    (film.folder / "01_Assets/Link").symlink_to(tmp_path)
    with outbox.writer(film):  # its lock stays
        before = snapshot(film.folder)
    found = projects.repair(film)
    assert found.unexpected == [
        "01_Assets/Link",
        "01_Assets/Styles/.gitattributes",
        "02_Source_Creative/.lfsconfig",
        "03_Renders/.GIT/config",
        "mine.txt",
    ]
    assert snapshot(film.folder) == before


def test_a_film_without_a_repository_is_given_one(projects: Projects, film: Film) -> None:
    (film.folder / "01_Assets/Styles/STILL.PNG").write_bytes(os.urandom(5000))
    (film.folder / "01_Assets/.gitattributes").write_text("* -filter\n")
    shutil.rmtree(film.folder / ".git")
    assert "repository" in (projects.get(film.id).reason or "")
    assert structure.examine(film).missing == [".git"]
    repaired = projects.repair(film)
    assert (repaired.missing, repaired.repaired) == ([], [".git"])
    assert commits(film.folder) == ["project: create"]
    assert is_pointer(film.folder, "01_Assets/Styles/STILL.PNG")
    assert git(film.folder, "status", "--porcelain").strip() == "?? 01_Assets/.gitattributes"
    assert sound(film.folder)
    assert projects.get(film.id).reason is None


def clone_without_media(origin: Path, folder: Path) -> None:
    skip = {**os.environ, "GIT_LFS_SKIP_SMUDGE": "1"}
    subprocess.run(["git", "clone", "--quiet", str(origin), str(folder)], check=True, env=skip)


async def test_media_that_a_clone_did_not_fetch_is_told_and_not_shown(
    api: AsyncClient, settings: Settings, tmp_path: Path
) -> None:
    films = Films(tmp_path / "elsewhere")
    films.prepare()
    origin = build(films, ProjectCreate(name="Origin"))
    put_take(origin.folder / "03_Renders")
    picture = os.urandom(5000)
    (origin.folder / "03_Renders/output_1.png").write_bytes(picture)
    outbox.note(origin, "take", list((origin.folder / "03_Renders").glob("output_*")))
    outbox.flush(origin)
    folder = settings.workspace_root / "Clone"
    clone_without_media(origin.folder, folder)
    url = f"{API}/projects/{origin.id}/structure"
    found = told(await api.get(url))
    assert (found["ok"], found["pointers"]) == (False, ["03_Renders/output_1.png"])
    for call in ("content", "thumbnail"):
        problem(await api.get(f"{API}/takes/take-1/{call}"), 404, "not_fetched")
    git(folder, "lfs", "pull")
    assert (await api.get(f"{API}/takes/take-1/content")).content == picture
    told(await api.post(f"{url}/repair"))
    assert told(await api.get(url))["ok"]
    assert clean(folder)
