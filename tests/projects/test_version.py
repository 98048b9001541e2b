"""A film that a newer Auteur wrote is read, and left as it is."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient, Response

from app.backup.service import back_up
from app.config import Settings
from app.openapi import document
from app.projects.film import Damaged, Film, ReadOnly
from app.projects.store import Films
from app.projects.version import CURRENT, newer
from tests.support.clients.calls import API, problem, told
from tests.support.clients.tus import TUS, announced
from tests.support.films.disk import git, snapshot
from tests.support.films.takes import put_take

NEWER = "2.1.0"


def rewrite(film: Film, **fields: Any) -> None:
    """As the studio of another version writes the manifest, with a commit."""
    manifest = film.folder / "project.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | fields))
    git(film.folder, "-c", "user.name=N", "-c", "user.email=n@n", "commit", "--quiet", "--all", "--message=newer")


@pytest.mark.parametrize("version", ["2.0.0", "2", "10.1", "2-beta", "99999999999999999999"])
def test_a_higher_first_number_is_newer(version: str) -> None:
    assert newer(version)


@pytest.mark.parametrize("version", [CURRENT, "1.99.0", "1", "0.9", "", "the second", "v2", None, 2, [2]])
def test_anything_else_is_ours(version: object) -> None:
    assert not newer(version)


def test_no_folder_of_it_is_given_to_be_written_into(films: Films, film: Film) -> None:
    rewrite(film, version=NEWER)
    [found] = films.all()
    assert isinstance(found, Film)
    with pytest.raises(ReadOnly, match="newer version"):
        found.place("05_Cache")
    assert list(films.writable()) == []
    rewrite(film, version="1.7.0", mood="blue")
    assert [each.id for each in films.writable()] == [film.id]


def test_one_that_can_not_be_read_says_whose_it_is(films: Films, film: Film) -> None:
    rewrite(film, version=NEWER, narrative="spiral")
    [found] = films.all()
    assert isinstance(found, Damaged)
    assert NEWER in found.reason
    assert "narrative" in found.reason


def test_a_backup_holds_it(films: Films, film: Film) -> None:
    rewrite(film, version=NEWER)
    before = snapshot(film.folder)
    archive = io.BytesIO()
    assert back_up(films, archive) == ["Nosferatu"]
    assert NEWER.encode() in archive.getvalue()
    assert snapshot(film.folder) == before


@pytest.fixture
async def made(api: AsyncClient) -> dict[str, str]:
    """What a film had before a newer Auteur opened it: by the words that addresses have for it."""
    film = told(await api.post(f"{API}/projects", json={"name": "Nosferatu"}), 201)
    address = f"{API}/projects/{film['id']}"
    wish = {"type": "text_to_image", "prompt": "A castle"}
    task = told(await api.post(f"{address}/tasks", json=wish), 201)
    cancelled = told(await api.post(f"{address}/tasks", json=wish), 201)
    told(await api.post(f"{API}/tasks/{cancelled['id']}/cancel"))
    character = told(await api.post(f"{address}/characters", json={"name": "Orlok"}), 201)
    upload = await api.post(f"{API}/uploads", headers=announced(film, 3))
    return {
        "project_id": film["id"],
        "task_id": task["id"],
        "cancelled": cancelled["id"],
        "character_id": character["assetId"],
        "upload": upload.headers["Location"],
    }


@pytest.fixture
async def folder(made: dict[str, str], settings: Settings) -> Path:
    """The film, written by a newer Auteur since."""
    film = Films(settings.workspace_root).get(made["project_id"])
    put_take(film.folder / "03_Renders")
    rewrite(film, version=NEWER)
    return film.folder


def calls(*methods: str) -> Iterator[tuple[str, str]]:
    """Of the whole interface those that name a film."""
    for address, operations in document()["paths"].items():
        if "{project_id}" in address:
            yield from ((method, address) for method in methods if method in operations)


def filled(address: str, made: dict[str, str]) -> str:
    for name in ("project_id", "task_id", "character_id"):
        address = address.replace(f"{{{name}}}", made[name])
    return address.replace("{", "").replace("}", "")


async def test_every_call_that_would_change_it_is_refused_by_name_and_changes_nothing(
    api: AsyncClient, made: dict[str, str], folder: Path
) -> None:
    before = snapshot(folder)
    writes = list(calls("post", "put", "patch", "delete"))
    assert len(writes) > 20
    for method, address in writes:
        response = await api.request(method, filled(address, made), json={} if method != "delete" else None)
        assert response.status_code == 409, (method, address, response.text)
        problem(response, 409, "project_read_only")
    assert snapshot(folder) == before


async def test_so_is_what_names_a_task_a_take_or_an_upload(
    api: AsyncClient, made: dict[str, str], folder: Path
) -> None:
    before = snapshot(folder)
    task, take = f"{API}/tasks/{made['task_id']}", f"{API}/takes/take-1"
    bytes_of = {**TUS, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    wish = {"type": "text_to_image", "prompt": "A castle", "project_id": made["project_id"]}
    refused: list[Response] = [
        await api.post(f"{task}/cancel"),
        await api.post(f"{API}/tasks/{made['cancelled']}/retry"),
        await api.patch(task, json={"status": "processing"}),
        await api.post("/api/tasks/submit", json=wish),
        await api.patch(take, json={"rating": 3}),
        await api.post(f"{take}/select"),
        await api.delete(take),
        await api.patch(made["upload"], headers=bytes_of, content=b"abc"),
        await api.delete(made["upload"], headers=TUS),
        await api.post(f"{API}/uploads", headers=announced({"id": made["project_id"]}, 3)),
    ]
    for response in refused:
        problem(response, 409, "project_read_only")
    assert snapshot(folder) == before


async def test_it_is_shown_with_the_reason(api: AsyncClient, made: dict[str, str], folder: Path) -> None:
    before = snapshot(folder)
    address = f"{API}/projects/{made['project_id']}"
    film = told(await api.get(address))
    assert (film["status"], film["version"]) == ("ready", NEWER)
    assert "newer version" in film["reason"]
    assert [each["id"] for each in (await api.get(f"{address}/takes")).json()] == ["take-1"]
    for _, each in calls("get"):
        response = await api.get(filled(each, made))
        assert response.status_code < 500, (each, response.text)
    for part in ("story", "canvas", "characters", "assets", "tasks", "structure", "git/log", "git/status"):
        assert (await api.get(f"{address}/{part}")).is_success, part
    assert snapshot(folder) == before
