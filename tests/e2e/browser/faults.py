"""What a browser complains of while a test drives it."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

from tests.e2e.browser.site import Site


class Faults:
    """Uncaught errors, anything on the console (refusals of the content policy among it), requests to other hosts."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self._site = site
        self._met: list[str] = []
        self._foreseen: list[str] = []
        context.on("weberror", lambda error: self._met.append(f"uncaught: {error.error}"))
        context.on("console", self._hear)
        context.on("request", self._look)

    def foresee(self, words: str) -> None:
        """A complaint with these words is what the test provokes."""
        self._foreseen.append(words)

    @property
    def unforeseen(self) -> list[str]:
        return [fault for fault in self._met if not any(words in fault for words in self._foreseen)]

    def _hear(self, message: ConsoleMessage) -> None:
        self._met.append(f"console: {message.text} ({message.location.get('url')})")

    def _look(self, request: Request) -> None:
        if not self._site.serves(request.url):
            self._met.append(f"asked another host: {request.url}")
