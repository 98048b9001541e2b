"""Files on their way into the film."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.e2e.browser.faults import Faults
from tests.e2e.browser.site import Site
from tests.e2e.browser.steps import loaded
from tests.support.films.disk import committed, is_pointer

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def picture() -> bytes:
    found = io.BytesIO()
    Image.new("RGB", (320, 180), "steelblue").save(found, "PNG")
    return found.getvalue()


def test_a_chosen_file_becomes_an_asset_in_every_tab(
    page: Page, context: BrowserContext, site: Site, film_id: str
) -> None:
    other = context.new_page()
    for tab in (page, other):
        tab.goto(site.project(film_id, "/assets"))
        expect(tab.get_by_text("No assets yet")).to_be_visible()
    page.locator('input[type="file"]').set_input_files(
        {"name": "harbour.png", "mimeType": "image/png", "buffer": picture()}
    )
    expect(page.locator('.upload-item[data-status="completed"]')).to_contain_text("harbour.png")
    for tab in (page, other):
        tile = tab.get_by_role("main").get_by_role("button", name="harbour.png")
        loaded(tile.locator("img"))
    if site.workspace:
        film = site.workspace / str(site.film(film_id)["folder"])
        committed(film)
        (stored,) = (film / "01_Assets").rglob("harbour*.png")
        assert stored.read_bytes() == picture()
        assert is_pointer(film, stored.relative_to(film).as_posix())


def test_a_refused_file_says_why(page: Page, site: Site, film_id: str, faults: Faults) -> None:
    faults.foresee("422")
    page.goto(site.project(film_id, "/assets"))
    page.locator('input[type="file"]').set_input_files(
        {"name": ".gitattributes", "mimeType": "text/plain", "buffer": b"* -filter"}
    )
    item = page.locator('.upload-item[data-status="failed"]')
    expect(item).to_contain_text(".gitattributes")
    expect(item).to_contain_text("Invalid")


def test_a_large_file_goes_on_where_its_connection_was_cut(
    page: Page, site: Site, film_id: str, faults: Faults
) -> None:
    faults.foresee("ERR_CONNECTION_RESET")
    sent: list[str] = []

    def cut_once(route: Route) -> None:
        sent.append(route.request.method)
        if sent.count("PATCH") == 1 and sent[-1] == "PATCH":
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/api/v1/uploads/*", cut_once)
    page.goto(site.project(film_id, "/assets"))
    body = random.Random(7).randbytes(12 * 2**20)
    page.locator('input[type="file"]').set_input_files(
        {"name": "room-tone.bin", "mimeType": "application/octet-stream", "buffer": body}
    )
    expect(page.locator('.upload-item[data-status="completed"]')).to_contain_text("room-tone.bin", timeout=60_000)
    assert sent.count("PATCH") > 1
    if site.workspace:
        (stored,) = (site.workspace / str(site.film(film_id)["folder"])).rglob("room-tone*.bin")
        assert stored.read_bytes() == body
