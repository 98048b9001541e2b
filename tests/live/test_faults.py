"""Sockets through everything that can happen to Redis, to the backend and to a client that stops reading."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from websockets.asyncio.client import connect

from app.events.log import EventLog
from tests.support.clients.calls import API, ended, make_film, submit
from tests.support.clients.sockets import Socket, sequence, socket
from tests.support.films.drafts import change
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio whose parts may be broken, as long as they are mended."""
    running = Studio(tmp_path_factory.mktemp("fragile"))
    running.start_worker()
    yield running
    running.close()


async def follows_again(studio: Studio, page: Socket, film_id: str) -> None:
    task = submit(studio.client, film_id)
    await page.until_type("task.completed", task_id=task["id"])


async def test_a_lost_log_closes_its_sockets_and_is_never_taken_for_the_old_one(fragile: Studio) -> None:
    film = make_film(fragile.client)
    async with socket(fragile.port, film["id"]) as page:
        await follows_again(fragile, page, film["id"])
        last = page.of_log(film["id"])[-1]["id"]
        with fragile.redis.client() as redis:
            redis.flushall()
        assert await page.closed() == 1012
    async with socket(fragile.port, film["id"], last_event_id=last) as back:
        assert back.told[0]["data"]["recovered"] is False
        assert back.told[0]["data"]["epoch"] != last.rpartition("-")[0]
        await follows_again(fragile, back, film["id"])
        start = sequence({"id": back.told[0]["data"]["last_event_id"]})
        assert sequence(back.of_log(film["id"])[0]) == start + 1


async def test_a_restarted_backend_gives_what_was_missed(fragile: Studio) -> None:
    film = make_film(fragile.client)
    async with socket(fragile.port, film["id"]) as page:
        task = submit(fragile.client, film["id"])
        await page.until_type("task.completed", task_id=task["id"])
        last = page.of_log(film["id"])[-1]["id"]
        fragile.restart_backend()
        await page.closed()
    missed = ended(fragile.client, submit(fragile.client, film["id"])["id"])
    async with socket(fragile.port, film["id"], last_event_id=last) as back:
        assert back.told[0]["data"]["recovered"] is True
        await back.until_type("task.completed", task_id=missed["id"])
        assert sequence(back.of_log(film["id"])[0]) == sequence({"id": last}) + 1
        await follows_again(fragile, back, film["id"])


async def test_a_restarted_redis_heals(fragile: Studio) -> None:
    film = make_film(fragile.client)
    async with socket(fragile.port, film["id"]) as page:
        await follows_again(fragile, page, film["id"])
        fragile.redis.restart()
        assert await page.closed() in {1012, 1013}
    fragile.mend()
    async with socket(fragile.port, film["id"]) as back:
        await follows_again(fragile, back, film["id"])


async def test_without_redis_reading_works_and_writing_says_when_to_come_back(fragile: Studio) -> None:
    film = make_film(fragile.client)
    before = set(fragile.workspace.iterdir())
    fragile.redis.stop()
    try:
        assert fragile.client.get(f"{API}/projects/{film['id']}").json()["name"] == film["name"]
        assert fragile.client.get(f"{API}/projects").status_code == 200
        body = {"type": "text_to_image", "prompt": "A door"}
        for refused in (
            fragile.client.post(f"{API}/projects/{film['id']}/tasks", json=body),
            fragile.client.post(f"{API}/projects", json={"name": "Never"}),
            fragile.client.delete(f"{API}/projects/{film['id']}"),
        ):
            assert refused.status_code == 503, refused.text
            assert int(refused.headers["retry-after"]) > 0
        assert fragile.client.get("/health").status_code == 503
        async with connect(f"ws://localhost:{fragile.port}/ws/workspace", proxy=None) as gallery:
            assert await Socket(gallery).closed() == 1013
    finally:
        fragile.redis.restart()
    assert set(fragile.workspace.iterdir()) == before
    assert list((fragile.workspace / film["folder"] / ".auteur/tasks").glob("*")) == []
    fragile.mend()


async def test_a_client_that_stops_reading_delays_nobody_and_catches_up(fragile: Studio) -> None:
    film = make_film(fragile.client)
    address = f"ws://localhost:{fragile.port}/ws/{film['id']}"
    with fragile.redis.client() as redis:
        log = EventLog(redis)
        async with (
            connect(address, compression=None, max_queue=1, close_timeout=0, proxy=None) as stopped,
            socket(fragile.port, film["id"]) as reader,
        ):
            assert "connection.established" in str(await stopped.recv())
            for batch in range(100):
                pad = os.urandom(4000).hex()
                log.append(*(change(f"{batch}-{n}-{pad}", log=film["id"]) for n in range(20)))
                await reader.until(lambda m, top=20 * (batch + 1): "id" in m and sequence(m) == top)  # type: ignore[misc]
            assert [sequence(event) for event in reader.of_log(film["id"])] == list(range(1, 2001))
            eventually(lambda: fragile.client.get("/health/websocket").json()["active_connections"] == 1)
        epoch = reader.of_log(film["id"])[0]["id"].rpartition("-")[0]
        async with socket(fragile.port, film["id"], last_event_id=f"{epoch}-1") as back:
            assert back.told[0]["data"]["recovered"] is True
            await back.until(lambda m: "id" in m and sequence(m) == 2000)
        assert [sequence(event) for event in back.of_log(film["id"])] == list(range(2, 2001))
