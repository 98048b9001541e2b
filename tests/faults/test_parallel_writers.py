"""Two backends and two workers write one film at the same time."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.support.clients.calls import API
from tests.support.clients.desk import Desk
from tests.support.films.disk import commits
from tests.support.films.mending import findings
from tests.support.studios.pair import Pair
from tests.support.waiting import eventually

Ask = Callable[[httpx.Client, str], httpx.Response]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    studio = Pair(tmp_path_factory.mktemp("pair"))
    yield studio
    studio.close()


def post(path: str, body: dict[str, Any]) -> Ask:
    return lambda client, film: client.post(f"{film}{path}", json=body)


def save_canvas(number: int) -> Ask:
    canvas = {"nodes": [], "edges": [], "viewport": {"x": number, "y": 0, "zoom": 1}}
    return lambda client, film: client.put(f"{film}/canvas", json=canvas)


def upload(number: int) -> Ask:
    files = [("files", (f"{number}.fountain", f"INT. PIER {number} - NIGHT\n\nGo.\n".encode()))]
    return lambda client, film: client.post(f"{film}/assets", params={"asset_type": "scripts"}, files=files)


def rename(number: int) -> Ask:
    return lambda client, film: client.patch(film, json={"name": f"Ferry {number}"})


def rate(take: str, number: int) -> Ask:
    return lambda client, _: client.patch(f"{API}/takes/{take}", json={"note": f"note {number}"})


def test_fifty_changes_at_once_are_all_there(pair: Pair) -> None:
    desk = Desk(pair)
    for _ in range(3):
        desk.submit()
    desk.settled()
    takes, chapter = [take["id"] for take in desk.takes()], desk.chapter()
    changes: list[Ask] = [
        *(post("/scenes", {"chapter_id": chapter, "slug": f"INT. {n}"}) for n in range(14)),
        *(post("/tasks", {"type": "text_to_image", "prompt": f"Door {n}"}) for n in range(12)),
        *(upload(n) for n in range(10)),
        *(save_canvas(n) for n in range(4)),
        *(rename(n) for n in range(4)),
        *(rate(takes[n % 3], n) for n in range(6)),
    ]
    shuffled = [change for part in range(7) for change in changes[part::7]]
    with ThreadPoolExecutor(16) as pool:
        asked = zip(shuffled, itertools.cycle(pair.clients))
        answers = list(pool.map(lambda pairing: pairing[0](pairing[1], f"{API}/projects/{desk.id}"), asked))
    assert len(answers) == 50
    assert [answer.text for answer in answers if not answer.is_success] == []
    desk.settled()
    scenes = desk.scenes()
    assert {scene["slug"] for scene in scenes} == {f"INT. {n}" for n in range(14)}
    assert len({scene["code"] for scene in scenes}) == 14
    assert sorted(task["status"] for task in desk.tasks()) == ["completed"] * 15
    uploads = [asset for asset in desk.assets() if asset["asset_type"] == "scripts"]
    assert [asset["status"] for asset in uploads] == ["ready"] * 10
    assert desk.ask_film("GET", "/canvas")["viewport"]["x"] in range(4)
    assert desk.ask_film("GET", "")["name"] in {f"Ferry {n}" for n in range(4)}
    assert sum(take["note"].startswith("note ") for take in desk.takes()) == 3
    said = "\n".join(commits(desk.folder))
    assert all(f"story: added {scene['code']}" in said for scene in scenes)
    desk.proven_whole()
    assert findings(pair) == []


def test_a_lock_that_a_killed_git_left_keeps_nobody(pair: Pair) -> None:
    desk = Desk(pair)
    desk.settled()
    lock = desk.folder / ".git/index.lock"
    lock.touch()
    desk.scene(slug="INT. PIER")
    eventually(lambda: not lock.exists())
    desk.settled()
    desk.proven_whole()
    assert commits(desk.folder)[0].startswith("story: added")
