"""A studio at work: what others do in its folders is told once, its own doing is not told again."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.clients.calls import API, ended, finished_assets, make_film, submit, told, upload
from tests.support.films.disk import clean, committed, git, sound
from tests.support.films.stored import events
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually

CANVAS: dict[str, Any] = {"nodes": [], "edges": [], "viewport": {"x": 0, "y": 0, "zoom": 2}}


@pytest.fixture(scope="module")
def own_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """With two workers."""
    running = Studio(tmp_path_factory.mktemp("watched"))
    running.start_worker()
    running.start_worker()
    yield running
    running.close()


@pytest.fixture
def client(own_studio: Studio) -> httpx.Client:
    return own_studio.client


@pytest.fixture
def film(client: httpx.Client, own_studio: Studio) -> dict[str, Any]:
    made = make_film(client)
    with own_studio.redis.client() as redis:
        eventually(lambda: redis.exists(f"watch:files:{made['id']}"))
    return made


def file_events(studio: Studio, film_id: str) -> list[tuple[str, str]]:
    with studio.redis.client() as redis:
        found = events(redis, film_id)
    return [(event["type"], event["data"]["path"]) for event in found if event["type"].startswith("file.c")]


def projects(studio: Studio, kind: str) -> list[str]:
    with studio.redis.client() as redis:
        found = events(redis, "workspace", kind)
    return [event["data"].get("project_id") or event["data"]["project"]["id"] for event in found]


def put_mark(folder: Path) -> str:
    (folder / "04_Project_Files/mark.txt").write_text("by hand")
    return "04_Project_Files/mark.txt"


def test_a_day_in_the_studio_tells_nothing_twice(
    own_studio: Studio, client: httpx.Client, film: dict[str, Any]
) -> None:
    base = f"{API}/projects/{film['id']}"
    chapter = told(client.post(f"{base}/chapters", json={"name": "One"}), 201)
    scene = told(client.post(f"{base}/scenes", json={"chapter_id": chapter["id"], "slug_line": "INT. ATTIC"}), 201)
    shot = told(client.post(f"{base}/shots", json={"scene_id": scene["id"]}), 201)
    tasks = [submit(client, film["id"], shot_id=shot_id)["id"] for shot_id in (shot["id"], shot["id"], None)]
    done = [ended(client, task_id) for task_id in tasks]
    told(client.post(f"{API}/takes/{done[0]['take_id']}/select"))
    told(client.patch(f"{API}/takes/{done[2]['take_id']}", json={"rating": 4}))
    told(client.put(f"{base}/canvas", json=CANVAS))
    told(client.patch(base, json={"name": "Renamed by REST"}))
    hero = {"name": "Ellen", "description": "The heroine", "triggerWord": "ellen"}
    character = told(client.post(f"{base}/characters", json=hero), 201)["assetId"]
    told(client.patch(f"{base}/characters/{character}", json={"name": "Ellen Hutter"}))
    upload(client, film["id"], ("notes.txt", b"notes"), kind="scripts")
    [asset] = [a for a in finished_assets(client, film["id"], 4) if a["asset_type"] == "scripts"]
    told(client.patch(f"{base}/assets/{asset['id']}", json={"name": "Notes"}))
    client.delete(f"{base}/assets/{asset['id']}").raise_for_status()
    client.delete(f"{base}/scenes/{scene['id']}").raise_for_status()
    folder = own_studio.workspace / film["folder"]
    committed(folder)
    mark = put_mark(folder)
    eventually(lambda: ("file.changed", mark) in file_events(own_studio, film["id"]))
    assert file_events(own_studio, film["id"]) == [("file.changed", film_canvas(client, film)), ("file.changed", mark)]
    assert projects(own_studio, "project.created").count(film["id"]) == 1


def film_canvas(client: httpx.Client, film: dict[str, Any]) -> str:
    assert told(client.get(f"{API}/projects/{film['id']}/canvas")) == CANVAS
    return "02_Source_Creative/Canvas/canvas.json"


def test_two_workers_tell_each_change_once(own_studio: Studio, film: dict[str, Any]) -> None:
    folder = own_studio.workspace / film["folder"]
    names = [f"01_Assets/Styles/{number}.png" for number in range(40)]
    for name in names:
        (folder / name).write_text(name)
    eventually(lambda: len(file_events(own_studio, film["id"])) >= len(names))
    mark = put_mark(folder)
    eventually(lambda: file_events(own_studio, film["id"])[-1][1] == mark)
    assert sorted(path for _, path in file_events(own_studio, film["id"])) == sorted([*names, mark])


def test_a_film_copied_in_renamed_and_removed_by_a_shell(
    own_studio: Studio, client: httpx.Client, film: dict[str, Any], tmp_path: Path
) -> None:
    shutil.copytree(own_studio.workspace / film["folder"], tmp_path / "copy")
    manifest = tmp_path / "copy/project.json"
    manifest.write_text(manifest.read_text().replace(film["id"], f"x{film['id'][1:]}"))
    new_id = f"x{film['id'][1:]}"
    folder = own_studio.workspace / "By hand"
    shutil.copytree(tmp_path / "copy", folder)
    eventually(lambda: new_id in projects(own_studio, "project.created"))
    folder = folder.rename(folder.with_name("Renamed by hand"))
    eventually(lambda: new_id in projects(own_studio, "project.updated"))
    assert told(client.get(f"{API}/projects/{new_id}"))["folder"] == "Renamed by hand"
    shutil.rmtree(folder)
    eventually(lambda: new_id in projects(own_studio, "project.deleted"))
    assert projects(own_studio, "project.created").count(new_id) == 1
    assert projects(own_studio, "project.deleted").count(new_id) == 1


def test_a_film_that_is_deleted_is_told_once(own_studio: Studio, client: httpx.Client, film: dict[str, Any]) -> None:
    client.delete(f"{API}/projects/{film['id']}").raise_for_status()
    other = make_film(client)
    with own_studio.redis.client() as redis:
        eventually(lambda: redis.exists(f"watch:files:{other['id']}"))
    (own_studio.workspace / other["folder"]).rename(own_studio.workspace / "Moved")
    eventually(lambda: other["id"] in projects(own_studio, "project.updated"))
    assert projects(own_studio, "project.deleted").count(film["id"]) == 1


def test_a_shell_that_commits_beside_twenty_changes_by_rest(
    own_studio: Studio, client: httpx.Client, film: dict[str, Any]
) -> None:
    folder = own_studio.workspace / film["folder"]
    base = f"{API}/projects/{film['id']}"
    for number in range(20):
        told(client.post(f"{base}/chapters", json={"name": f"Chapter {number}"}), 201)
        (folder / f"04_Project_Files/{number}.txt").write_text(str(number))
        shell(folder, "add", f"04_Project_Files/{number}.txt")
        shell(folder, "commit", "--quiet", "-m", f"by hand {number}", "--", f"04_Project_Files/{number}.txt")
    eventually(lambda: not list((folder / ".auteur/outbox").glob("*.json")))
    names = [chapter["name"] for chapter in told(client.get(f"{base}/story"))["chapters"]]
    assert {f"Chapter {number}" for number in range(20)} <= set(names)
    assert not git(folder, "status", "--porcelain", "--", "02_Source_Creative", "project.json")
    shell(folder, "add", "--all")
    shell(folder, "commit", "--quiet", "-m", "what was refused while ours held the lock")
    eventually(lambda: clean(folder))
    assert sound(folder)
    assert not (folder / ".git/index.lock").exists()


def shell(folder: Path, *arguments: str) -> None:
    """A person's Git gives up where ours holds the lock; they would type it again."""
    eventually(lambda: _tried(folder, *arguments))


def _tried(folder: Path, *arguments: str) -> bool:
    command = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.invalid", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode == 0 or "nothing to commit" in done.stdout or "nothing added" in done.stdout
