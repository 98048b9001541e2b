"""Two people's browsers on one film: whatever changes is seen by both, without a reload."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.browser.faults import Faults
from tests.e2e.browser.site import Site, free_name
from tests.e2e.browser.steps import loaded
from tests.support.clients.calls import API, ended, finished_assets, make_film, submit, told, upload

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

See = Callable[[Callable[[Page], None]], None]
Open = Callable[[str], None]


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    """Somebody who changes things."""
    with site.client() as found:
        yield found


@pytest.fixture
def film(film_id: str) -> str:
    return f"{API}/projects/{film_id}"


@pytest.fixture
def pages(context: BrowserContext, browser: Browser, site: Site) -> Iterator[list[Page]]:
    """Of two browsers: they share no cookie and no cache."""
    another = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    found = Faults(another, site)
    yield [context.new_page(), another.new_page()]
    another.close()
    assert found.unforeseen == []


@pytest.fixture
def see(pages: list[Page]) -> See:
    def both(look: Callable[[Page], None]) -> None:
        for page in pages:
            look(page)

    return both


@pytest.fixture
def show(pages: list[Page], site: Site, film_id: str) -> Open:
    """A view of the film in both, live."""

    def opened(view: str) -> None:
        for page in pages:
            page.goto(site.project(film_id, view))
            expect(page.locator("[data-connection=live]")).to_be_visible()

    return opened


def rows(page: Page, words: str) -> Any:
    """Of the tree."""
    return page.get_by_role("treeitem").filter(has_text=words)


def cells(page: Page) -> Any:
    """Of the board."""
    return page.get_by_role("grid", name="Shots").get_by_role("gridcell", name=re.compile("SH0"))


def change(response: httpx.Response) -> dict[str, Any]:
    return told(response, response.status_code if response.is_success else 200)


def test_films(pages: list[Page], see: See, site: Site, client: httpx.Client) -> None:
    name, renamed = free_name("Alraune"), free_name("Anders als die Andern")
    for page in pages:
        page.goto(site.address)
        expect(page.locator("[data-connection=live]")).to_be_visible()
    film = make_film(client, name, quality="draft")
    see(lambda page: expect(page.get_by_role("article").filter(has_text=name)).to_be_visible())
    change(client.patch(f"{API}/projects/{film['id']}", json={"name": renamed}))
    see(lambda page: expect(page.get_by_role("article").filter(has_text=renamed)).to_be_visible())
    client.delete(f"{API}/projects/{film['id']}").raise_for_status()
    see(lambda page: expect(page.get_by_role("article").filter(has_text=renamed)).to_have_count(0))


def test_the_story(see: See, show: Open, client: httpx.Client, film: str) -> None:
    show("")
    chapter = change(client.post(f"{film}/chapters", json={"name": "Departure"}))
    see(lambda page: expect(rows(page, "Departure")).to_be_visible())
    change(client.patch(f"{film}/chapters/{chapter['id']}", json={"name": "Arrival"}))
    see(lambda page: expect(rows(page, "Arrival")).to_be_visible())
    scene = change(client.post(f"{film}/scenes", json={"chapter_id": chapter["id"], "slug": "EXT. QUAY - DUSK"}))
    see(lambda page: expect(page.get_by_role("main")).to_contain_text("EXT. QUAY - DUSK"))
    change(client.patch(f"{film}/scenes/{scene['id']}", json={"slug": "INT. FERRY - NIGHT"}))
    see(lambda page: expect(page.get_by_role("main")).to_contain_text("INT. FERRY - NIGHT"))
    shots = [
        change(client.post(f"{film}/shots", json={"scene_id": scene["id"], "action": action}))
        for action in ("She waits.", "The ferry leaves.")
    ]
    see(lambda page: expect(cells(page)).to_contain_text(["She waits.", "The ferry leaves."]))
    change(client.patch(f"{film}/shots/{shots[0]['id']}", json={"action": "He waits."}))
    see(lambda page: expect(cells(page).first).to_contain_text("He waits."))
    change(client.post(f"{film}/story/move", json={"id": shots[1]["id"], "before": shots[0]["id"]}))
    see(lambda page: expect(cells(page)).to_contain_text(["The ferry leaves.", "He waits."]))
    client.delete(f"{film}/shots/{shots[0]['id']}").raise_for_status()
    see(lambda page: expect(cells(page)).to_have_count(1))
    client.delete(f"{film}/scenes/{scene['id']}").raise_for_status()
    see(lambda page: expect(rows(page, "INT. FERRY - NIGHT")).to_have_count(0))


def test_a_screenplay(see: See, show: Open, client: httpx.Client, film: str) -> None:
    show("")
    script = b"INT. LAMP ROOM - NIGHT\n\nMARA\nIt turns again.\n"
    change(client.post(f"{film}/screenplay", files={"file": ("lamp.fountain", script)}))
    see(lambda page: expect(rows(page, "INT. LAMP ROOM - NIGHT")).to_be_visible())


def test_what_the_film_is_like(see: See, show: Open, client: httpx.Client, film: str) -> None:
    show("")
    change(client.patch(film, json={"look": "wet plate, long shadows"}))
    see(lambda page: expect(page.get_by_label("Look of the film")).to_have_value("wet plate, long shadows"))


def test_characters(see: See, show: Open, client: httpx.Client, film: str) -> None:
    show("/characters")
    character = change(client.post(f"{film}/characters", json={"name": "Mara"}))
    see(lambda page: expect(page.get_by_role("main").get_by_role("link", name="Mara").first).to_be_visible())
    address = f"{film}/characters/{character['assetId']}"
    change(client.patch(address, json={"name": "Nora"}))
    see(lambda page: expect(page.get_by_role("main").get_by_role("link", name="Nora").first).to_be_visible())
    client.delete(address).raise_for_status()
    see(lambda page: expect(page.get_by_text("No characters yet")).to_be_visible())


def test_assets(see: See, show: Open, client: httpx.Client, film_id: str, film: str) -> None:
    show("/assets")
    upload(client, film_id, ("harbour.png", png()), kind="locations")
    see(lambda page: loaded(tile(page, "harbour.png").locator("img")))
    [asset] = finished_assets(client, film_id, 1)
    change(client.patch(f"{film}/assets/{asset['id']}", json={"name": "quay.png"}))
    see(lambda page: expect(tile(page, "quay.png")).to_be_visible())
    client.delete(f"{film}/assets/{asset['id']}").raise_for_status()
    see(lambda page: expect(page.get_by_text("No assets yet")).to_be_visible())


def test_tasks_and_the_queue(see: See, show: Open, client: httpx.Client, film_id: str) -> None:
    show("")
    change(client.post(f"{API}/queue/pause"))
    try:
        see(lambda page: expect(page.get_by_role("button", name="Resume").first).to_be_visible())
        tasks = [submit(client, film_id, prompt) for prompt in ("The first wave", "The second wave")]
        see(lambda page: expect(waiting(page)).to_contain_text(["The first wave", "The second wave"]))
        change(client.post(f"{API}/tasks/{tasks[1]['id']}/move", json={"to": "first"}))
        see(lambda page: expect(waiting(page)).to_contain_text(["The second wave", "The first wave"]))
        change(client.post(f"{API}/tasks/{tasks[0]['id']}/cancel"))
        see(lambda page: expect(page.locator("[data-task-status=cancelled]")).to_have_count(1))
    finally:
        change(client.post(f"{API}/queue/resume"))
    see(lambda page: expect(page.locator("[data-task-status=completed]")).to_contain_text(["The second wave"]))


def test_takes(see: See, show: Open, client: httpx.Client, film_id: str, film: str) -> None:
    chapter = client.get(f"{film}/story").json()["chapters"][0]
    scene = change(client.post(f"{film}/scenes", json={"chapter_id": chapter["id"], "slug": "EXT. QUAY - DUSK"}))
    shot = change(client.post(f"{film}/shots", json={"scene_id": scene["id"], "action": "She waits."}))
    show(f"/takes?shot={shot['id']}")
    takes = [ended(client, submit(client, film_id, shot_id=shot["id"])["id"])["take_id"] for _ in range(2)]
    see(lambda page: expect(frames(page)).to_have_count(2))
    see(lambda page: loaded(frames(page).last.locator("img")))
    change(client.post(f"{API}/takes/{takes[0]}/select"))
    see(lambda page: expect(rows(page, "She waits.").get_by_role("img", name="A take is chosen")).to_be_visible())
    change(client.patch(f"{API}/takes/{takes[1]}", json={"rating": 4}))
    see(lambda page: expect(frames(page).filter(has_text="4/5")).to_have_count(1))
    client.delete(f"{API}/takes/{takes[1]}").raise_for_status()
    see(lambda page: expect(frames(page)).to_have_count(1))


def test_the_canvas(see: See, show: Open, client: httpx.Client, film: str) -> None:
    show("/canvas")
    node = {"id": "ask", "type": "text_to_image", "position": {"x": 40, "y": 40}, "data": {"prompt": "A ferry"}}
    save(client, film, [node])
    see(lambda page: expect(page.locator("[data-node-prompt]")).to_have_value("A ferry"))
    save(client, film, [{**node, "data": {"prompt": "A lighthouse"}}])
    see(lambda page: expect(page.locator("[data-node-prompt]")).to_have_value("A lighthouse"))
    save(client, film, [])
    see(lambda page: expect(page.get_by_text("An empty canvas")).to_be_visible())


def test_the_cut(see: See, show: Open, client: httpx.Client, film: str) -> None:
    chapter = client.get(f"{film}/story").json()["chapters"][0]
    scene = change(client.post(f"{film}/scenes", json={"chapter_id": chapter["id"], "slug": "EXT. QUAY - DUSK"}))
    for action in ("She waits.", "The ferry leaves."):
        change(client.post(f"{film}/shots", json={"scene_id": scene["id"], "action": action}))
    show("/cut")
    see(lambda page: expect(page.get_by_text("2 clips")).to_be_visible())
    found = client.get(f"{film}/cut")
    wish = {"clips": found.json()["clips"][:1], "music": []}
    change(client.put(f"{film}/cut", json=wish, headers={"If-Match": found.headers["etag"]}))
    see(lambda page: expect(page.get_by_text("1 clip ")).to_be_visible())


def png() -> bytes:
    found = io.BytesIO()
    Image.new("RGB", (320, 180), "steelblue").save(found, "PNG")
    return found.getvalue()


def tile(page: Page, name: str) -> Any:
    """Among the assets."""
    return page.get_by_role("main").get_by_role("button", name=name)


def waiting(page: Page) -> Any:
    """In the progress area, in the order of the queue."""
    return page.locator("[data-task-status=pending]")


def frames(page: Page) -> Any:
    return page.get_by_role("group", name="Takes").get_by_role("button")


def save(client: httpx.Client, film: str, nodes: list[dict[str, Any]]) -> None:
    canvas = {"nodes": nodes, "edges": [], "viewport": {"x": 20, "y": 20, "zoom": 1}}
    etag = client.get(f"{film}/canvas").headers["etag"]
    client.put(f"{film}/canvas", json=canvas, headers={"If-Match": etag}).raise_for_status()
