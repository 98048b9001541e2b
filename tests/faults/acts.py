"""What people do while a process dies. Each act returns what must hold afterwards: the promise of its answer, and
nothing where there was none."""

from __future__ import annotations

import base64
import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import httpx

from tests.support.clients.calls import API, new_name
from tests.support.clients.desk import Desk
from tests.support.films.casting import picture
from tests.support.films.stored import keys_naming

Promise = Callable[[], bool]
Strike = Callable[[], None]
Act = Callable[[Desk, Strike], Promise]

_TUS = {"Tus-Resumable": "1.0.0"}
_SCRIPT = b"INT. PIER - NIGHT\n\nThe ferry is late.\n"
_SLUG = "INT. PIER - NIGHT"


def submit(desk: Desk, strike: Strike) -> Promise:
    strike()
    task = desk.submit()
    return lambda: task is None or _completed(desk, task["id"])


def submit_for_a_shot(desk: Desk, strike: Strike) -> Promise:
    shot = desk.shot()
    strike()
    task = desk.submit(shot_id=shot)
    return lambda: _completed(desk, task["id"]) and desk.takes()[0]["take_number"] == 1


def cancel(desk: Desk, strike: Strike) -> Promise:
    with _workers_asleep(desk):
        task = desk.submit()
        strike()
        desk.ask("POST", f"/tasks/{task['id']}/cancel")
    return lambda: [each["status"] for each in desk.tasks()] in (["cancelled"], ["completed"])


def upload(desk: Desk, strike: Strike) -> Promise:
    strike()
    answer = desk.upload("ferry.fountain", _SCRIPT)
    return lambda: [asset["status"] for asset in desk.assets()] in _either(["ready"], [], answer)


def upload_resumably(desk: Desk, strike: Strike) -> Promise:
    metadata = {"filename": "ferry.fountain", "project_id": desk.id, "asset_type": "scripts"}
    encoded = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in metadata.items())
    strike()
    asked = {"Upload-Length": str(len(_SCRIPT)), "Upload-Metadata": encoded}
    begun = _tus(desk, "POST", f"{API}/uploads", asked)
    if begun is None:
        return lambda: desk.assets() == []
    url = httpx.URL(begun.headers["Location"]).path
    sent = _send(desk, url, 0)
    return lambda: _arrived(desk, url, answered=sent is not None)


def rename_an_asset(desk: Desk, strike: Strike) -> Promise:
    asset = _asset(desk)
    strike()
    answer = desk.ask_film("PATCH", f"/assets/{asset}", json={"name": "late.fountain"})
    return lambda: desk.assets()[0]["name"] in _either("late.fountain", "ferry.fountain", answer)


def delete_an_asset(desk: Desk, strike: Strike) -> Promise:
    asset = _asset(desk)
    strike()
    answer = desk.ask_film("DELETE", f"/assets/{asset}")
    return lambda: len(desk.assets()) in _either(0, 1, answer)


def move_a_shot(desk: Desk, strike: Strike) -> Promise:
    """From one scene to another: two files change."""
    shot, target = desk.shot(), desk.scene()["id"]
    strike()
    answer = desk.ask_film("POST", "/story/move", json={"id": shot, "parent_id": target})

    def held() -> bool:
        [home] = [scene["id"] for scene in desk.scenes() if shot in (each["id"] for each in scene["shots"])]
        return (home == target) in _either(True, False, answer)

    return held


def add_a_scene(desk: Desk, strike: Strike) -> Promise:
    chapter = desk.chapter()
    strike()
    answer = desk.ask_film("POST", "/scenes", json={"chapter_id": chapter, "slug": _SLUG})
    return lambda: [each["slug"] for each in desk.scenes()] in _either([_SLUG], [], answer)


def save_the_canvas(desk: Desk, strike: Strike) -> Promise:
    node = {"id": "n", "type": "note", "position": {"x": 1, "y": 2}, "data": {}}
    strike()
    canvas = {"nodes": [node], "edges": [], "viewport": {"x": 0, "y": 0, "zoom": 1}}
    answer = desk.ask_film("PUT", "/canvas", json=canvas)
    return lambda: len(desk.ask_film("GET", "/canvas")["nodes"]) in _either(1, 0, answer)


