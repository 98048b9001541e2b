from __future__ import annotations

from pathlib import Path

import pytest
from httpx import AsyncClient
from redis import Redis
from redis.exceptions import RedisError

from app.config import Settings
from app.errors import NotFound
from app.events.log import EventLog
from app.projects.film import Film
from app.projects.outbox import Commits
from app.projects.service import Projects
from tests.support.clients.calls import API, ended, finished_assets, make_film, problem, submit, told, upload
from tests.support.clients.sockets import socket
from tests.support.films.disk import snapshot
from tests.support.films.stored import keys_naming
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually


def traces(workspace: Path, project_id: str, name: str) -> list[Path]:
    return [path for path in workspace.rglob("*") if project_id in path.name or name in path.parts]


def left(studio: Studio, *ids: str) -> list[bytes]:
    with studio.redis.client() as redis:
        return [key for key in keys_naming(redis, *ids) if not key.startswith(b"events:workspace")]


async def test_a_deleted_film_leaves_no_file_and_no_key(api: AsyncClient, settings: Settings, redis: Redis) -> None:
    film = told(await api.post(f"{API}/projects", json={"name": "Film"}), 201)
    body = {"type": "text_to_image", "prompt": "A door"}
    tasks = [told(await api.post(f"{API}/projects/{film['id']}/tasks", json=body), 201)["id"] for _ in range(3)]
    files = [("files", ("still.png", b"bytes"))]
    await api.post(f"{API}/projects/{film['id']}/assets?asset_type=styles", files=files)
    told(
        await api.put(
            f"{API}/projects/{film['id']}/canvas", json=(await api.get(f"{API}/projects/{film['id']}/canvas")).json()
        )
    )
    assert (await api.delete(f"{API}/projects/{film['id']}")).status_code == 204
    assert traces(settings.workspace_root, film["id"], "Film") == []
    named = keys_naming(redis, film["id"], *tasks)
    assert [key for key in named if not key.startswith((b"events:workspace", b"job:", b"task:queue"))] == []
    problem(await api.get(f"{API}/projects/{film['id']}"), 404, "project_not_found")
    for task_id in tasks:
        problem(await api.get(f"{API}/tasks/{task_id}"), 404, "task_not_found")


async def test_its_name_is_free_again(api: AsyncClient) -> None:
    first = told(await api.post(f"{API}/projects", json={"name": "Film"}), 201)
    assert (await api.delete(f"{API}/projects/{first['id']}")).status_code == 204
    second = told(await api.post(f"{API}/projects", json={"name": "Film"}), 201)
    assert second["id"] != first["id"]
    problem(await api.delete(f"{API}/projects/{first['id']}"), 404)


def test_a_film_that_can_not_be_deleted_whole_stays_whole(film: Film, absent_redis: Redis, projects: Projects) -> None:
    def farewell(_: Film) -> None:
        absent_redis.ping()

    before = snapshot(film.folder)
    with pytest.raises(RedisError):
        Projects(projects.films, EventLog(absent_redis), Commits(print), print, [farewell]).delete(film.id)
    assert snapshot(film.folder) == before
    assert projects.get(film.id).status == "ready"


def test_deleting_twice_finds_nothing(film: Film, projects: Projects) -> None:
    projects.delete(film.id)
    with pytest.raises(NotFound):
        projects.get(film.id)
    with pytest.raises(NotFound):
        projects.delete(film.id)


async def test_everyone_hears_of_it_and_its_sockets_close(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, "workspace") as gallery, socket(studio.port, film["id"]) as page:
        assert studio.client.delete(f"{API}/projects/{film['id']}").status_code == 204
        await gallery.until_type("project.deleted", project_id=film["id"])
        assert await page.closed() in {1012, 4404}
    eventually(lambda: not left(studio, film["id"]))


def test_a_film_in_full_use_leaves_nothing_either(studio: Studio) -> None:
    film = make_film(studio.client)
    upload(studio.client, film["id"], *((f"{n}.txt", b"text") for n in range(5)))
    tasks = [submit(studio.client, film["id"])["id"] for _ in range(10)]
    assert studio.client.delete(f"{API}/projects/{film['id']}").status_code == 204
    other = make_film(studio.client)
    upload(studio.client, other["id"], ("after.txt", b"text"))
    finished_assets(studio.client, other["id"], 1)
    assert ended(studio.client, submit(studio.client, other["id"])["id"])["status"] == "completed"
    assert traces(studio.workspace, film["id"], film["folder"]) == []
    eventually(lambda: not left(studio, film["id"], *tasks))  # the watch forgets it with its next look
