"""The studio's pages in a real browser, each opened as for the first time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from bench.rig.load import settle
from bench.rig.processes import listens
from bench.rig.studio import Studio
from tests.e2e.browser.chromium import launch

_FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
_WINDOW = ViewportSize(width=1440, height=900)
_PATIENCE_MS = 120_000


@dataclass(frozen=True)
class Pages:
    browser: Browser
    address: str

    @contextmanager
    def open(self, path: str, usable: str) -> Iterator[tuple[Page, float]]:
        """With nothing in its cache; and the milliseconds until something fits the selector `usable`, live."""
        context = self.browser.new_context(viewport=_WINDOW)
        context.set_default_timeout(_PATIENCE_MS)
        page = context.new_page()
        page.add_init_script(_watching(f"body:has([data-connection=live]) {usable}"))
        settle(os.getpid())  # a window has pages of its own to make, for its address bar
        page.goto(self.address + path)
        yield page, float(page.wait_for_function("() => window.usable").json_value())
        context.close()

    @contextmanager
    def beside(self, content: str) -> Iterator[Page]:
        """A page of its own making, in a window as large."""
        context = self.browser.new_context(viewport=_WINDOW)
        page = context.new_page()
        page.set_content(content)
        yield page
        context.close()


def _watching(selector: str) -> str:
    """Tells when it is there, once it is drawn, and the longest task since `longest` was set to 0."""
    return f"""
      const watch = new MutationObserver(() => {{
        if (!document.querySelector({selector!r})) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => (window.usable = performance.now())));
      }});
      watch.observe(document, {{ subtree: true, childList: true, attributes: true }});
      window.longest = 0;
      new PerformanceObserver((list) => {{
        for (const {{ duration }} of list.getEntries()) window.longest = Math.max(window.longest, duration);
      }}).observe({{ type: "longtask" }});
    """


@contextmanager
def served(studio: Studio) -> Iterator[Pages]:
    """Raises `NotReady`, also where the frontend was not built."""
    port = studio.frontend_port
    environment = os.environ | {"HOST": "127.0.0.1", "PORT": str(port), "BACKEND_PORT": str(studio.port)}
    studio.processes.start("frontend", ["node", "build"], _FRONTEND, environment, lambda: listens(port))
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield Pages(browser, f"http://localhost:{port}")
        browser.close()
