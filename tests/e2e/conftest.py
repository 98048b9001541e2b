from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.e2e.site import Site
from tests.support.launched import LaunchedStack

# The root user gets no sandbox, and a closed network must not be asked for updates.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
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
    yield Site(stack.address, f"http://localhost:{stack.backend_port}", stack.workspace)
    launched.call("down")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for the session: while Playwright is open, its event loop keeps asynchronous tests from running theirs."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    found.set_default_timeout(_PATIENCE)
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    """The gallery. Fails the test when the page met an error or asked another host for anything."""
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("request", lambda request: None if site.serves(request.url) else wrong.append(f"asked {request.url}"))
    found = context.new_page()
    found.goto(site.address)
    yield found
    assert wrong == []
