"""What a browser complains of while a test drives it."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

from tests.e2e.browser.site import Site


class Faults:
    """Uncaught errors, errors on the console (refusals of the content policy among them), requests to other hosts."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self._site = site
        self._met: list[str] = []
        # A preview ends with its task: a page that asks for it in that moment is told so.
        self._foreseen = [f"status of 404 (Not Found) ({site.backend}/api/v1/tasks/"]
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
        if message.type == "error":
            self._met.append(f"console: {message.text} ({message.location.get('url')})")

    def _look(self, request: Request) -> None:
        if not self._site.serves(request.url):
            self._met.append(f"asked another host: {request.url}")
