from __future__ import annotations

import asyncio

import pytest

from tests.support.clients.calls import API, make_film, problem, submit, told
from tests.support.clients.sockets import Message, Socket, sequence, socket
from tests.support.studios.studio import Studio


async def caught_up(page: Socket, log: str | None, last: int) -> None:
    """All of a log up to `last` has been heard."""
    await page.until(lambda m: "id" in m and m["project_id"] == log and sequence(m) >= last)


async def test_who_was_away_gets_exactly_what_it_missed(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as witness:
        async with socket(studio.port, film["id"]) as page:
            first = submit(studio.client, film["id"])
            await page.until_type("git.committed")
            last = page.of_log(film["id"])[-1]["id"]
        missed = [submit(studio.client, film["id"]) for _ in range(5)]
        for task in (first, *missed):
            await witness.until_type("task.completed", task_id=task["id"])
        top = sequence(witness.of_log(film["id"])[-1])
        async with socket(studio.port, film["id"], last_event_id=last) as back:
            assert back.told[0]["data"]["recovered"] is True
            await caught_up(back, film["id"], top)
    expected = [e for e in witness.of_log(film["id"]) if sequence(e) > int(last.rpartition("-")[2])][:top]
    got = back.of_log(film["id"])
    assert got[: len(expected)] == expected
    assert [sequence(e) for e in got] == list(range(sequence(expected[0]), sequence(got[-1]) + 1))


async def test_the_workspace_log_is_made_good_too(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as page:
        position = page.told[0]["data"]
    away = [make_film(studio.client) for _ in range(3)]
    query = {
        "last_event_id": position["last_event_id"],
        "last_workspace_event_id": position["workspace_event_id"],
    }
    async with socket(studio.port, film["id"], **query) as back:
        assert back.told[0]["data"]["recovered"] is True
        await back.until(lambda m: m["type"] == "project.created" and m["data"]["project"]["id"] == away[-1]["id"])
    made = [e["data"]["project"]["id"] for e in back.of_log(None) if e["type"] == "project.created"]
    assert made == [one["id"] for one in away]


async def test_a_gallery_that_was_away_gets_what_it_missed(studio: Studio) -> None:
    async with socket(studio.port, "workspace") as gallery:
        last = gallery.told[0]["data"]["last_event_id"]
    film = make_film(studio.client)
    async with socket(studio.port, "workspace", last_event_id=last) as back:
        assert back.told[0]["data"]["recovered"] is True
        await back.until(lambda m: m["type"] == "project.created" and m["data"]["project"]["id"] == film["id"])
    assert sequence(back.of_log(None)[0]) == int(last.rpartition("-")[2]) + 1


async def test_who_missed_nothing_gets_nothing(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as page:
        last = page.told[0]["data"]["last_event_id"]
    async with socket(studio.port, film["id"], last_event_id=last) as back:
        assert back.told[0]["data"] | {"client_id": ""} == page.told[0]["data"] | {"recovered": True, "client_id": ""}
        assert (await back.ask(type="ping"))["type"] == "pong"
    assert back.of_log(film["id"]) == []


@pytest.mark.parametrize(
    "wrong", ["garbage", "-", "%00", "1", "{epoch}-x", "{epoch}-999999", "0123456789ab-0", "a" * 4000]
)
async def test_a_position_that_can_not_be_made_good_is_said_so(studio: Studio, wrong: str) -> None:
    film = make_film(studio.client)
    task = submit(studio.client, film["id"])
    async with socket(studio.port, film["id"]) as page:
        await page.until(lambda m: m["type"] in {"git.committed", "system.heartbeat"})
        epoch = page.told[0]["data"]["epoch"]
    async with socket(studio.port, film["id"], last_event_id=wrong.replace("{epoch}", epoch)) as back:
        assert back.told[0]["data"]["recovered"] is False
        assert back.told[0]["data"]["epoch"] == epoch
        again = submit(studio.client, film["id"])
        await back.until_type("task.completed", task_id=again["id"])
    assert not [
        event for event in back.events if event["data"].get("task_id") == task["id"] and event["type"] == "task.created"
    ]


async def test_a_page_that_comes_and_goes_misses_nothing_and_hears_nothing_twice(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as page:
        last: str = page.told[0]["data"]["last_event_id"]
    sending = asyncio.gather(*(asyncio.to_thread(submit, studio.client, film["id"]) for _ in range(20)))
    heard: list[Message] = []
    while sum(event["type"] == "task.completed" for event in heard) < 20:
        async with socket(studio.port, film["id"], last_event_id=last) as page:
            assert page.told[0]["data"]["recovered"] is True
            for _ in range(9):
                await page.next()
        heard += page.of_log(film["id"])
        last = heard[-1]["id"] if heard else last
    await sending
    assert [sequence(event) for event in heard] == list(range(1, len(heard) + 1))


def test_the_same_is_had_by_rest(studio: Studio) -> None:
    film = make_film(studio.client)
    start = told(studio.client.get(f"{API}/projects/{film['id']}/events"))
    assert start["events"] == []
    task = submit(studio.client, film["id"])
    query = {"after": start["last_event_id"]}
    page = told(studio.client.get(f"{API}/projects/{film['id']}/events", params=query))
    assert [e["type"] for e in page["events"]][:2] == ["task.created", "task.queued"]
    assert page["events"][0]["data"]["task_id"] == task["id"]
    assert page["last_event_id"] >= page["events"][-1]["id"]
    for wrong in ("garbage", "0123456789ab-0", page["last_event_id"].rpartition("-")[0] + "-9999"):
        problem(studio.client.get(f"{API}/projects/{film['id']}/events", params={"after": wrong}), 409, "log_lost")
