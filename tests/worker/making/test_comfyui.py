"""A ComfyUI server behind a whole studio: from the API to the take, with the server's faults switched on."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from tests.support.clients.calls import API, ended, told
from tests.support.clients.desk import Desk
from tests.support.clients.sockets import socket
from tests.support.outside.comfyui import ComfyUI, Fault
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually

SMALL = {"steps": 4, "width": 128, "height": 72}
_seeds = itertools.count(1)  # a server runs no node again that it has run with the same wishes


@pytest.fixture(scope="module")
def running() -> Iterator[ComfyUI]:
    with ComfyUI() as found:
        yield found


@pytest.fixture
def server(running: ComfyUI) -> Iterator[ComfyUI]:
    yield running
    running.faults.clear()
    running.machine.gate.set()
    running.submitted.clear()
    running.machine.done.clear()


@pytest.fixture(scope="module")
def drawing(tmp_path_factory: pytest.TempPathFactory, running: ComfyUI) -> Iterator[Studio]:
    """A studio that renders with a server, and draws without one."""
    studio = Studio(
        tmp_path_factory.mktemp("rendering"),
        AUTEUR_PIPELINES="comfyui,storyboard",
        COMFYUI_URLS=running.url,
        COMFYUI_PATIENCE_SECONDS="4",
        WORKER_CONCURRENCY="1",  # each of its processes has seen the server for itself
    )
    studio.start_worker()
    yield studio
    studio.close()


@pytest.fixture
def desk(drawing: Studio) -> Desk:
    return Desk(drawing)


def submit(desk: Desk, **wishes: object) -> str:
    return str(desk.submit(parameters={**SMALL, "seed": next(_seeds)}, quality_preset="draft", **wishes)["id"])


async def test_a_picture_is_rendered_with_progress_and_previews(desk: Desk, server: ComfyUI) -> None:
    async with socket(desk.studio.port, desk.id) as page:
        server.machine.gate.clear()
        task_id = submit(desk)
        await page.until(lambda m: m["type"] == "task.progress" and "step" in m["data"])
        server.machine.gate.set()
        await page.until_type("task.completed", task_id=task_id)
    progress = [event["data"]["progress"] for event in page.events if event["type"] == "task.progress"]
    assert progress == sorted(progress)
    assert progress[-1] == 100
    done = ended(desk.studio.client, task_id)
    assert (done["status"], done["pipeline"], done["attempt"]) == ("completed", "comfyui", 1)
    content = desk.studio.client.get(f"{API}/takes/{task_id}/content").content
    assert Image.open(io.BytesIO(content)).size == (128, 72)
    desk.settled()
    desk.proven_whole()


@pytest.mark.parametrize(
    "fault",
    [
        Fault.SOCKET_REFUSED,
        Fault.SOCKET_CUT,
        Fault.SOCKET_MUTE,
        Fault.GARBLED_FRAMES,
        Fault.ANSWER_LOST,
        Fault.OLD_VERSION,
        Fault.LATE_HISTORY,
    ],
    ids=lambda fault: fault.name.lower(),
)
def test_a_fault_that_can_be_survived_makes_one_take(desk: Desk, server: ComfyUI, fault: Fault) -> None:
    server.faults.add(fault)
    done = ended(desk.studio.client, submit(desk))
    assert (done["status"], done["pipeline"], done["error"]) == ("completed", "comfyui", None)
    assert len(server.submitted) == len(server.machine.done) == 1
    desk.settled()
    desk.proven_whole()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault.ANSWER_500, "answers /prompt with 500"),
        (Fault.NODE_FAILS, "node 8 (Decoding): Allocation on device: out of memory"),
        (Fault.INTERRUPTED, "interrupted there, at node 3 (Sampling)"),
        (Fault.STANDS_STILL, "Nothing has moved at 127.0.0.1"),
        (Fault.PICTURE_CUT, "cut off or damaged"),
        (Fault.PICTURE_DAMAGED, "cut off or damaged"),
        (Fault.PICTURE_BREAKS, "can't be fetched"),
        (Fault.PICTURE_HTML, "no picture or video"),
        (Fault.PICTURE_MISSING, "does not give out what it made"),
        (Fault.NOTHING_SAVED, "saved nothing"),
    ],
    ids=lambda value: value.name.lower() if isinstance(value, Fault) else "",
)
def test_a_fault_that_can_not_ends_the_task_with_its_reason(
    desk: Desk, server: ComfyUI, fault: Fault, words: str
) -> None:
    server.faults.add(fault)
    failed = ended(desk.studio.client, submit(desk))
    assert failed["status"] == "failed"
    assert words in failed["error"]["detail"]
    assert failed["take_id"] is None
    desk.settled()
    desk.proven_whole()


@pytest.mark.parametrize("fault", [Fault.ANSWER_HTML, None], ids=["something else", "nothing"])
def test_without_a_server_that_answers_a_picture_is_drawn_and_says_so(
    desk: Desk, server: ComfyUI, fault: Fault | None
) -> None:
    if fault:
        server.faults.add(fault)
    else:
        server.kill()
    try:
        drawn = eventually(lambda: _by(desk, "storyboard"))
    finally:
        if not fault:
            server.start()
    assert drawn
    assert drawn["fallback_from"]
    server.faults.clear()
    assert eventually(lambda: _by(desk, "comfyui"))


def test_a_server_restarted_in_the_middle_renders_it_once(desk: Desk, server: ComfyUI) -> None:
    server.machine.gate.clear()
    task_id = submit(desk)
    eventually(lambda: server.machine.running)
    server.kill()
    server.start()
    done = ended(desk.studio.client, task_id)
    assert (done["status"], done["attempt"]) == ("completed", 1)
    assert server.machine.done == server.submitted[1:]
    assert len(server.submitted) == 2
    desk.settled()
    desk.proven_whole()


def test_a_worker_killed_in_the_middle_leaves_its_job_to_the_next(desk: Desk, server: ComfyUI) -> None:
    server.machine.gate.clear()
    task_id = submit(desk)
    eventually(lambda: server.machine.running)
    desk.studio.workers[-1].kill()
    desk.studio.mend()
    server.machine.gate.set()
    done = ended(desk.studio.client, task_id)
    assert (done["status"], done["attempt"]) == ("completed", 2)
    assert len(server.submitted) == len(server.machine.done) == 1
    desk.settled()
    desk.proven_whole()


def test_cancelling_stops_the_job_at_the_server(desk: Desk, server: ComfyUI) -> None:
    server.machine.gate.clear()
    task_id = submit(desk)
    eventually(lambda: server.machine.running)
    told(desk.studio.client.post(f"{API}/tasks/{task_id}/cancel"))
    assert ended(desk.studio.client, task_id)["status"] == "cancelled"
    eventually(lambda: not server.machine.running)
    assert server.machine.history[server.submitted[0]]["status"]["status_str"] == "error"
    desk.settled()
    desk.proven_whole()


def _by(desk: Desk, pipeline: str) -> dict[str, Any] | None:
    """What was seen of the servers holds for some seconds."""
    done = ended(desk.studio.client, submit(desk))
    return done if done["pipeline"] == pipeline else None
