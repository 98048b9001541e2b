from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.e2e.browser.chromium import launch
from tests.e2e.browser.faults import Faults
from tests.e2e.browser.site import Site, free_name
from tests.support.clients.calls import make_film
from tests.support.studios.launched import LaunchedStack

# Milliseconds: what is shown is shown long before, so that a slow machine proves nothing.
_PATIENCE = 60_000
expect.set_options(timeout=_PATIENCE)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """With TEST_MODE=e2e the studio at STUDIO_URL and BACKEND_URL; else one of its own, started as `make up` does."""
    if os.environ.get("TEST_MODE") == "e2e":
        yield Site(os.environ["STUDIO_URL"], os.environ["BACKEND_URL"])
        return
    launched = LaunchedStack(tmp_path_factory.mktemp("e2e"))
    launched.call("up").check_returncode()
    stack = launched.stack
    yield Site(stack.address, f"http://localhost:{stack.backend_port}", launched)
    launched.call("down").check_returncode()


@pytest.fixture
def own_site(site: Site) -> Site:
    """One whose processes may be killed and whose disk may be looked at."""
    if not site.launched:
        pytest.skip("this studio is run by somebody else")
    return site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for the session: while Playwright is open, its event loop keeps asynchronous tests from running theirs."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    found.set_default_timeout(_PATIENCE)
    yield found
    found.close()


@pytest.fixture(autouse=True)
def faults(context: BrowserContext, site: Site) -> Iterator[Faults]:
    """Fails the test for whatever a page of it complains of, unless it was foreseen."""
    found = Faults(context, site)
    yield found
    assert found.unforeseen == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def film_id(site: Site) -> str:
    """A new film, of the quickest tier."""
    with site.client() as client:
        return str(make_film(client, free_name("Nosferatu"), quality="draft")["id"])
