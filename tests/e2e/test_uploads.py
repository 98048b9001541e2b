"""Files on their way into the film."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.faults import Faults
from tests.e2e.site import Site
from tests.e2e.steps import loaded
from tests.support.disk import committed, is_pointer

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
