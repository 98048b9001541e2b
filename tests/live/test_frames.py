from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import os

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from app.live.sockets import BURST, MAX_SOCKETS
from tests.support.clients.calls import ended, make_film
from tests.support.clients.sockets import Socket, socket
from tests.support.clients.wishes import ANYTHING
from tests.support.studios.studio import Studio

# `AUTEUR_TEST_FRAMES` tries more in a long run.
FRAMES_TRIED = int(os.environ.get("AUTEUR_TEST_FRAMES", "800"))

ODD: list[str | bytes] = [
    "",
    " ",
    "garbage",
    "null",
    "[]",
    "{}",
    "7",
    '"ping"',
    '{"type": null}',
    '{"type": "unknown.type"}',
    '{"type": ["ping"]}',
    '{"type": "ping", "ref": 7}',
    '{"type": "subscribe", "types": "task.progress"}',
    '{"type": "subscribe", "task_ids": [1]}',
    '{"type": "task.cancel"}',
    '{"type": "task.cancel", "task_id": "nope"}',
    '{"type": "start_generation"}',
    '{"type": "start_generation", "parameters": {"prompt": 7}}',
    '{"type": "start_generation", "parameters": {"prompt": "x", "quality_preset": []}}',
    '{"type": "start_generation", "parameters": {"prompt": "x", "steps": 1e9}}',
    '{"type": "node.execute", "node_type": "teapot", "parameters": {"prompt": "x"}}',
    '{"type": "start_generation", "parameters": {"prompt": "\\ud800"}}',
    "[" * 30_000,
    '{"a":' * 10_000,
    b"",
    b"\x00\xff",
    b'{"type": "ping"}',
    "x" * 64 * 1024,
]


