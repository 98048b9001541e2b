"""Nodes whose forms are made from function templates."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser.site import Site
from tests.e2e.browser.steps import add_node, generate, saved, shows_picture
from tests.support.clients.calls import finished_assets, upload
from tests.support.films.casting import picture

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PROMPT = "Wide: a lighthouse on a cliff in a storm"


def inspector(page: Page) -> Locator:
    return page.get_by_role("region", name="Node")


def test_the_inspector_asks_for_what_the_template_knows(page: Page, site: Site, film_id: str) -> None:
    page.goto(site.project(film_id, "/canvas"))
    node = add_node(page)
    steps = inspector(page).get_by_label("Steps")
    expect(steps).to_have_attribute("placeholder", "20")
    steps.fill("500")
    expect(inspector(page).get_by_text("At most 200.")).to_be_visible()
    steps.fill("3")
    inspector(page).get_by_label("Width").fill("320")
    inspector(page).get_by_label("Height").fill("180")
    generate(node, PROMPT)
    shows_picture(node)
    asked = site.task(film_id)
    assert asked["template_id"] == "image_generation_v1"
    assert {"steps": 3, "width": 320, "height": 180}.items() <= dict(asked["parameters"]).items()  # type: ignore[call-overload]
    saved(page)
    page.reload()
    page.locator("section[data-node-id]").locator("header").click()
    expect(inspector(page).get_by_label("Width").first).to_have_value("320")


def test_a_picture_of_the_film_is_moved_by_a_node_of_another_template(page: Page, site: Site, film_id: str) -> None:
    with site.client() as client:
        upload(client, film_id, ("harbour.png", picture((640, 360))))
        (asset,) = finished_assets(client, film_id, 1)
    page.goto(site.project(film_id, "/canvas"))
    page.get_by_role("button", name="Add another node").click()
    page.get_by_role("menuitem", name="Image to Video").click()
    node = page.locator("section[data-node-id][aria-label='Image to Video']")
    inspector(page).get_by_label("Picture").select_option(label="harbour.png")
    inspector(page).get_by_label("Move").select_option("pan")
    inspector(page).get_by_label("Duration").fill("0.5")
    page.get_by_role("toolbar", name="Canvas").get_by_role("button", name="Generate").click()
    shows_picture(node)
    asked = site.task(film_id)
    assert asked["type"] == "image_to_video"
    expected = {"source": f"asset://{asset['id']}", "move": "pan", "duration": 0.5, "fps": 12}
    assert expected.items() <= dict(asked["parameters"]).items()  # type: ignore[call-overload]
