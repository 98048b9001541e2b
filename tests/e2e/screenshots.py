"""The pictures of the documentation: `python -m tests.e2e.screenshots [FOLDER]`, from the repository's root.

A studio of its own makes a few films first, as the storyboard pipeline draws them; nothing in the pictures is painted.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.e2e.chromium import launch
from tests.e2e.films import ASSETS, ON_CANVAS, OTHERS, RUNNING, SHOWN, FilmPlan, Picture, Shot
from tests.e2e.site import Site
from tests.e2e.steps import loaded
from tests.support.calls import API, ended, finished_assets, make_film, submit, upload
from tests.support.launched import LaunchedStack

_IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
_HAS_COME_SO_FAR = """(least) =>
  Number(document.querySelector("section[data-node-id] [role=progressbar]")?.getAttribute("aria-valuenow")) > least"""
_SIZE = ViewportSize(width=1440, height=900)
_COLUMNS, _COLUMN, _ROW = 3, 320, 400  # nodes in a row; canvas units
_VIEWPORT = {"x": 50, "y": 16, "zoom": 0.84}  # six nodes above the minimap
_TONE = 62  # per cent of a premium take: lines are drawn, tone comes in
_SLATE = 0.05  # of a frame's height, at its foot


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _IMAGES
    with tempfile.TemporaryDirectory(prefix="auteur-") as name:
        launched = LaunchedStack(Path(name))
        launched.call("up").check_returncode()
        try:
            stack = launched.stack
            _show(Site(stack.address, f"http://localhost:{stack.backend_port}", launched), folder)
        finally:
            launched.call("down").check_returncode()


def _show(site: Site, folder: Path) -> None:
    with site.client() as client, sync_playwright() as playwright:
        for plan in reversed(OTHERS):
            _make(client, plan)
        film_id = _make(client, SHOWN)
        _add_assets(client, film_id)
        _lay_canvas(client, film_id)
        browser = launch(playwright)
        _gallery(_open(browser, site.address), folder)
        _project(_open(browser, site.project(film_id)), folder)
        _canvas(_open(browser, site.project(film_id, "/canvas")), folder)
        browser.close()


def _make(client: httpx.Client, plan: FilmPlan) -> str:
    film_id = str(make_film(client, plan.name, quality=plan.quality, narrative=plan.narrative)["id"])
    for shot in plan.shots:
        _take(client, film_id, shot, node_id=f"node-{shot.seed}" if shot in ON_CANVAS else None)
    return film_id


def _take(client: httpx.Client, film_id: str, shot: Shot, **wishes: Any) -> dict[str, Any]:
    task = submit(client, film_id, shot.prompt, parameters={"seed": shot.seed}, **wishes)
    return ended(client, task["id"])


def _add_assets(client: httpx.Client, film_id: str) -> None:
    studio = str(make_film(client, "Drawn for assets", quality="standard")["id"])
    for picture in ASSETS:
        upload(client, film_id, (picture.file, _drawn(client, studio, picture)), kind=picture.shelf)
    finished_assets(client, film_id, len(ASSETS))
    client.delete(f"{API}/projects/{studio}")


def _drawn(client: httpx.Client, film_id: str, picture: Picture) -> bytes:
    """Without its slate; a face in a square."""
    task = _take(client, film_id, picture.shot)
    frame = Image.open(io.BytesIO(client.get(client.get(f"{API}/takes/{task['take_id']}").json()["url"]).content))
    width, height = frame.width, round(frame.height * (1 - _SLATE))
    edge = (width - height) // 2 if picture.shelf == "characters" else 0
    cut = io.BytesIO()
    frame.crop((edge, 0, width - edge, height)).save(cut, "PNG")
    return cut.getvalue()


def _lay_canvas(client: httpx.Client, film_id: str) -> None:
    shots = (*ON_CANVAS, RUNNING)
    canvas = {"nodes": _nodes(shots), "edges": [], "viewport": _VIEWPORT}
    address = f"{API}/projects/{film_id}/canvas"
    etag = client.get(address).headers["etag"]
    client.put(address, json=canvas, headers={"If-Match": etag}).raise_for_status()


def _nodes(shots: Sequence[Shot]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"node-{shot.seed}",
            "type": "text_to_image",
            "position": {"x": index % _COLUMNS * _COLUMN, "y": index // _COLUMNS * _ROW},
            "data": {"prompt": shot.prompt, "quality_preset": None, "seed": shot.seed},
        }
        for index, shot in enumerate(shots)
    ]


def _open(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport=_SIZE, reduced_motion="reduce", color_scheme="dark")
    page.goto(address)
    expect(page.locator("[data-connection=live]")).to_be_visible()
    return page


def _gallery(page: Page, folder: Path) -> None:
    posters = page.get_by_role("article").locator("img")
    expect(posters).to_have_count(1 + sum(bool(plan.shots) for plan in OTHERS))
    for index in range(posters.count()):
        posters.nth(index).scroll_into_view_if_needed()
        loaded(posters.nth(index))
    page.mouse.wheel(0, -10_000)
    _keep(page, folder, "gallery")
    page.get_by_role("button", name="New Project").first.click()
    page.locator('input[name="name"]').fill("The Long Tide")
    _keep(page, folder, "new-project")


def _project(page: Page, folder: Path) -> None:
    for picture in page.locator("main img").all():
        loaded(picture)
    _keep(page, folder, "project")


def _canvas(page: Page, folder: Path) -> None:
    running = page.locator(f'section[data-node-id="node-{RUNNING.seed}"]')
    for shot in ON_CANVAS:
        loaded(page.locator(f'section[data-node-id="node-{shot.seed}"] .output-preview'))
    running.get_by_role("combobox", name="Tier").select_option("premium")
    running.locator("header").click()
    page.get_by_role("toolbar", name="Canvas").get_by_role("button", name="Generate").click()
    page.wait_for_function(_HAS_COME_SO_FAR, arg=_TONE)
    loaded(running.locator(".live-preview"))
    _keep(page, folder, "canvas")


def _keep(page: Page, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")


if __name__ == "__main__":
    main()
