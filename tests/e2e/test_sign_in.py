"""A studio that asks for its access token."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser.axe import violations
from tests.e2e.browser.faults import Faults
from tests.e2e.browser.site import Site, free_name
from tests.e2e.browser.steps import add_node, generate, make_film, shows_picture
from tests.support.clients.browsing import TOKEN
from tests.support.studios.launched import LaunchedStack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if os.environ.get("TEST_MODE") == "e2e":
        pytest.skip("this studio's settings are somebody else's")
    launched = LaunchedStack(tmp_path_factory.mktemp("guarded"))
    launched.variables["AUTEUR_ACCESS_TOKEN"] = TOKEN
    launched.call("up").check_returncode()
    yield Site(launched.stack.address, f"http://localhost:{launched.stack.backend_port}", launched)
    launched.call("down").check_returncode()


@pytest.fixture(autouse=True)
def refusals(faults: Faults) -> None:
    """A browser says by itself that it was refused, or that nobody answers."""
    for words in ("status of 401", "WebSocket connection to", "ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET"):
        faults.foresee(words)


def sign_in(page: Page, token: str = TOKEN) -> None:
    page.get_by_label("Access token").fill(token)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_axe_finds_nothing_where_one_signs_in_and_no_film_is_yet(
    context: BrowserContext, site: Site, theme: str
) -> None:
    context.add_cookies([{"name": "auteur-theme", "value": theme, "url": site.address}])
    page = context.new_page()
    page.goto(site.address)
    expect(page.get_by_label("Access token")).to_be_focused()
    sign_in(page, "not the token")
    expect(page.get_by_text("This is not the studio's access token.")).to_be_visible()
    assert violations(page) == []
    sign_in(page)
    expect(page.get_by_role("button", name="New Project").first).to_be_visible()
    assert page.get_by_role("article").count() == 0
    assert violations(page) == []


def test_who_knows_the_token_works_as_ever_and_stays_signed_in(page: Page, site: Site) -> None:
    page.goto(site.address)
    sign_in(page, "not the token")
    expect(page.get_by_text("This is not the studio's access token.")).to_be_visible()
    sign_in(page)
    film = make_film(page, free_name("Nosferatu"))
    page.goto(site.project(film, "/canvas"))
    node = add_node(page)
    generate(node, "Wide, night: a lighthouse over the sea", "draft")
    shows_picture(node)
    expect(page.locator("[data-connection=live]")).to_be_visible()


def test_a_films_page_asks_first_and_is_shown_then(page: Page, site: Site) -> None:
    page.goto(site.address)
    sign_in(page)
    film = make_film(page, free_name("Nosferatu"))
    page.context.clear_cookies()
    page.goto(site.project(film))
    expect(page.get_by_label("Access token")).to_be_visible()
    sign_in(page)
    expect(page.get_by_role("heading", level=1, name="Nosferatu")).to_be_visible()
    expect(page.locator("[data-connection=live]")).to_be_visible()


def test_a_session_that_ends_under_an_open_page_asks_again(page: Page, site: Site) -> None:
    page.goto(site.address)
    sign_in(page)
    expect(page.locator("[data-connection=live]")).to_be_visible()
    page.context.clear_cookies()
    site.kill("backend")
    expect(page.get_by_label("Access token")).to_be_visible()


def test_one_says_a_name_and_signs_out(page: Page, site: Site) -> None:
    page.goto(site.address)
    sign_in(page)
    page.get_by_title("Your name here").click()
    page.get_by_label("Name").fill("Mara")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Mara")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Mara").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Access token")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Access token")).to_be_visible()
