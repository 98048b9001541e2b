"""What a person does in the studio, and what they look for."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.support.waiting import eventually


def ask_for_film(page: Page, name: str, quality: str = "draft") -> None:
    """Fill the dialog in and submit it; the gallery is open."""
    page.get_by_role("button", name="New Project").first.click()
    page.locator('input[name="name"]').fill(name)
    page.locator('select[name="quality"]').select_option(quality)
    page.locator('button[type="submit"]').click()


def make_film(page: Page, name: str, quality: str = "draft") -> str:
    """The id from the new film's address."""
    ask_for_film(page, name, quality)
    page.wait_for_url(re.compile(r"/project/[^/]+$"))
    return page.url.rsplit("/", 1)[1]


def add_node(page: Page) -> Locator:
    """On a canvas."""
    nodes = page.locator("section[data-node-id][data-status]")
    expect(page.get_by_role("button", name="Add Text to Image Node").first).to_be_enabled()
    before = nodes.count()
    page.get_by_role("button", name="Add Text to Image Node").first.click()
    expect(nodes).to_have_count(before + 1)
    expect(nodes.last).to_have_attribute("data-status", "idle")
    return nodes.last


def generate(node: Locator, prompt: str, quality: str | None = None) -> None:
    node.locator("[data-node-prompt]").fill(prompt)
    if quality:
        node.get_by_role("combobox", name="Tier").select_option(quality)
    node.page.get_by_role("toolbar", name="Canvas").get_by_role("button", name="Generate").click()


def saved(page: Page) -> None:
    """The canvas, with all that was typed."""
    expect(page.get_by_role("status").filter(has_text=re.compile(r"^Saved"))).to_be_visible()


def shows_picture(node: Locator) -> None:
    """Finished, and drawn by the browser, not only named by the page."""
    expect(node).to_have_attribute("data-status", "completed")
    loaded(node.locator(".output-preview"))


def loaded(picture: Locator) -> None:
    image = picture.locator("xpath=descendant-or-self::img").first
    expect(image).to_be_visible()
    assert eventually(lambda: image.evaluate("image => image.complete && image.naturalWidth > 0"))
