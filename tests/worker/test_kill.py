"""The worst that can happen to a worker: it, or the process that does its work, is killed in the middle of a task."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.clients.calls import API, ended, make_film, submit, task, told
from tests.support.clients.sockets import Socket, socket
from tests.support.films.disk import commits, committed, sound
from tests.support.generation.pipelines import Gate
from tests.support.studios.processes import Process
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually


class GatedStudio(Studio):
    worker_module = "tests.support.studios.odd_worker"


@pytest.fixture(scope="module")
def gated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio whose pipeline waits at a gate; its workers may be killed, the next test gets a new one."""
    running = GatedStudio(tmp_path_factory.mktemp("gated"), AUTEUR_PIPELINES="gated")
    yield running
    running.close()


@pytest.fixture(autouse=True)
def worker(gated: Studio) -> None:
    gated.mend()


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return Gate(tmp_path / "gate")


async def at_the_gate(studio: Studio, page: Socket, film_id: str, gate: Gate) -> str:
    """The id of a task that is in the middle of its work."""
    task_id: str = submit(studio.client, film_id, prompt=str(gate.path), node_id="node-1")["id"]
    await page.until_type("task.progress", task_id=task_id)
    return task_id


async def made_once(studio: Studio, page: Socket, film: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The task, proven to have left one take, one commit and one event of its end."""
    await page.until_type("task.completed", task_id=task_id)
    folder = studio.workspace / film["folder"]
    committed(folder)
    await page.ask(type="ping")
    assert len(takes_of(studio, film["id"])) == 1
    assert sum(task_id in message for message in commits(folder)) == 1
    ends = [e["type"] for e in page.events if e["data"].get("task_id") == task_id and e["type"].startswith("task.")]
    assert [name for name in ends if name in {"task.completed", "task.failed", "task.cancelled"}] == ["task.completed"]
    assert sound(folder)
    assert not list((folder / "05_Cache/tasks").glob("*"))
    return task(studio.client, task_id)


def process_of(studio: Studio, task_id: str) -> int:
    """The pool process that works on a task."""
    with studio.redis.client() as redis:
        token = str(redis.get(f"lease:{task_id}"), "utf-8")
    return int(token.split(":")[1])


def refused_to_go_on(woken: Process, gate: Gate) -> bool:
    """Past the gate it found its task another's; or all of it ended, for it had heard nothing for too long."""
    gate.open_again()
    return any(reason in woken.words() for reason in ("task.lease_lost", "task.decided", "worker.stuck"))


def takes_of(studio: Studio, film_id: str) -> list[Any]:
    found: list[Any] = studio.client.get(f"{API}/projects/{film_id}/takes").json()
    return found


async def test_a_task_whose_worker_is_killed_is_completed_once_by_another(gated: Studio, gate: Gate) -> None:
    film = make_film(gated.client)
    async with socket(gated.port, film["id"]) as page:
        task_id = await at_the_gate(gated, page, film["id"], gate)
        gated.workers[-1].kill()
        gated.start_worker()
        gate.open()
        done = await made_once(gated, page, film, task_id)
        assert [e["data"]["attempt"] for e in page.events if e["type"] == "task.started"] == [1, 2]
        assert sum(e["type"] == "task.retrying" for e in page.events) == 1
    assert done["attempt"] == 2


async def test_a_task_whose_process_is_killed_is_completed_once_by_the_same_worker(gated: Studio, gate: Gate) -> None:
    film = make_film(gated.client)
    async with socket(gated.port, film["id"]) as page:
        task_id = await at_the_gate(gated, page, film["id"], gate)
        child = process_of(gated, task_id)
        assert child != gated.workers[-1].pid
        os.kill(child, signal.SIGKILL)
        await page.until_type("task.retrying", task_id=task_id)
        gate.open()
        done = await made_once(gated, page, film, task_id)
    assert done["attempt"] == 2
    assert gated.workers[-1].running


async def test_a_frozen_worker_that_wakes_up_adds_nothing(gated: Studio, gate: Gate) -> None:
    film = make_film(gated.client)
    async with socket(gated.port, film["id"]) as page:
        task_id = await at_the_gate(gated, page, film["id"], gate)
        frozen = gated.workers[-1]
        os.killpg(frozen.pid, signal.SIGSTOP)
        try:
            gated.start_worker()
            await page.until_type("task.retrying", task_id=task_id)
            gate.open()
            await page.until_type("task.completed", task_id=task_id)
        finally:
            os.killpg(frozen.pid, signal.SIGCONT)
        eventually(lambda: refused_to_go_on(frozen, gate))
        again = submit(gated.client, film["id"], prompt="/dev/null")
        assert ended(gated.client, again["id"])["status"] == "completed"
        assert task(gated.client, task_id)["attempt"] == 2
        assert len(takes_of(gated, film["id"])) == 2
        assert [e["data"]["task_id"] for e in page.events if e["type"] == "task.completed"].count(task_id) == 1
    frozen.kill()


async def test_a_worker_that_is_asked_to_stop_finishes_or_hands_back(gated: Studio, gate: Gate) -> None:
    film = make_film(gated.client)
    async with socket(gated.port, film["id"]) as page:
        task_id = await at_the_gate(gated, page, film["id"], gate)
        os.kill(gated.workers[-1].pid, signal.SIGTERM)
        gate.open()
        await page.until_type("task.completed", task_id=task_id)
        gated.workers[-1].stop()
        gated.start_worker()
        await made_once(gated, page, film, task_id)


async def test_cancelling_waits_for_no_one_while_a_task_is_queued(gated: Studio, tmp_path: Path) -> None:
    film = make_film(gated.client)
    gates = [Gate(tmp_path / f"gate-{n}") for n in range(2)]
    async with socket(gated.port, film["id"]) as page:
        busy = [await at_the_gate(gated, page, film["id"], one) for one in gates]
        waiting = submit(gated.client, film["id"], prompt="/dev/null")
        first = told(gated.client.post(f"{API}/tasks/{waiting['id']}/cancel"))
        assert first["status"] == "cancelled"
        assert told(gated.client.post(f"{API}/tasks/{waiting['id']}/cancel")) == first
        for one in gates:
            one.open()
        for task_id in busy:
            await page.until_type("task.completed", task_id=task_id)
        assert task(gated.client, waiting["id"]) == first


async def test_a_running_task_is_cancelled_and_leaves_nothing(gated: Studio, gate: Gate) -> None:
    film = make_film(gated.client)
    async with socket(gated.port, film["id"]) as page:
        task_id = await at_the_gate(gated, page, film["id"], gate)
        marked = told(gated.client.post(f"{API}/tasks/{task_id}/cancel"))
        assert (marked["status"], marked["cancel_requested"]) == ("processing", True)
        gate.open()
        await page.until_type("task.cancelled", task_id=task_id)
        await page.until_type("node.state.updated", task_id=task_id, state="idle")
    folder = gated.workspace / film["folder"]
    assert task(gated.client, task_id)["status"] == "cancelled"
    assert [path.name for path in (folder / "03_Renders").iterdir()] == [".gitkeep"]
    assert commits(folder) == ["project: create"]


async def test_a_cancelled_task_stays_cancelled_when_its_worker_is_killed(gated: Studio, gate: Gate) -> None:
    film = make_film(gated.client)
    async with socket(gated.port, film["id"]) as page:
        task_id = await at_the_gate(gated, page, film["id"], gate)
        told(gated.client.post(f"{API}/tasks/{task_id}/cancel"))
        gated.workers[-1].kill()
        gated.start_worker()
        await page.until_type("task.cancelled", task_id=task_id)
    assert takes_of(gated, film["id"]) == []
