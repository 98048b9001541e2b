"""Redis goes away and comes back: reading goes on, changes are refused with a word, nothing is lost or doubled.

AUTEUR_TEST_SEED repeats a run.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.support.clients.calls import API, problem
from tests.support.clients.desk import Desk
from tests.support.clients.listener import Listener
from tests.support.clients.sockets import sequence, socket
from tests.support.films.mending import findings
from tests.support.films.stored import events
from tests.support.studios.far_studio import FarStudio
from tests.support.waiting import DEADLINE, eventually

_SEED = int(os.environ.get("AUTEUR_TEST_SEED", "0")) or random.randrange(2**32)
_CUTS = 6
_WISHES = 12  # of each kind
_SCRIPT = b"INT. PIER - NIGHT\n\nThe ferry is late.\n"


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarStudio]:
    studio = FarStudio(tmp_path_factory.mktemp("far"), AUTEUR_SWEEP_SECONDS="2")
    studio.start_worker()
    yield studio
    studio.close()


@pytest.fixture
def desk(far: FarStudio) -> Desk:
    """With a take, an asset and a scene."""
    made = Desk(far)
    made.submit()
    made.upload("ferry.fountain", _SCRIPT)
    made.scene(slug="INT. PIER")
    made.settled()
    return made


def read(desk: Desk) -> None:
    """All that lies on disk."""
    client, film = desk.studio.client, f"{API}/projects/{desk.id}"
    assert client.get(f"{API}/projects").is_success
    assert [take["status"] for take in client.get(f"{film}/assets").json()] == ["ready"] * 2
    assert [scene["slug"] for scene in desk.scenes()] == ["INT. PIER"]
    [take] = desk.takes()
    assert client.get(f"{API}/takes/{take['id']}/content").content.startswith(b"\x89PNG")
    for path in ("", "/canvas", "/characters", "/git/log", "/git/status", "/structure"):
        assert client.get(f"{film}{path}").is_success, path


def refused(desk: Desk) -> None:
    client, film = desk.studio.client, f"{API}/projects/{desk.id}"
    wish = {"type": "text_to_image", "prompt": "A door"}
    answers = [
        client.post(f"{film}/tasks", json=wish),
        client.post(f"{film}/scenes", json={"chapter_id": desk.chapter(), "slug": "INT. NEVER"}),
        client.post(f"{film}/assets", params={"asset_type": "scripts"}, files=[("files", ("never.txt", b"x"))]),
        client.patch(film, json={"name": "Never"}),
        client.delete(film),
    ]
    for answer in answers:
        problem(answer, 503, "redis_unavailable")
        assert int(answer.headers["retry-after"]) > 0


def named(desk: Desk) -> None:
    health = desk.studio.client.get("/health")
    assert health.status_code == 503
    assert [check["name"] for check in health.json()["checks"] if not check["ok"]] == ["redis", "worker"]


async def test_a_page_is_told_why_and_comes_back_without_a_gap(far: FarStudio, desk: Desk) -> None:
    async with socket(far.port, desk.id) as page:
        far.way.cut()
        assert await page.closed() == 1013
    assert "Redis" in page.told[-1]["data"]["reason"]
    last = page.told[0]["data"]["last_event_id"]
    read(desk)
    refused(desk)
    named(desk)
    far.way.mend()
    far.mend()
    task = desk.submit()
    async with socket(far.port, desk.id, last_event_id=last) as back:
        assert back.told[0]["data"]["recovered"] is True
        await back.until_type("task.completed", task_id=task["id"])
    numbers = [sequence(event) for event in back.of_log(desk.id)]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert numbers[0] == sequence({"id": last}) + 1
    assert [scene["slug"] for scene in desk.scenes()] == ["INT. PIER"]


async def test_one_that_no_longer_answers_keeps_nobody_waiting(far: FarStudio, desk: Desk) -> None:
    async with socket(far.port, desk.id) as page:
        far.redis.process.freeze()
        try:
            read(desk)
            refused(desk)
            named(desk)
            assert await page.closed() == 1013
        finally:
            far.redis.process.thaw()
    far.mend()
    desk.submit()
    desk.settled()
    desk.proven_whole()


async def test_what_could_not_be_told_sends_pages_to_fetch_their_state(far: FarStudio, desk: Desk) -> None:
    async with socket(far.port, desk.id) as page:
        (far.workspace / ".auteur/untold").mkdir(exist_ok=True)
        (far.workspace / f".auteur/untold/{desk.id}.owed").touch()
        assert await page.closed() == 1012
    async with socket(far.port, desk.id, last_event_id=page.told[0]["data"]["last_event_id"]) as back:
        assert back.told[0]["data"]["recovered"] is False


class Person:
    """Wants each thing once, and asks under the same key until there is an answer."""

    def __init__(self, desk: Desk, client: httpx.Client) -> None:
        self._film = f"{API}/projects/{desk.id}"
        self._client = client
        self.refusals = 0

    def task(self, number: int) -> None:
        self._post(f"task {number}", "/tasks", json={"type": "text_to_image", "prompt": f"Door {number}"})

    def scene(self, number: int, chapter: str) -> None:
        self._post(f"scene {number}", "/scenes", json={"chapter_id": chapter, "slug": f"INT. {number}"})

    def upload(self, number: int) -> None:
        script = f"INT. PIER {number} - NIGHT\n\nGo.\n".encode()
        files = [("files", (f"{number}.fountain", script))]
        self._post(f"upload {number}", "/assets", params={"asset_type": "scripts"}, files=files)

    def _post(self, key: str, path: str, **body: Any) -> None:
        limit = time.monotonic() + DEADLINE
        while time.monotonic() < limit:
            answer = self._client.post(f"{self._film}{path}", headers={"Idempotency-Key": key}, **body)
            if answer.is_success:
                return
            assert (answer.status_code, answer.json()["code"]) in {
                (503, "redis_unavailable"),
                (409, "idempotency_in_progress"),
            }, answer.text
            self.refusals += 1
            time.sleep(0.2)
        raise AssertionError(f"no answer to {key}")


def wishes(person: Person, desk: Desk) -> list[Callable[[], None]]:
    chapter = desk.chapter()
    numbered = [
        (lambda n=n: person.task(n), lambda n=n: person.scene(n, chapter), lambda n=n: person.upload(n))
        for n in range(_WISHES)
    ]
    return [wish for each in numbered for wish in each]


def asked_between_cuts(far: FarStudio, desk: Desk, chance: random.Random) -> int:
    """How often somebody was refused."""
    with httpx.Client(base_url=far.client.base_url, timeout=30) as client, ThreadPoolExecutor(6) as pool:
        person = Person(desk, client)
        asking: list[Future[None]] = [pool.submit(wish) for wish in wishes(person, desk)]
        for _ in range(_CUTS):
            time.sleep(chance.uniform(0.05, 0.6))
            far.way.cut()
            time.sleep(chance.uniform(0.05, 1.0))
            far.way.mend()
        for each in asking:
            each.result()
    return person.refusals


@pytest.mark.timeout(240)
async def test_cuts_in_the_middle_of_everything_lose_and_double_nothing(far: FarStudio) -> None:
    sys.stdout.write(f"seed {_SEED}\n")
    desk, over = Desk(far), asyncio.Event()
    listener = Listener(desk.id, lambda: far.port)
    following = asyncio.create_task(listener.follow(lambda: top if over.is_set() else None))
    await asyncio.to_thread(eventually, lambda: listener.connections)
    refusals = await asyncio.to_thread(asked_between_cuts, far, desk, random.Random(_SEED))
    far.mend()
    await asyncio.to_thread(eventually, lambda: len(desk.tasks()) == _WISHES)
    await asyncio.to_thread(desk.settled)
    with far.redis.client() as redis:
        eventually(lambda: not list((far.workspace / ".auteur/untold").glob("*")))
        top = sequence(events(redis, desk.id)[-1])
    over.set()
    await following
    sys.stdout.write(f"{3 * _WISHES} wishes, {_CUTS} cuts, {refusals} refusals, {listener.connections} connections\n")
    assert {task["prompt"] for task in desk.tasks()} == {f"Door {n}" for n in range(_WISHES)}
    assert sorted(scene["slug"] for scene in desk.scenes()) == sorted(f"INT. {n}" for n in range(_WISHES))
    scripts = [asset for asset in desk.assets() if asset["asset_type"] == "scripts"]
    assert sorted(asset["name"] for asset in scripts) == sorted(f"{n}.fountain" for n in range(_WISHES))
    said = {number for stretch in listener.announced for number in stretch}
    assert listener.heard == sorted(set(listener.heard))
    assert set(range(1, top + 1)) - set(listener.heard) - said == set()
    desk.proven_whole()
    assert findings(far) == []
