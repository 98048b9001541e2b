"""A flushed Redis loses nothing but live progress."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AsyncExitStack

import pytest

from app.projects import outbox
from app.projects.film import Film
from app.worker.studio import Studio as Workshop
from app.worker.upkeep.restoring import restore_lost
from tests.support.clients.calls import API, make_film, submit, task, told
from tests.support.clients.sockets import socket
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually


@pytest.fixture
def own_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """One whose Redis may be emptied."""
    studio = Studio(tmp_path_factory.mktemp("flushed"))
    yield studio
    studio.close()


def flush(studio: Studio) -> None:
    with studio.redis.client() as redis:
        redis.flushall()


def statuses(studio: Studio, film_id: str) -> list[str]:
    found = studio.client.get(f"{API}/projects/{film_id}/tasks")
    return [task["status"] for task in found.json()] if found.is_success else []


def dirty(studio: Studio, film_id: str) -> bool:
    return bool(told(studio.client.get(f"{API}/projects/{film_id}/git/status"))["is_dirty"])


def test_tasks_that_waited_run_after_a_flush(own_studio: Studio) -> None:
    film = make_film(own_studio.client)
    ids = [submit(own_studio.client, film["id"])["id"] for _ in range(20)]
    flush(own_studio)
    own_studio.start_worker()
    eventually(lambda: statuses(own_studio, film["id"]) == ["completed"] * 20)
    takes = own_studio.client.get(f"{API}/projects/{film['id']}/takes").json()
    assert sorted(take["task_id"] for take in takes) == sorted(ids)


async def test_a_flush_in_the_middle_of_a_hundred_tasks_ends_each_once_and_tells_every_client(
    own_studio: Studio,
) -> None:
    for _ in range(2):
        own_studio.start_worker()
    films = [make_film(own_studio.client)["id"] for _ in range(4)]
    async with AsyncExitStack() as pages:
        open_pages = [await pages.enter_async_context(socket(own_studio.port, film)) for film in films]
        asked = {film: [submit(own_studio.client, film)["id"] for _ in range(25)] for film in films}
        eventually(lambda: sum(statuses(own_studio, film).count("completed") for film in films) > 10)
        flush(own_studio)
        assert [await page.closed() for page in open_pages] == [1012] * 4
    for film, ids in asked.items():
        async with socket(own_studio.port, film, last_event_id="before-1") as back:
            assert back.told[0]["data"]["recovered"] is False
        eventually(lambda film=film: statuses(own_studio, film) == ["completed"] * 25)  # type: ignore[misc]
        takes = own_studio.client.get(f"{API}/projects/{film}/takes").json()
        assert sorted(take["task_id"] for take in takes) == sorted(ids)
        eventually(lambda film=film: not dirty(own_studio, film))  # type: ignore[misc]


def test_what_was_cancelled_stays_cancelled(own_studio: Studio) -> None:
    film = make_film(own_studio.client)
    asked = submit(own_studio.client, film["id"])
    told(own_studio.client.post(f"{API}/tasks/{asked['id']}/cancel"))
    flush(own_studio)
    own_studio.start_worker()
    eventually(lambda: statuses(own_studio, film["id"]) == ["cancelled"])
    assert own_studio.client.get(f"{API}/projects/{film['id']}/takes").json() == []


def test_history_comes_back_too(own_studio: Studio) -> None:
    own_studio.start_worker()
    film = make_film(own_studio.client)
    asked = submit(own_studio.client, film["id"])["id"]
    eventually(lambda: task(own_studio.client, asked)["status"] == "completed")
    flush(own_studio)
    eventually(lambda: statuses(own_studio, film["id"]) == ["completed"])


def test_what_waits_for_git_is_asked_for_again(workshop: Workshop, film: Film) -> None:
    (film.folder / "notes.txt").write_text("the request for its commit was lost")
    outbox.note(film, "story: note", [film.folder / "notes.txt"])
    for _ in range(2):
        restore_lost(workshop)
    assert workshop.redis.zrange("commits:wanted", 0, -1) == [film.id.encode()]
