"""A film's past over REST: nothing is rewritten, nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.clients.calls import API, ended, make_film, problem, submit, told
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually


@pytest.fixture
def client(studio: Studio) -> httpx.Client:
    return studio.client


@pytest.fixture
def film(client: httpx.Client) -> dict[str, Any]:
    """With one take, all committed."""
    made = make_film(client)
    ended(client, submit(client, made["id"])["id"])
    eventually(lambda: len(log(client, made)) == 2)
    return made


@pytest.fixture
def folder(studio: Studio, film: dict[str, Any]) -> Path:
    return studio.workspace / str(film["folder"])


def url(film: dict[str, Any], call: str) -> str:
    return f"{API}/projects/{film['id']}/git/{call}"


def log(client: httpx.Client, film: dict[str, Any], **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(url(film, "log"), params=query).json()
    return found


def test_the_log_is_told_newest_first_in_pages(client: httpx.Client, film: dict[str, Any]) -> None:
    newest, oldest = log(client, film)
    assert newest["message"].startswith("take: ")
    assert oldest["message"] == "project: create"
    page = client.get(url(film, "log"), params={"limit": 1})
    assert page.json() == [newest]
    assert f"cursor={newest['commit']}" in page.headers["Link"]
    assert log(client, film, cursor=newest["commit"]) == [oldest]


def test_a_diff_tells_media_by_size_and_the_rest_as_text(client: httpx.Client, film: dict[str, Any]) -> None:
    first = log(client, film)[-1]["commit"]
    found = told(client.get(url(film, "diff"), params={"from": first}))
    media = [file for file in found["files"] if file["media"]]
    take = client.get(f"{API}/projects/{film['id']}/takes").json()[0]
    assert [file["change"] for file in media] == ["added"]
    assert media[0]["size_after"] == len(client.get(take["url"]).content)
    assert '+  "task_type": "text_to_image",' in found["text"]
    assert "git-lfs" not in found["text"]


def test_a_restore_is_a_new_commit_and_keeps_newer_takes(
    client: httpx.Client, film: dict[str, Any], folder: Path
) -> None:
    story = folder / "02_Source_Creative" / "story.json"
    before = story.read_bytes()
    chapter = told(client.get(f"{API}/projects/{film['id']}/story"))["chapters"][0]
    told(client.patch(f"{API}/projects/{film['id']}/chapters/{chapter['id']}", json={"name": "The island"}))
    assert story.read_bytes() != before
    made = told(client.post(url(film, "restore"), json={"commit": log(client, film)[-1]["commit"]}))
    assert story.read_bytes() == before
    newest = log(client, film)[0]
    assert made["commit"] == newest["commit"]
    assert newest["message"].startswith("restore: ")
    assert len(client.get(f"{API}/projects/{film['id']}/takes").json()) == 1


def test_edits_by_hand_are_kept_before_a_restore_overwrites_them(
    client: httpx.Client, film: dict[str, Any], folder: Path
) -> None:
    story = folder / "02_Source_Creative" / "story.json"
    before = story.read_bytes()
    story.write_bytes(before.replace(b"Setup", b"By hand"))
    first = log(client, film)[-1]["commit"]
    told(client.post(url(film, "restore"), json={"commit": first, "paths": ["02_Source_Creative/story.json"]}))
    assert story.read_bytes() == before
    kept = log(client, film)[1]
    assert kept["message"].startswith("by hand, before restore: ")
    told(client.post(url(film, "restore"), json={"commit": kept["commit"], "paths": ["02_Source_Creative/story.json"]}))
    assert b"By hand" in story.read_bytes()


def test_restoring_what_a_commit_does_not_hold_is_refused(client: httpx.Client, film: dict[str, Any]) -> None:
    first = log(client, film)[-1]["commit"]
    for path, status in (("notes.txt", 404), (":(exclude)x", 404), ("../x", 422), ("-rf", 404)):
        problem(client.post(url(film, "restore"), json={"commit": first, "paths": [path]}), status)
    for commit in ("HEAD", "main", "--all", "0" * 40, ""):
        problem(client.post(url(film, "restore"), json={"commit": commit}), 404, "commit_not_found")
    assert not told(client.get(url(film, "status")))["is_dirty"]


def test_edits_by_hand_are_committed_except_git_s_own_files(
    client: httpx.Client, film: dict[str, Any], folder: Path
) -> None:
    (folder / "04_Project_Files" / "notes.md").write_text("Shoot at dusk.\n")
    (folder / "01_Assets" / ".gitattributes").write_text("*.png -filter\n")
    made = told(client.post(url(film, "commit"), json={"message": "notes from the recce"}))
    assert made["paths"] == ["04_Project_Files/notes.md"]
    assert made["refused"] == ["01_Assets/.gitattributes"]
    assert log(client, film)[0]["message"] == "notes from the recce"
    assert told(client.post(url(film, "commit"), json={"message": "again"}))["commit"] is None


def test_structure_is_repaired_and_nothing_deleted(client: httpx.Client, film: dict[str, Any], folder: Path) -> None:
    base = f"{API}/projects/{film['id']}/structure"
    (folder / "06_Exports").rmdir()
    (folder / ".gitignore").unlink()
    (folder / "mine.txt").write_text("mine")
    found = told(client.get(base))
    assert (found["ok"], found["missing"], found["unexpected"]) == (False, ["06_Exports", ".gitignore"], ["mine.txt"])
    repaired = told(client.post(f"{base}/repair"))
    assert (repaired["ok"], repaired["repaired"]) == (True, ["06_Exports", ".gitignore"])
    assert (folder / "mine.txt").read_text() == "mine"
