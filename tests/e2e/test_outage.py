"""Backend, worker and Redis die under open pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser.faults import Faults
from tests.e2e.browser.site import Site
from tests.e2e.browser.steps import add_node, generate, saved, shows_picture
from tests.support.clients.calls import API, told

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PROMPT = "Wide, storm: two people in a rowboat, lightning over the sea"
PAUSED = "Live updates are paused"
# An outage may be shorter than the pauses between two looks of a test.
_WATCH = """(words) => {
  window.seen = new Promise((resolve) => {
    const look = () => document.body.textContent.includes(words) && resolve();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}"""


@pytest.fixture(autouse=True)
def outage(faults: Faults) -> None:
    """A browser says by itself that nobody answers."""
    for words in ("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "WebSocket connection to"):
        faults.foresee(words)


def test_pages_say_so_come_back_by_themselves_and_catch_up(
    page: Page, context: BrowserContext, own_site: Site, film_id: str
) -> None:
    gallery = context.new_page()
    gallery.goto(own_site.address)
    page.goto(own_site.project(film_id, "/canvas"))
    node = add_node(page)
    generate(node, PROMPT, "premium")
    expect(node).to_have_attribute("data-status", "processing")
    own_site.kill("backend")
    expect(page.get_by_text(PAUSED)).to_be_visible()
    expect(page.get_by_text(PAUSED)).to_have_count(0)
    shows_picture(node)
    expect(page.locator("[data-connection=live]")).to_be_visible()
    name = str(own_site.film(film_id)["name"])
    expect(gallery.get_by_role("article").filter(has_text=name)).to_contain_text("1 take")


def test_what_is_typed_meanwhile_is_kept(page: Page, own_site: Site, film_id: str) -> None:
    page.goto(own_site.project(film_id, "/canvas"))
    prompt = add_node(page).locator("[data-node-prompt]")
    own_site.kill("backend")
    expect(page.get_by_text(PAUSED)).to_be_visible()
    prompt.fill(PROMPT)
    expect(page.get_by_text(PAUSED)).to_have_count(0)
    saved(page)
    page.reload()
    expect(page.locator("[data-node-prompt]")).to_have_value(PROMPT)


def test_a_killed_worker_is_made_good(page: Page, own_site: Site, film_id: str) -> None:
    page.goto(own_site.project(film_id, "/canvas"))
    node = add_node(page)
    generate(node, PROMPT, "premium")
    expect(node).to_have_attribute("data-status", "processing")
    own_site.kill("worker")
    shows_picture(node)
    expect(page.locator("[data-task-status=completed]")).to_have_count(1)
    assert own_site.task(film_id)["attempt"] == 2


def test_a_lost_redis_is_told_and_made_good(page: Page, own_site: Site, film_id: str, faults: Faults) -> None:
    faults.foresee("status of 503")
    page.goto(own_site.project(film_id, "/canvas"))
    node = add_node(page)
    saved(page)
    page.evaluate(_WATCH, PAUSED)
    own_site.kill("redis")
    page.evaluate("() => window.seen")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    expect(page.get_by_text(PAUSED)).to_have_count(0)
    generate(node, PROMPT)
    shows_picture(node)


def test_a_page_that_slept_is_right_again_by_itself(
    page: Page, context: BrowserContext, site: Site, film_id: str
) -> None:
    """Frozen as a laptop's lid freezes it: timers stand still, nothing is received."""
    page.goto(site.project(film_id))
    expect(page.locator("[data-connection=live]")).to_be_visible()
    lid = context.new_cdp_session(page)
    lid.send("Page.setWebLifecycleState", {"state": "frozen"})
    with site.client() as client:
        chapter = told(client.post(f"{API}/projects/{film_id}/chapters", json={"name": "Meanwhile"}), 201)
        told(client.post(f"{API}/projects/{film_id}/characters", json={"name": "Mara"}), 201)
    lid.send("Page.setWebLifecycleState", {"state": "active"})
    expect(page.get_by_role("treeitem").filter(has_text=chapter["name"])).to_be_visible()
    expect(page.get_by_role("link", name="Mara").first).to_be_visible()