async def test_every_odd_frame_is_answered_and_the_socket_stays_open(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as page:
        for frame in ODD:
            await page.send(frame)
            answer = await page.answer()
            assert answer["type"] == "error", frame[:80]
            assert answer["data"]["detail"]
            assert "id" not in answer
        assert (await page.ask(type="ping", ref="still here"))["data"] == {"ref": "still here"}


COMMANDS = st.fixed_dictionaries(
    {"type": st.sampled_from(["ping", "subscribe", "start_generation", "node.execute", "task.cancel", "task.explode"])},
    optional={
        name: ANYTHING | st.just(usual)
        for name, usual in {
            "ref": "r",
            "node_id": "n",
            "node_type": "textToImage",
            "task_id": "t",
            "task_ids": ["t"],
            "types": ["task.progress"],
            "parameters": {"prompt": "A door"},
        }.items()
    },
)
FRAMES = st.text(max_size=200) | st.binary(max_size=200) | st.one_of(COMMANDS, ANYTHING).map(json.dumps)


@pytest.mark.timeout(120 + FRAMES_TRIED // 5)
@settings(max_examples=FRAMES_TRIED // 20)
@given(st.lists(FRAMES, min_size=1, max_size=40))
def test_any_frames_are_answered_each(studio: Studio, frames: list[str | bytes]) -> None:
    """Until the client talks too much: then that is the answer."""
    film = _film(studio)

    async def answered() -> None:
        async with socket(studio.port, film) as page:
            for frame in frames:
                await page.send(frame)
                assert (await page.answer())["type"] in {"error", "pong", "ack"}

    asyncio.run(answered())
    assert "Traceback" not in studio.backend.words()


@functools.cache
def _film(studio: Studio) -> str:
    return str(make_film(studio.client)["id"])


@pytest.mark.parametrize("frame", ["x" * (64 * 1024 + 1), b"x" * (64 * 1024 + 1), "é" * (32 * 1024 + 1)])
@pytest.mark.parametrize("compression", [None, "deflate"])
async def test_a_frame_that_is_too_large_closes_the_socket_and_no_other(
    studio: Studio, frame: str | bytes, compression: str | None
) -> None:
    address = f"ws://localhost:{studio.port}/ws/workspace"
    async with connect(address, compression=compression, proxy=None) as page, socket(studio.port, "workspace") as other:
        assert not page.protocol.extensions
        await page.send(frame)
        assert await Socket(page).closed() == 1009
        assert (await other.ask(type="ping"))["type"] == "pong"


async def test_a_huge_frame_is_refused_before_it_is_read(studio: Studio) -> None:
    """In one frame, and in many small ones that never end."""
    for frame in (b"x" * 15 * 1024 * 1024, [b"x" * 1024] * 100):
        async with socket(studio.port, "workspace") as gallery:
            with contextlib.suppress(ConnectionClosed):
                await gallery.connection.send(frame)
            assert await gallery.closed() in {1009, 1006}


async def test_a_node_is_executed_as_by_rest(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as page:
        wanted = {"prompt": "A door", "seed": 7, "quality_preset": "high"}
        answer = await page.ask(type="node.execute", ref="r", node_id="n", node_type="textToImage", parameters=wanted)
        assert answer["type"] == "ack"
        assert answer["data"]["ref"] == "r"
        done = await page.until_type("task.completed", task_id=answer["data"]["task_id"])
    task = ended(studio.client, done["data"]["task_id"])
    assert (task["prompt"], task["node_id"], task["quality_preset"]) == ("A door", "n", "premium")
    assert task["parameters"]["seed"] == 7


async def test_a_task_is_cancelled_as_by_rest_but_only_on_its_own_socket(studio: Studio) -> None:
    film, other = make_film(studio.client), make_film(studio.client)
    async with socket(studio.port, film["id"]) as page, socket(studio.port, other["id"]) as stranger:
        task_id = (await page.ask(type="start_generation", parameters={"prompt": "A door"}))["data"]["task_id"]
        assert (await stranger.ask(type="task.cancel", task_id=task_id))["data"]["code"] == "task_not_found"
        assert (await page.ask(type="task.cancel", task_id=task_id))["type"] == "ack"
    assert ended(studio.client, task_id)["status"] in {"cancelled", "completed"}


async def test_the_gallery_can_not_generate(studio: Studio) -> None:
    async with socket(studio.port, "workspace") as gallery:
        answer = await gallery.ask(type="start_generation", ref="r", parameters={"prompt": "A door"})
    assert (answer["type"], answer["data"]["code"], answer["data"]["ref"]) == ("error", "no_project", "r")


async def test_a_socket_that_narrows_itself_hears_only_that(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as page:
        assert (await page.ask(type="subscribe", types=["task.completed"]))["type"] == "ack"
        for _ in range(3):
            answer = await page.ask(type="start_generation", parameters={"prompt": "A door"})
            await page.until_type("task.completed", task_id=answer["data"]["task_id"])
    assert {event["type"] for event in page.events} == {"task.completed"}


async def test_a_client_that_talks_too_much_is_told_so_then_closed_and_slows_nobody(studio: Studio) -> None:
    async with socket(studio.port, "workspace") as chatty, socket(studio.port, "workspace") as other:
        flood = asyncio.create_task(_flood(chatty))
        for _ in range(5):
            assert (await other.ask(type="ping"))["type"] == "pong"
        await flood
        assert await chatty.closed() == 1008
    answers = [message for message in chatty.told if message["type"] in {"pong", "error"}]
    refused = [message["data"]["code"] for message in answers if message["type"] == "error"]
    assert sum(message["type"] == "pong" for message in answers) >= BURST
    assert set(refused) == {"too_many_messages"}
    assert chatty.told[-1]["type"] == "connection.closed"
    assert chatty.told[-1]["data"]["code"] == 1008


async def _flood(chatty: Socket) -> None:
    try:
        for _ in range(10_000):
            await chatty.send(json.dumps({"type": "ping"}))
    except ConnectionClosed:
        return


async def test_a_browser_has_a_bounded_number_of_sockets_and_programs_are_not_counted(studio: Studio) -> None:
    async with httpx.AsyncClient(base_url=f"http://localhost:{studio.port}") as browser:
        cookie = (await browser.get("/api/v1/session")).headers["set-cookie"].partition(";")[0]
    async with contextlib.AsyncExitStack() as stack:
        for _ in range(MAX_SOCKETS):
            await stack.enter_async_context(socket(studio.port, "workspace", headers={"Cookie": cookie}))
        address = f"ws://localhost:{studio.port}/ws/workspace"
        async with connect(address, additional_headers={"Cookie": cookie}, proxy=None) as refused:
            assert await Socket(refused).closed() == 4429
        async with socket(studio.port, "workspace") as program:
            assert (await program.ask(type="ping"))["type"] == "pong"
