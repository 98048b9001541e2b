"""A canvas that is left, come back to, and looked at from two sides."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser.faults import Faults
from tests.e2e.browser.site import Site
from tests.e2e.browser.steps import add_node, generate, saved, shows_picture
from tests.support.clients.calls import API, submit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PROMPT = "Extreme wide: a lone rider on horseback crosses the dunes at sunset"


def test_a_reload_on_the_way_keeps_prompt_and_progress(page: Page, site: Site, film_id: str) -> None:
    page.goto(site.project(film_id, "/canvas"))
    node = add_node(page)
    with site.client() as client:
        client.post(f"{API}/queue/pause").raise_for_status()
        try:
            generate(node, PROMPT, "premium")
            expect(node).to_have_attribute("data-status", "queued")
            saved(page)
            page.reload()
            node = page.locator("section[data-node-id]")
            expect(node).to_have_attribute("data-status", "queued")
            expect(node.get_by_role("progressbar")).to_be_visible()
        finally:
            client.post(f"{API}/queue/resume").raise_for_status()
    expect(node.locator("[data-node-prompt]")).to_have_value(PROMPT)
    shows_picture(node)


def test_a_finished_canvas_is_there_again(page: Page, site: Site, film_id: str) -> None:
    page.goto(site.project(film_id, "/canvas"))
    node = add_node(page)
    generate(node, PROMPT)
    shows_picture(node)
    saved(page)
    page.reload()
    shows_picture(page.locator("section[data-node-id]"))


def test_a_second_tab_sees_the_node_and_its_picture(
    page: Page, context: BrowserContext, site: Site, film_id: str
) -> None:
    other = context.new_page()
    for tab in (page, other):
        tab.goto(site.project(film_id, "/canvas"))
    generate(add_node(page), PROMPT)
    shows_picture(page.locator("section[data-node-id]"))
    shows_picture(other.locator("section[data-node-id]"))


def test_a_stopped_take_leaves_the_node_ready(page: Page, site: Site, film_id: str) -> None:
    page.goto(site.project(film_id, "/canvas"))
    node = add_node(page)
    generate(node, PROMPT, "premium")
    node.get_by_role("button", name="Stop").click()
    expect(node).to_have_attribute("data-status", "idle")
    expect(page.locator("[data-task-status=cancelled]")).to_have_count(1)
    generate(node, PROMPT, "draft")
    shows_picture(node)


def test_what_another_program_asks_for_shows_in_the_progress_area(page: Page, site: Site, film_id: str) -> None:
    page.goto(site.project(film_id))
    with site.client() as client:
        submit(client, film_id, PROMPT, node_id="elsewhere")
    shows_picture(page.locator('[data-node-id="elsewhere"][data-status]'))


def test_an_empty_prompt_is_asked_for_at_the_node(page: Page, site: Site, film_id: str, faults: Faults) -> None:
    faults.foresee("422")
    page.goto(site.project(film_id, "/canvas"))
    node = add_node(page)
    generate(node, "")
    expect(node.locator(".error")).to_contain_text("prompt")
    expect(node).to_have_attribute("data-status", "idle")
