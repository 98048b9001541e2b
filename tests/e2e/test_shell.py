"""What lies around every page: the palette, the list of keys, the panels, the system page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser.site import Site
from tests.support.clients.calls import API

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

# As soon as the film shows the sign: no hand is as quick, but a hand may be as unlucky.
_LEAVE = """(sign) => {
  window.left = new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (location.pathname === '/' || !document.querySelector(sign)) return;
      watch.disconnect();
      document.querySelector('a[aria-label="All films"]').click();
      resolve();
    });
    watch.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}"""


def ask(page: Page, words: str) -> None:
    """The palette runs what it finds first."""
    page.keyboard.press("Control+k")
    palette = page.get_by_role("combobox", name="Search or run")
    expect(palette).to_be_focused()
    palette.fill(words)
    palette.press("Enter")
    expect(palette).to_have_count(0)


def live(page: Page) -> Locator:
    return page.locator("[data-connection=live]")


def test_one_goes_everywhere_by_the_keyboard_alone(page: Page, site: Site, film_id: str) -> None:
    page.goto(site.address)
    expect(live(page)).to_be_visible()
    ask(page, str(site.film(film_id)["name"]))
    page.wait_for_url(site.project(film_id))
    expect(live(page)).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Ctrl B")
    page.keyboard.press("Escape")
    panel = page.get_by_role("button", name="Story and assets")
    expect(panel).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Control+b")
    expect(panel).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(panel).to_have_attribute("aria-pressed", "false")
    ask(page, "new project")
    expect(page.locator('input[name="name"]')).to_be_focused()


@pytest.mark.parametrize("sign", ["[data-connection=connecting]", ".desk"])
def test_one_leaves_a_film_before_it_has_come(page: Page, site: Site, film_id: str, sign: str) -> None:
    """While its socket connects, or its panels are measured; a browser that had a word to say of it would fail this."""
    film = page.get_by_role("article").filter(has_text=str(site.film(film_id)["name"]))
    page.goto(site.address)
    for _ in range(5):
        expect(live(page)).to_be_visible()
        page.evaluate(_LEAVE, sign)
        film.get_by_role("link").first.click()
        page.evaluate("window.left")
        page.wait_for_url(f"{site.address}/")
    page.wait_for_timeout(500)


def test_the_pages_server_says_that_it_is_well(page: Page, site: Site) -> None:
    assert page.request.get(f"{site.address}/health").status == 200


def test_the_machinery_is_shown_as_it_is(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/system")
    expect(page.get_by_role("region", name="Runners")).to_contain_text("storyboard")
    expect(page.get_by_role("region", name="Health")).to_contain_text("Git LFS")
    expect(page.get_by_role("region", name="Storage")).to_contain_text("free of")
    held = page.get_by_text("The queue is paused:")
    with site.client() as client:
        try:
            client.post(f"{API}/queue/pause").raise_for_status()
            expect(held).to_be_visible()
        finally:
            client.post(f"{API}/queue/resume").raise_for_status()
    expect(held).to_have_count(0)


def test_a_dialog_outlives_the_panel_that_the_window_gets_too_narrow_for(page: Page, site: Site, film_id: str) -> None:
    page.goto(site.project(film_id))
    tree = page.get_by_role("tree", name="Story")
    expect(tree.get_by_role("treeitem").nth(1)).to_be_visible()
    expect(page.locator("[data-connection=live]")).to_be_visible()
    tree.focus()
    for key in ("Home", "ArrowDown", "Delete"):
        tree.press(key)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for width in (1024, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("() => new Promise(requestAnimationFrame)")
        expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Keep it").click()
    expect(dialog).to_have_count(0)
    expect(tree).to_have_count(0)
