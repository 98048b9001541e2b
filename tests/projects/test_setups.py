"""Films that a worker makes: their name is taken at once, and they end ready."""

from __future__ import annotations

import httpx
import pytest
from httpx import AsyncClient

from app.projects.making import setups
from app.projects.schemas import ProjectCreate
from app.projects.service import Projects
from app.projects.store import Films
from tests.support.calls import API, make_film, new_name, problem, told
from tests.support.studio import Studio
from tests.support.waiting import eventually


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


def test_making_it_twice_makes_one(projects: Projects, films: Films) -> None:
    setup = setups.plan(films, "4f6b8c1e-0000-4000-8000-000000000001", ProjectCreate(name="Salt"))
    for _ in range(2):
        projects.finish(setup.id)
    assert [film.id for film in films.all()] == [setup.id]


def test_a_setup_whose_worker_died_after_making_it_is_closed(projects: Projects, films: Films) -> None:
    wanted = ProjectCreate(name="Salt")
    setup = setups.plan(films, "4f6b8c1e-0000-4000-8000-000000000002", wanted)
    projects.finish(setup.id)
    setups._folder(films).joinpath(f"{setup.id}.json").write_text(setup.model_dump_json())
    projects.finish(setup.id)
    assert list(setups.all_of(films)) == []
    assert projects.get(setup.id).status == "ready"
