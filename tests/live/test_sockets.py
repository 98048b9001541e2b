from __future__ import annotations

import asyncio

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.support.clients.calls import API, ended, make_film, submit, told
from tests.support.clients.sockets import sequence, socket
from tests.support.studios.studio import Studio


async def test_the_first_words_say_where_the_socket_stands(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as page:
        greeting = page.told[0]
    data = greeting["data"]
    assert "id" not in greeting
    assert greeting["project_id"] == data["project_id"] == film["id"]
    assert data["last_event_id"] == f"{data['epoch']}-0"
    assert data["recovered"] is False
    assert data["client_id"]


@pytest.mark.parametrize("path", ["", "projects/"])
async def test_both_addresses_of_a_project_lead_to_it(studio: Studio, path: str) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, path + film["id"]) as page:
        assert page.told[0]["project_id"] == film["id"]


async def test_two_sockets_get_the_same_events_with_unique_ids_and_no_hole(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as one, socket(studio.port, film["id"]) as two:
        tasks = [submit(studio.client, film["id"], node_id=f"node-{n}")["id"] for n in range(10)]
        for task_id in tasks:
            for page in (one, two):
                await page.until_type("node.state.updated", task_id=task_id, state="completed")
        last = max(sequence(event) for event in one.of_log(film["id"]) + two.of_log(film["id"]))
        for page in (one, two):
            await page.until(lambda m: "id" in m and m["project_id"] == film["id"] and sequence(m) >= last)
    ours = [page.of_log(film["id"])[:last] for page in (one, two)]
    assert ours[0] == ours[1]
    assert [sequence(event) for event in ours[0]] == list(range(1, last + 1))
    assert len({event["id"].rpartition("-")[0] for event in ours[0]}) == 1


async def test_a_task_tells_its_life_in_order(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as page:
        task = submit(studio.client, film["id"], node_id="node-1")
        await page.until_type("node.state.updated", state="completed")
    lifes = [event["type"] for event in page.of_log(film["id"]) if event["data"].get("task_id") == task["id"]]
    assert [name for name in lifes if name.startswith("task.")] == [
        "task.created",
        "task.queued",
        "task.started",
        "task.completed",
    ]
    states = [event["data"]["state"] for event in page.events if event["type"] == "node.state.updated"]
    assert states == ["queued", "processing", "completed"]
    done = await page.until_type("task.completed")
    assert "/03_Renders/" in done["data"]["output_path"]
    assert done["data"]["take_id"] == task["id"]


async def test_state_is_written_before_it_is_told(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as page:
        task = submit(studio.client, film["id"])
        await page.until_type("task.completed", task_id=task["id"])
        assert told(studio.client.get(f"{API}/tasks/{task['id']}"))["status"] == "completed"
        assert studio.client.get(f"{API}/takes/{task['id']}/content").status_code == 200


async def test_a_project_hears_of_itself_and_the_workspace_but_not_of_others(studio: Studio) -> None:
    film, other = make_film(studio.client), make_film(studio.client)
    async with socket(studio.port, film["id"]) as page, socket(studio.port, "workspace") as gallery:
        ended(studio.client, submit(studio.client, other["id"])["id"])
        ended(studio.client, submit(studio.client, film["id"])["id"])
        third = make_film(studio.client)
        for listener in (page, gallery):
            await listener.until(lambda m: m["type"] == "project.created" and m["data"]["project"] == third)
        await page.until_type("task.completed")
    assert {event["project_id"] for event in page.events} == {film["id"], None}
    assert {event["project_id"] for event in gallery.events} == {None}


async def test_a_heartbeat_carries_the_positions(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as page, socket(studio.port, "workspace") as gallery:
        submit(studio.client, film["id"])
        await page.until_type("git.committed")
        reached = page.of_log(film["id"])[-1]["id"]
        beat = await page.until(lambda m: m["type"] == "system.heartbeat" and m["data"]["last_event_id"] == reached)
        assert "id" not in beat
        assert (await gallery.until_type("system.heartbeat"))["data"]["workspace_event_id"]


async def test_who_is_connected_is_known_while_it_is(studio: Studio) -> None:
    film = make_film(studio.client)
    with studio.redis.client() as redis:
        async with socket(studio.port, film["id"]) as page:
            key = f"ws:connection:{page.told[0]['data']['client_id']}"
            await page.until_type("system.heartbeat")
            assert redis.get(key) == film["id"].encode()
            assert 0 < int(str(redis.ttl(key))) <= 60
            assert told(studio.client.get("/health/websocket"))["active_connections"] >= 1
        async with socket(studio.port, film["id"]) as page:
            while redis.exists(key):
                await page.next()


@pytest.mark.parametrize("path", ["nope", "projects/nope", "..", "%00", "workspac%C3%A9", "a" * 3000])
async def test_an_unknown_project_is_told_by_its_code(studio: Studio, path: str) -> None:
    async with connect(f"ws://localhost:{studio.port}/ws/{path}", proxy=None) as connection:
        async with asyncio.timeout(30):
            await connection.wait_closed()
        assert connection.close_code == 4404


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Origin": "http://localhost.evil.example:3000"},
        {"Origin": "file://"},
    ],
)
async def test_a_foreign_page_is_refused_before_the_upgrade(studio: Studio, headers: dict[str, str]) -> None:
    film = make_film(studio.client)
    for path in ("workspace", film["id"]):
        with pytest.raises(InvalidStatus) as refusal:
            await connect(f"ws://localhost:{studio.port}/ws/{path}", additional_headers=headers, proxy=None)
        assert refusal.value.response.status_code == 403


@pytest.mark.parametrize("name", ["evil.example", "localhost.evil.example", "169.254.169.254"])
async def test_a_host_name_that_is_not_ours_is_refused(studio: Studio, name: str) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        await connect(f"ws://{name}/ws/workspace", host="localhost", port=studio.port, proxy=None)
    assert refusal.value.response.status_code == 403


async def test_the_frontends_own_page_is_let_in(studio: Studio) -> None:
    headers = {"Origin": "http://localhost:3000"}
    async with connect(f"ws://localhost:{studio.port}/ws/workspace", additional_headers=headers, proxy=None) as page:
        assert "connection.established" in str(await page.recv())
