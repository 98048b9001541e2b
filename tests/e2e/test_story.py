"""A scene from its first word to chosen takes, as a person makes it, with a second tab that looks on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.browser.site import Site
from tests.e2e.browser.steps import loaded

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SHOTS = (
    "Wide: a ferry at the quay at dusk, lamps coming on",
    "Close-up: a woman in a red coat on the gangway",
)


def add(page: Page, kind: str, name: str) -> None:
    """Behind what is selected in the tree, and named where it stands."""
    page.get_by_role("button", name="Add to the story").click()
    page.get_by_role("menuitem", name=f"New {kind}").click()
    field = page.get_by_role("textbox", name=re.compile("^Name of"))
    field.fill(name)
    field.press("Enter")
    expect(page.get_by_role("treeitem").filter(has_text=name)).to_be_visible()


def cells(page: Page) -> Locator:
    """The shots on the board."""
    return page.get_by_role("grid", name="Shots").get_by_role("gridcell", name=re.compile("SH0"))


def test_a_scene_from_its_first_word_to_a_chosen_take(
    page: Page, context: BrowserContext, site: Site, film_id: str
) -> None:
    other = context.new_page()
    for tab in (page, other):
        tab.goto(site.project(film_id))
        expect(tab.get_by_text("No scenes yet")).to_be_visible()

    add(page, "chapter", "Departure")
    add(page, "scene", "EXT. HARBOUR — DUSK")
    for action in SHOTS:
        add(page, "shot", action)
    expect(cells(other)).to_contain_text(["SH010", "SH020"])

    page.get_by_role("grid", name="Shots").focus()
    for key in ("Home", "Shift+ArrowRight"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="Generate 2 shots")).to_be_visible()
    page.keyboard.press("g")
    for tab in (page, other):
        for shot in range(2):
            loaded(cells(tab).nth(shot).locator("img"))

    page.get_by_role("grid", name="Shots").focus()
    for key in ("Home", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(re.compile(r"/takes\?shot="))
    expect(page.get_by_role("group", name="Takes").get_by_role("button")).to_have_count(1)
    page.keyboard.press("4")
    expect(page.get_by_role("button", name="Rate 4").first).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Chosen").first).to_be_visible()
    expect(cells(other).first.get_by_role("img", name="A take is chosen")).to_be_visible()

    page.get_by_role("treeitem").filter(has_text=SHOTS[1]).click()
    page.keyboard.press("Alt+ArrowUp")
    expect(cells(other)).to_contain_text(["SH020", "SH010"])
    page.reload()
    expect(page.get_by_role("region", name="Shot").get_by_label("Action")).to_have_value(SHOTS[1])
