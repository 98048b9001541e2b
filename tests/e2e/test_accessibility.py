"""Every screen, in both themes, before axe-core (WCAG 2.2 A and AA)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser.axe import violations
from tests.e2e.browser.site import Site, free_name
from tests.support.clients.calls import (
    API,
    ended,
    finished_assets,
    make_film,
    submit,
    told,
    upload,
)
from tests.support.films.casting import picture

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def furnished(site: Site) -> str:
    """The id of a film with something on every screen."""
    with site.client() as client:
        film_id = str(make_film(client, free_name("The Last Ferry"), quality="draft")["id"])
        address = f"{API}/projects/{film_id}"
        _write_story(client, address)
        character = told(
            client.post(
                f"{address}/characters",
                json={"name": "Mara", "description": "a wool coat"},
            ),
            201,
        )
        upload(client, film_id, ("harbour.png", picture((320, 180))), kind="locations")
        finished_assets(client, film_id, 1)
        shot_id = client.get(f"{address}/story").json()["chapters"][0]["scenes"][0]["shots"][0]["id"]
        ended(client, submit(client, film_id, shot_id=shot_id, node_id="ask")["id"])
        _lay_canvas(client, address, character["assetId"])
    return film_id


def _write_story(client: httpx.Client, address: str) -> None:
    chapter = told(client.get(f"{address}/story"))["chapters"][0]
    wanted = {
        "chapter_id": chapter["id"],
        "slug": "EXT. PIER - DUSK",
        "synopsis": "She does not go.",
    }
    scene = told(client.post(f"{address}/scenes", json=wanted), 201)
    for action in ("She turns.", ""):
        told(
            client.post(f"{address}/shots", json={"scene_id": scene["id"], "action": action}),
            201,
        )


def _lay_canvas(client: httpx.Client, address: str, character_id: str) -> None:
    kinds = {
        "cast": "character",
        "ask": "text_to_image",
        "place": "location",
        "look": "style",
        "out": "output",
    }
    data: dict[str, dict[str, Any]] = {
        "cast": {"character_id": character_id},
        "ask": {"prompt": "A ferry"},
    }
    nodes = [
        {
            "id": each,
            "type": kind,
            "position": {"x": at % 2 * 320, "y": at // 2 * 320},
            "data": data.get(each, {}),
        }
        for at, (each, kind) in enumerate(kinds.items())
    ]
    wire = {
        "source": "cast",
        "source_handle": "character",
        "target": "ask",
        "target_handle": "character",
    }
    canvas = {
        "nodes": nodes,
        "edges": [{"id": "wire", **wire}],
        "viewport": {"x": 20, "y": 20, "zoom": 1},
    }
    etag = client.get(f"{address}/canvas").headers["etag"]
    client.put(f"{address}/canvas", json=canvas, headers={"If-Match": etag}).raise_for_status()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_axe_finds_nothing_on_any_screen(context: BrowserContext, site: Site, furnished: str, theme: str) -> None:
    context.add_cookies([{"name": "auteur-theme", "value": theme, "url": site.address}])
    page = context.new_page()
    found = {name: violations(page) for name in _screens(page, site, furnished)}
    assert {name: faults for name, faults in found.items() if faults} == {}


def _screens(page: Page, site: Site, film_id: str) -> Iterator[str]:
    """The name of each, once it is on the page."""
    page.goto(site.address)
    expect(page.get_by_role("article").first).to_be_visible()
    yield "gallery"
    page.get_by_role("button", name="New Project").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "new project"
    page.goto(f"{site.address}/system")
    expect(page.get_by_role("region", name="Runners")).to_contain_text("at work")
    yield "system"
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Search or run")).to_be_focused()
    yield "palette"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    yield "keys"
    page.goto(f"{site.address}/dev/components")
    expect(page.get_by_role("heading", name="Components")).to_be_visible()
    yield "components"
    yield from _of_film(page, site, film_id)


def _of_film(page: Page, site: Site, film_id: str) -> Iterator[str]:
    page.goto(site.project(film_id))
    views = page.get_by_role("navigation", name="Views of the film").get_by_role("link")
    expect(views.first).to_be_visible()
    for view in views.all_text_contents():
        views.filter(has_text=view).click()
        expect(views.filter(has_text=view)).to_have_attribute("aria-current", "page")
        yield view
    views.filter(has_text="Characters").click()
    page.get_by_role("main").get_by_role("link", name="Mara").last.click()
    expect(page.get_by_role("button", name="Train LoRA")).to_be_visible()
    yield "character"
    page.goto(site.project(film_id, "/canvas"))
    expect(page.locator("section[data-node-id]")).to_have_count(5)
    yield "canvas"
    page.get_by_role("button", name="Add another node").click()
    expect(page.get_by_role("menu")).to_be_visible()
    yield "a menu"
    yield from _in_trouble(page, site, film_id)


def _in_trouble(page: Page, site: Site, film_id: str) -> Iterator[str]:
    """Someone else wrote the same field meanwhile; and nobody answers."""
    with site.client() as client:
        address = f"{API}/projects/{film_id}"
        scene_id = client.get(f"{address}/story").json()["chapters"][0]["scenes"][0]["id"]
        page.goto(site.project(film_id, f"/scene?scene={scene_id}"))
        synopsis = page.get_by_label("Synopsis").first
        synopsis.fill("She goes after all.")
        told(client.patch(f"{address}/scenes/{scene_id}", json={"synopsis": free_name("She stays")}))
        synopsis.blur()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "conflict"
    page.route_web_socket("**/ws/**", lambda socket: socket.close())
    page.goto(site.project(film_id))
    expect(page.get_by_text("Live updates are paused")).to_be_visible()
    yield "paused"
