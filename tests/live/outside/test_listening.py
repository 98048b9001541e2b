"""Runners that know nothing but the channels of Redis, and two backends that both listen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.clients.calls import API, ended, make_film, submit, task, told
from tests.support.clients.sockets import Socket, socket
from tests.support.films.stored import events
from tests.support.studios.replicas import Replicas
from tests.support.waiting import eventually


@pytest.fixture
def film(replicas: Replicas) -> dict[str, Any]:
    return make_film(replicas.client)


def publish(replicas: Replicas, channel: str, *messages: Any) -> None:
    with replicas.redis.client() as redis:
        for message in messages:
            redis.publish(channel, message if isinstance(message, bytes) else json.dumps(message))


def types(replicas: Replicas, film: dict[str, Any], task_id: str) -> list[str]:
    with replicas.redis.client() as redis:
        found = [
            e for e in events(redis, film["id"]) if task_id in {e["data"].get("task_id"), e["data"].get("take_id")}
        ]
    return [event["type"] for event in found]


def render(replicas: Replicas, film: dict[str, Any], name: str) -> str:
    path: Path = replicas.workspace / film["folder"] / "03_Renders" / name
    path.write_bytes(b"not looked at here")
    return f"/workspace/{film['folder']}/03_Renders/{name}"


async def ping(page: Socket) -> None:
    assert (await page.ask(type="ping"))["type"] == "pong"


async def test_a_runner_on_the_channel_works_a_task_from_begin_to_end(replicas: Replicas, film: dict[str, Any]) -> None:
    waiting = submit(replicas.client, film["id"], node_id="node-1")
    about = {"task_id": waiting["id"], "node_id": "node-1"}
    channel = f"task:{film['id']}"
    async with socket(replicas.ports[1], film["id"]) as page:
        publish(replicas, channel, {"type": "task.started", "data": about | {"worker_id": "worker-001"}})
        begun = await page.until_type("task.started", task_id=waiting["id"])
        for progress in (25, 50, 75):
            publish(replicas, channel, {"type": "task.progress", "data": about | {"progress": progress}})
            await page.until_type("task.progress", progress=progress)
        assert task(replicas.client, waiting["id"])["progress"] == 75
        path = render(replicas, film, f"output_{waiting['id']}.png")
        publish(replicas, channel, {"type": "task.completed", "data": about | {"output_path": path, "duration": 15.5}})
        done = await page.until_type("task.completed", task_id=waiting["id"])
        await page.until_type("node.state.updated", state="completed")
    assert begun["data"]["runner_id"] == "worker-001"
    assert done["data"]["output_path"] == path.removeprefix("/workspace/")
    assert task(replicas.client, waiting["id"])["status"] == "completed"
    assert told(replicas.client.get(f"{API}/takes/{waiting['id']}"))["path"] == done["data"]["output_path"]
    lived = types(replicas, film, waiting["id"])
    assert [kind for kind in lived if kind.startswith(("task.", "take."))] == [
        *("task.created", "task.queued", "task.started"),
        *["task.progress"] * 3,
        *("take.created", "task.completed"),
    ]


async def test_flat_messages_and_older_words_do_as_well(replicas: Replicas, film: dict[str, Any]) -> None:
    waiting = submit(replicas.client, film["id"])
    channel = f"project:{film['id']}:events"
    path = render(replicas, film, "older.png")
    async with socket(replicas.ports[0], film["id"]) as page:
        step = {"percentage": 40, "current_step": 2, "total_steps": 5, "step_description": "Inking"}
        publish(replicas, channel, {"type": "task.progress", "task_id": waiting["id"], "progress": step})
        shown = await page.until_type("task.progress", task_id=waiting["id"])
        assert shown["data"]["step"]["description"] == "Inking"
        publish(replicas, channel, {"type": "task.success", "task_id": waiting["id"], "result": {"image_path": path}})
        await page.until_type("task.completed", task_id=waiting["id"])
    assert types(replicas, film, waiting["id"]).count("task.started") == 1


async def test_an_end_that_is_said_to_all_and_twice_is_told_once(replicas: Replicas, film: dict[str, Any]) -> None:
    waiting = submit(replicas.client, film["id"])
    said = {"type": "task.failed", "task_id": waiting["id"], "error": "Out of memory"}
    publish(replicas, "websocket:broadcast", said)
    assert ended(replicas.client, waiting["id"])["error"]["detail"] == "Out of memory"
    again = [said, said | {"again": True}, said | {"type": "task.cancelled"}, said | {"type": "task.started"}]
    publish(replicas, f"task:{film['id']}", *again)
    eventually(lambda: replicas.words().count("illegal_transition") >= 2)
    assert types(replicas, film, waiting["id"]) == ["task.created", "task.queued", "task.failed"]


async def test_what_we_tell_ourselves_is_taken_for_nobody_elses_word(replicas: Replicas, film: dict[str, Any]) -> None:
    before = replicas.words().count("outside.")
    async with socket(replicas.ports[0], film["id"]) as page:
        for _ in range(10):
            made = submit(replicas.client, film["id"])
            replicas.client.post(f"{API}/tasks/{made['id']}/cancel").raise_for_status()
            await page.until_type("task.cancelled", task_id=made["id"])
            assert types(replicas, film, made["id"]) == ["task.created", "task.queued", "task.cancelled"]
    assert replicas.words().count("outside.") == before


async def test_garbage_is_dropped_and_harms_nobody(replicas: Replicas, film: dict[str, Any]) -> None:
    other = make_film(replicas.client)
    mine, foreign = submit(replicas.client, film["id"]), submit(replicas.client, other["id"])
    garbage: list[Any] = [
        *(b"", b"garbage", b"\xff\x00", b"[" * 50_000, b"x" * 100_000),
        *(
            None,
            [],
            7,
            {"type": None},
            {"type": "task.exploded"},
            {"type": "project.deleted", "project_id": film["id"]},
        ),
        {"type": "task.started", "task_id": "nobody"},
        {"type": "task.started", "task_id": foreign["id"]},
        {"type": "task.completed", "task_id": mine["id"], "output_path": "/etc/passwd"},
        {"type": "task.completed", "task_id": mine["id"], "output_path": "03_Renders/../../x.png"},
    ]
    for channel in (f"task:{film['id']}", f"project:{film['id']}:events", f"project:{film['id']}:commands"):
        publish(replicas, channel, *garbage)
    publish(replicas, "project:nobody:commands", {"type": "start_generation", "parameters": {"prompt": "A door"}})
    async with socket(replicas.ports[0], film["id"]) as page:
        publish(replicas, f"task:{film['id']}", {"type": "task.failed", "task_id": mine["id"]})
        await page.until_type("task.failed", task_id=mine["id"])
        await ping(page)
    assert task(replicas.client, foreign["id"])["status"] == "pending"
    assert "Traceback" not in replicas.words()


async def test_a_command_on_the_channel_does_what_it_does_on_a_socket_once(
    replicas: Replicas, film: dict[str, Any]
) -> None:
    channel = f"project:{film['id']}:commands"
    wanted = {"prompt": "A door", "seed": 7}
    async with socket(replicas.ports[1], film["id"]) as page:
        publish(replicas, channel, {"type": "execute_node", "node_id": "n", "parameters": wanted, "ref": "1"})
        made = await page.until_type("task.created")
        publish(replicas, channel, {"type": "cancel_task", "task_id": made["data"]["task_id"]})
        await page.until_type("task.cancelled", task_id=made["data"]["task_id"])
    [only] = replicas.client.get(f"{API}/projects/{film['id']}/tasks").json()
    assert (only["prompt"], only["parameters"]["seed"], only["node_id"]) == ("A door", 7, "n")


async def test_many_runners_at_once_lose_nothing_and_double_nothing(replicas: Replicas, film: dict[str, Any]) -> None:
    waiting = [submit(replicas.client, film["id"])["id"] for _ in range(40)]
    for number, task_id in enumerate(waiting):
        path = render(replicas, film, f"many_{number}.png")
        said = {"type": "task.completed", "data": {"task_id": task_id, "output_path": path}}
        publish(replicas, f"task:{film['id']}", said, said)
    for task_id in waiting:
        assert ended(replicas.client, task_id)["status"] == "completed"
        lived = types(replicas, film, task_id)
        assert [lived.count(kind) for kind in ("task.started", "task.completed", "take.created")] == [1, 1, 1]
