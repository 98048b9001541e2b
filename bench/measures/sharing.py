"""How long a change needs to be on the screens of two people who have the same film open, by kind of change."""

from __future__ import annotations

import io
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from statistics import median
from typing import Any

import httpx
from PIL import Image
from playwright.sync_api import Page

from bench.figures import Row, at_most
from bench.rig.pages import Pages, served
from bench.rig.studio import Studio
from tests.support.clients.calls import API, ended, make_film, submit, upload

_LIMIT_MS = 1000.0
_REST_MS = 500  # after a page's first load
_WATCH = """(shown) => {
  const look = new Function(`return ${shown}`);
  if (look()) throw new Error(`It is so before the change: ${shown}`);
  window.seen = new Promise((resolve) => {
    const told = () => look() && resolve(Date.now());
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    new MutationObserver(told).observe(document, all);
    document.addEventListener("load", told, { capture: true });
  });
}"""
_SHOTS_ORDER = '/The ferry leaves[^]*He waits/.test(document.querySelector("[role=grid][aria-label=Shots]")?.innerText)'
_NODE = 'document.querySelector("[data-node-prompt]")?.value === "A ferry"'
_PICTURE = '[...document.querySelectorAll("main img")].some((image) => image.src.includes("{}") && image.naturalWidth)'


class _Screens:
    """Two people's, each with a browser's cache of its own. `times` are milliseconds by kind of change, from when it
    was asked for until both showed it."""

    def __init__(self, pages: Pages, client: httpx.Client) -> None:
        self._pages, self._client = pages, client
        self._open = ExitStack()
        self._both: Sequence[Page] = ()
        self.times: defaultdict[str, list[float]] = defaultdict(list)

    def show(self, path: str) -> None:
        self.close()
        self._both = [self._open.enter_context(self._pages.open(path, "main"))[0] for _ in range(2)]
        self._both[0].wait_for_timeout(_REST_MS)

    def see(self, what: str, shown: str, method: str, path: str, wish: Mapping[str, Any] | None = None) -> Any:
        """What the studio answers to the request. `shown` is an expression of the page's."""

        def ask() -> Any:
            answer = self._client.request(method, path, json=wish)
            return answer.raise_for_status().json() if answer.content else None

        return self.follow(what, shown, ask)

    def follow(
        self, what: str, shown: str, change: Callable[[], Any], since: Callable[[Any], float] | None = None
    ) -> Any:
        """What `change` returns; `since` says of it when it was so, in milliseconds since 1970."""
        for page in self._both:
            page.evaluate(_WATCH, shown)
        asked = time.time() * 1000
        changed = change()
        seen = [float(page.evaluate("() => window.seen")) for page in self._both]
        self.times[what].append(max(seen) - (since(changed) if since else asked))
        return changed

    def close(self) -> None:
        self._open.close()


def measure(studio: Studio, rounds: int) -> list[Row]:
    with served(studio) as pages, httpx.Client(base_url=f"http://127.0.0.1:{studio.port}", timeout=60) as client:
        screens = _Screens(pages, client)
        for number in range(rounds):
            _change_all(screens, client, f"Bench Shared {number}")
        screens.close()
    return [_row(screens.times, rounds)]


def _row(times: Mapping[str, Sequence[float]], rounds: int) -> Row:
    usual = {what: median(found) for what, found in times.items()}
    worst = max(took for found in times.values() for took in found)
    note = ", ".join(f"{what} {took:.0f}" for what, took in usual.items()) + f" ms; slowest of all {worst:.0f} ms"
    name = f"A change on two screens, slowest kind of {len(usual)}, median of {rounds}"
    return Row(name, max(usual.values()), "ms", bound=at_most(_LIMIT_MS, "1 s"), note=note)


def _change_all(screens: _Screens, client: httpx.Client, name: str) -> None:
    """Of one film, from its name to its end."""
    screens.show("/")
    film_id = screens.follow("film", _said(name), lambda: make_film(client, name, quality="draft"))["id"]
    film, page = f"{API}/projects/{film_id}", f"/project/{film_id}"
    screens.show(page)
    shot_id = _change_story(screens, film)
    screens.show(f"{page}/characters")
    _change_characters(screens, film)
    screens.show(f"{page}/assets")
    _change_assets(screens, client, film_id)
    screens.show(f"{page}/canvas")
    screens.follow("canvas", _NODE, lambda: _lay_node(client, film))
    screens.show(f"{page}/takes?shot={shot_id}")
    _change_takes(screens, client, film_id, shot_id)
    screens.show("/")
    screens.see("film's end", _gone(name), "DELETE", film)


