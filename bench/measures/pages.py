"""What a person waits for in the browser: the first load, and every frame of a scroll, a pan and a zoom."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from playwright.sync_api import Page

from app.projects.store import Films
from bench.figures import Row, at_least, at_most, percentile
from bench.rig import boxes
from bench.rig.films import committed, stocked
from bench.rig.load import settle
from bench.rig.pages import Pages, served
from bench.rig.rest import API, Rest
from bench.rig.studio import Studio

_LOAD_MS = 1500.0
_LONG_TASK_MS = 50.0
_FRAMES = 60.0
_MISSED = 1.0  # frames a second: no clock of a browser is exact
_SECONDS = 4.0
_SMALL = 40  # shots of an everyday film
_STEP = 300  # px a frame: a hard fling
_CARD, _CELL = "article", "[role=gridcell][aria-selected]"
_NODE, _TILE = ".svelte-flow__node", "section[aria-label=Assets] li img"
_KEEP_TIME = """() => {
  const times = window.times = [];
  const tick = (time) => { if (window.times === times) requestAnimationFrame(tick, times.push(time)); };
  requestAnimationFrame(tick);
}"""
_SCROLL = """async ([step, milliseconds]) => {
  const scrolls = (found) => /auto|scroll/.test(getComputedStyle(found).overflowY);
  const tallest = [...document.querySelectorAll("main *")].filter(scrolls)
    .reduce((one, other) => (other.scrollHeight > one.scrollHeight ? other : one));
  window.longest = 0;
  const times = [];
  for (const began = performance.now(); performance.now() - began < milliseconds; ) {
    tallest.scrollTop = (tallest.scrollTop + step) % tallest.scrollHeight;
    times.push(await new Promise(requestAnimationFrame));
  }
  return { longest: window.longest, height: tallest.scrollHeight, times };
}"""
_LOADED = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => /\\.(js|css)$/.test(name)).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)"""


@dataclass(frozen=True)
class Size:
    shots: int
    assets: int
    nodes: int
    loads: int
    scrolls: int


FULL, QUICK = Size(5000, 10_000, 500, 7, 5), Size(500, 1000, 100, 3, 1)


def measure(studio: Studio, size: Size) -> list[Row]:
    films, rest = Films(studio.workspace), studio.rest()
    films.prepare()
    small = committed(stocked(films, "Bench Small", _SMALL)).id
    large = committed(stocked(films, "Bench Large", size.shots, size.assets)).id
    _lay_nodes(rest, small, size.nodes)
    settle(*studio.pids)
    board, assets, canvas = f"/project/{large}", f"/project/{large}/assets", f"/project/{small}/canvas"
    opened = {
        "the gallery": ("/", _CARD),
        f"a film of {_SMALL} shots": (f"/project/{small}", _CELL),
        f"a film of {size.shots:,} shots and {size.assets:,} assets": (board, _CELL),
        "its assets": (assets, _TILE),
    }
    with served(studio) as pages:
        return [
            *_loads(pages, opened, size.loads),
            _scrolled(pages, f"{size.assets:,} assets", assets, _TILE, size.scrolls),
            _scrolled(pages, f"{size.shots:,} shots", board, _CELL, size.scrolls),
            *_moved(pages, canvas, size.nodes),
        ]


def _lay_nodes(rest: Rest, film_id: str, count: int) -> None:
    path, across = f"{API}/projects/{film_id}/canvas", 25
    nodes = [
        {
            "id": f"node-{at}",
            "type": "text_to_image",
            "position": {"x": at % across * 340, "y": at // across * 420},
            "data": {"prompt": f"A ferry at dusk, {at}", "seed": at},
        }
        for at in range(count)
    ]
    rest.put_over(path, {"nodes": nodes, "edges": [], "viewport": {"x": 0, "y": 0, "zoom": 0.5}})


def _loads(pages: Pages, shown: dict[str, tuple[str, str]], count: int) -> Iterator[Row]:
    for what, (path, usable) in shown.items():
        times, sizes = zip(*(_load(pages, path, usable) for _ in range(count)), strict=True)
        code = f"{sizes[0] / 1000:,.0f} kB of code and styles come over the wire"
        note = f"the first {times[0]:.0f} ms, slowest {max(times):.0f} ms; {code}"
        bound = at_most(_LOAD_MS, "1.5 s")
        yield Row(f"First load of {what}, p50 of {count}", median(times), "ms", bound=bound, note=note)


def _load(pages: Pages, path: str, usable: str) -> tuple[float, int]:
    with pages.open(path, usable) as (page, took):
        return took, int(page.evaluate(_LOADED))


def _scrolled(pages: Pages, what: str, path: str, usable: str, count: int) -> Row:
    """The median of several runs: a task is long, too, when another program has the core meanwhile."""
    with pages.open(path, usable) as (page, _):
        page.wait_for_timeout(1000)  # the work of the first load is not the scroll's
        found: list[dict[str, Any]] = [page.evaluate(_SCROLL, [_STEP, _SECONDS * 1000]) for _ in range(count)]
    longest = [run["longest"] for run in found]
    rate = median(_rate(run["times"]) for run in found)
    note = f"the longest of all {max(longest):.0f} ms; {found[0]['height']:,} px high, {rate:.0f} frames a second"
    name, bound = f"Scroll of {what}, longest task, p50 of {count}", at_most(_LONG_TASK_MS, "50 ms")
    return Row(name, median(longest), "ms", bound=bound, note=note)


def _moved(pages: Pages, path: str, nodes: int) -> Iterator[Row]:
    """Beside as many boxes with nothing in them: what is left of the limit there, this machine's browser can't draw."""
    with pages.open(path, _NODE) as (page, _), pages.beside(boxes.PAGE.replace("COUNT", str(nodes))) as bare:
        for what, move in (("pan", _pan), ("zoom", _zoom)):
            times, plain = _frames(page, move), _frames(bare, move)
            slow = percentile([later - earlier for earlier, later in pairwise(times)], 0.95)
            yield Row(
                f"Canvas of {nodes} nodes, {what}",
                _rate(times),
                "frames/s",
                peer=f"{nodes} empty boxes",
                peer_figure=_rate(plain),
                bound=at_least(_FRAMES - _MISSED, "60, ×1 missed"),
                note=f"p95 of a frame {slow:.1f} ms",
            )


def _frames(page: Page, move: Callable[[Page], None]) -> list[float]:
    page.bring_to_front()  # a page that nobody sees is not drawn
    page.wait_for_timeout(1000)
    page.evaluate(_KEEP_TIME)
    move(page)
    return list(page.evaluate("() => window.times"))


def _pan(page: Page) -> None:
    """In circles, the button held."""
    page.mouse.move(700, 450)
    page.mouse.down()
    for step, _ in enumerate(_for(_SECONDS)):
        page.mouse.move(700 + step * 7 % 300, 450 + step * 5 % 200)
    page.mouse.up()


def _zoom(page: Page) -> None:
    """Out until all is in sight, and in again."""
    page.mouse.move(700, 450)
    for step, _ in enumerate(_for(_SECONDS)):
        page.mouse.wheel(0, 40 if step // 60 % 2 == 0 else -40)


def _for(seconds: float) -> Iterator[None]:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        yield


def _rate(times: Sequence[float]) -> float:
    """Frames a second, of their times in milliseconds."""
    return 1000 * (len(times) - 1) / (times[-1] - times[0])