def give_a_face(desk: Desk, strike: Strike) -> Promise:
    character = desk.ask_film("POST", "/characters", json={"name": "Orlok"})["assetId"]
    address = f"/characters/{character}"
    strike()
    answer = desk.ask_film("POST", f"{address}/base-face", files={"file": ("face.png", picture())})
    return lambda: bool(desk.ask_film("GET", address)["baseFace"]) in _either(True, False, answer)


def train(desk: Desk, strike: Strike) -> Promise:
    """The one task that leaves no take."""
    character = desk.ask_film("POST", "/characters", json={"name": "Orlok"})["assetId"]
    address = f"/characters/{character}"
    desk.ask_film("POST", f"{address}/base-face", files={"file": ("face.png", picture())})
    strike()
    task = desk.ask_film("POST", f"{address}/lora/train", json={"epochs": 1})
    folder = desk.folder / "01_Assets/Characters" / character / "lora"

    def held() -> bool:
        weights = [path.name for path in folder.glob("*.safetensors")]
        shown = desk.ask_film("GET", f"{address}/lora")
        return (
            desk.ask("GET", f"/tasks/{task['task_id']}")["take_id"] is None
            and (shown["status"], weights) == ("completed", [f"{character}.safetensors"])
            and len(shown["losses"]) == 24
        )

    return held


def restore(desk: Desk, strike: Strike) -> Promise:
    desk.scene(slug=_SLUG)
    desk.settled()
    first = desk.ask_film("GET", "/git/log")[-1]["commit"]
    strike()
    desk.ask_film("POST", "/git/restore", json={"commit": first})
    return lambda: desk.scenes() == []


def create(desk: Desk, strike: Strike) -> Promise:
    return _create(desk, strike, process_async=False)


def plan(desk: Desk, strike: Strike) -> Promise:
    return _create(desk, strike, process_async=True)


def delete(desk: Desk, strike: Strike) -> Promise:
    """Another film: the desk's own stays to look at."""
    other = Desk(desk.studio)
    strike()
    answer = other.ask_film("DELETE", "")

    def held() -> bool:
        if desk.studio.client.get(f"{API}/projects/{other.id}").is_success:
            return answer is None
        with desk.studio.redis.client() as redis:
            return not other.folder.exists() and keys_naming(redis, other.id) == []

    return held


def _create(desk: Desk, strike: Strike, *, process_async: bool) -> Promise:
    name = new_name()
    strike()
    answer = desk.ask("POST", "/projects", json={"name": name, "process_async": process_async})

    def held() -> bool:
        found = [each["status"] for each in desk.ask("GET", "/projects") if each["name"] == name]
        return found in _either(["ready"], [], answer)

    return held


def _either(done: object, undone: object, answer: object) -> tuple[object, ...]:
    """What may be found: what was answered is done."""
    return (done, undone) if answer is None else (done,)


def _asset(desk: Desk) -> str:
    desk.upload("ferry.fountain", _SCRIPT)
    desk.settled()
    return str(desk.assets()[0]["id"])


def _completed(desk: Desk, task_id: str) -> bool:
    return task_id in [take["task_id"] for take in desk.takes()]


def _arrived(desk: Desk, url: str, *, answered: bool) -> bool:
    """A client comes back, is told how much is there, and sends the rest."""
    if not answered:
        head = _tus(desk, "HEAD", url, {})
        if head is not None and head.is_success and (offset := int(head.headers["Upload-Offset"])) < len(_SCRIPT):
            _send(desk, url, offset)
    return [asset["size"] for asset in desk.assets() if asset["status"] == "ready"] == [len(_SCRIPT)]


def _send(desk: Desk, url: str, offset: int) -> httpx.Response | None:
    piece = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
    return _tus(desk, "PATCH", url, piece, _SCRIPT[offset:])


def _tus(desk: Desk, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> httpx.Response | None:
    try:
        return desk.studio.client.request(method, url, content=body, headers={**_TUS, **headers})
    except httpx.TransportError:
        return None


@contextmanager
def _workers_asleep(desk: Desk) -> Iterator[None]:
    pids = [worker.pid for worker in desk.studio.workers if worker.running]
    for pid in pids:
        os.killpg(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.killpg(pid, signal.SIGCONT)