def _change_story(screens: _Screens, film: str) -> str:
    """The id of the shot that is left."""
    chapter = screens.see("chapter", _said("Departure"), "POST", f"{film}/chapters", {"name": "Departure"})
    wish = {"chapter_id": chapter["id"], "slug": "EXT. QUAY - DUSK"}
    scene = screens.see("scene", _said("EXT. QUAY - DUSK"), "POST", f"{film}/scenes", wish)
    shots = []
    for action in ("She waits.", "The ferry leaves."):
        wish = {"scene_id": scene["id"], "action": action}
        shots.append(screens.see("shot", _said(action), "POST", f"{film}/shots", wish)["id"])
    first, second = shots
    screens.see("shot's words", _said("He waits."), "PATCH", f"{film}/shots/{first}", {"action": "He waits."})
    place = {"id": second, "before": first}
    screens.see("shot's place", _SHOTS_ORDER, "POST", f"{film}/story/move", place)
    screens.see("shot's end", _gone("The ferry leaves."), "DELETE", f"{film}/shots/{second}")
    return str(first)


def _change_characters(screens: _Screens, film: str) -> None:
    character = screens.see("character", _said("Mara"), "POST", f"{film}/characters", {"name": "Mara"})
    address = f"{film}/characters/{character['assetId']}"
    screens.see("character's name", _said("Nora"), "PATCH", address, {"name": "Nora"})
    screens.see("character's end", _gone("Nora"), "DELETE", address)


def _change_assets(screens: _Screens, client: httpx.Client, film_id: str) -> None:
    def sent() -> Any:
        [asset] = upload(client, film_id, ("harbour.png", _picture()), kind="locations").json()
        return asset

    asset = screens.follow("asset, with its picture", _PICTURE.format("/assets/"), sent)
    address = f"{API}/projects/{film_id}/assets/{asset['id']}"
    screens.see("asset's name", _said("quay.png"), "PATCH", address, {"name": "quay.png"})
    screens.see("asset's end", _gone("quay.png"), "DELETE", address)


def _change_takes(screens: _Screens, client: httpx.Client, film_id: str, shot_id: str) -> None:
    """A take is there as soon as its task has ended."""
    screens.see("queue's pause", _said("Resume"), "POST", f"{API}/queue/pause")
    task = screens.follow("task", _said("A ferry"), lambda: submit(client, film_id, "A ferry", shot_id=shot_id))
    screens.follow("take", _PICTURE.format("/takes/"), lambda: _made(client, task["id"]), _finished)
    address = f"{API}/takes/{task['id']}"
    screens.see("take's rating", _said("4/5"), "PATCH", address, {"rating": 4})
    chosen = "!!document.querySelector(\"[role=treeitem] [aria-label='A take is chosen']\")"
    screens.see("choice of a take", chosen, "POST", f"{address}/select")


def _made(client: httpx.Client, task_id: str) -> Any:
    client.post(f"{API}/queue/resume").raise_for_status()
    return ended(client, task_id)


def _finished(task: Any) -> float:
    return datetime.fromisoformat(task["finished"]).timestamp() * 1000


def _lay_node(client: httpx.Client, film: str) -> None:
    node = {"id": "ask", "type": "text_to_image", "position": {"x": 40, "y": 40}, "data": {"prompt": "A ferry"}}
    canvas = {"nodes": [node], "edges": [], "viewport": {"x": 20, "y": 20, "zoom": 1}}
    etag = client.get(f"{film}/canvas").headers["etag"]
    client.put(f"{film}/canvas", json=canvas, headers={"If-Match": etag}).raise_for_status()


def _picture() -> bytes:
    found = io.BytesIO()
    Image.new("RGB", (320, 180), "steelblue").save(found, "PNG")
    return found.getvalue()


def _said(words: str) -> str:
    return f"document.body.innerText.includes({words!r})"


def _gone(words: str) -> str:
    return f"!{_said(words)}"
