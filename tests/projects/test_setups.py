"""Films that a worker makes: their name is taken at once, and they end ready."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from httpx import AsyncClient
from redis import Redis

from app.errors import Conflict, NotFound
from app.faults import Point
from app.git import repository
from app.projects import service
from app.projects.making import setups
from app.projects.making.building import build
from app.projects.schemas import ProjectCreate, Setup
from app.projects.service import Projects
from app.projects.store import Films
from tests.support.clients.calls import API, make_film, new_name, problem, told
from tests.support.films.stored import events
from tests.support.studios.crashes import Killed, killed_at
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually


@pytest.fixture
def setup(films: Films) -> Setup:
    return setups.plan(films, "4f6b8c1e-0000-4000-8000-000000000001", ProjectCreate(name="Salt"))


@pytest.fixture
def client(studio: Studio) -> httpx.Client:
    return studio.client


def test_a_film_is_processing_then_ready(client: httpx.Client, studio: Studio) -> None:
    film = make_film(client, process_async=True, quality="premium")
    assert film["status"] == "processing"
    url = f"{API}/projects/{film['id']}"
    eventually(lambda: told(client.get(url))["status"] == "ready")
    made = told(client.get(url))
    assert (made["id"], made["name"], made["quality"]) == (film["id"], film["name"], "premium")
    assert not told(client.get(f"{url}/git/status"))["is_dirty"]
    assert list((studio.workspace / ".auteur" / "setups").iterdir()) == []


async def test_it_is_listed_and_its_name_is_taken_while_it_waits(api: AsyncClient) -> None:
    name = new_name()
    asked = await api.post(f"{API}/projects", json={"name": name, "process_async": True})
    assert asked.status_code == 201
    listed = (await api.get(f"{API}/projects")).json()
    assert [(film["name"], film["status"]) for film in listed] == [(name, "processing")]
    for again in ({"name": name.upper()}, {"name": name, "process_async": True}):
        problem(await api.post(f"{API}/projects", json=again), 409, "name_taken")
    problem(await api.post(f"{API}/projects", json={"name": "a/b", "process_async": True}), 422)


def test_what_was_made_by_a_worker_that_died_is_not_built_once_more(films: Films, setup: Setup) -> None:
    build(films, setup.wanted, setup.id)
    before = (films.state / "new").stat().st_mtime_ns
    with pytest.raises(Conflict):
        build(films, setup.wanted, setup.id)
    assert (films.state / "new").stat().st_mtime_ns == before


async def test_what_is_listed_can_be_deleted_before_it_is_made(api: AsyncClient) -> None:
    asked = await api.post(f"{API}/projects", json={"name": new_name(), "process_async": True})
    url = f"{API}/projects/{asked.json()['id']}"
    assert (await api.delete(url)).status_code == 204
    assert (await api.get(f"{API}/projects")).json() == []
    problem(await api.delete(url), 404, "project_not_found")


def test_making_it_twice_makes_one(projects: Projects, films: Films, setup: Setup) -> None:
    for _ in range(2):
        projects.finish(setup.id)
    assert [film.id for film in films.all()] == [setup.id]


def test_one_process_at_a_time_makes_it(
    projects: Projects, films: Films, setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = while_it_is_built(monkeypatch, lambda: projects.finish(setup.id))
    projects.finish(setup.id)
    assert len(made) == 1
    assert [film.id for film in films.all()] == [setup.id]


def test_a_setup_whose_worker_died_after_making_it_is_closed(projects: Projects, films: Films, setup: Setup) -> None:
    made_and_killed(projects, setup)
    projects.finish(setup.id)
    assert list(setups.all_of(films)) == []
    assert projects.get(setup.id).status == "ready"


def test_a_film_deleted_before_its_setup_was_closed_does_not_come_back(
    projects: Projects, films: Films, setup: Setup, redis: Redis
) -> None:
    made_and_killed(projects, setup)
    projects.delete(setup.id)
    projects.finish(setup.id)
    assert projects.all() == []
    assert [event["type"] for event in events(redis, "workspace")] == ["project.deleted"]
    assert list(films.root.joinpath(".auteur/setups").iterdir()) == []


def test_a_film_deleted_while_it_is_built_does_not_come_back(
    projects: Projects, films: Films, setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    while_it_is_built(monkeypatch, lambda: projects.delete(setup.id))
    projects.finish(setup.id)
    assert projects.all() == []
    assert list(films.root.joinpath(".auteur/new").iterdir()) == []
    with pytest.raises(NotFound):
        projects.delete(setup.id)


def made_and_killed(projects: Projects, setup: Setup) -> None:
    with pytest.raises(Killed), killed_at(service, Point.SETUP_MADE):
        projects.finish(setup.id)


def while_it_is_built(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> list[Path]:
    """The folders that are built, as they come."""
    create, built = repository.create, list[Path]()

    def slowly(folder: Path, message: str) -> str:
        built.append(folder)
        act()
        return create(folder, message)

    monkeypatch.setattr(repository, "create", slowly)
    return built
