"""A page before axe-core (WCAG 2.2 A and AA)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, ViewportSize

_AXE = Path(__file__).parents[3] / "frontend/node_modules/axe-core/axe.min.js"
# An experiment of axe's is left out: it takes a code before a name for another name.
_PHONE = ViewportSize(width=390, height=844)
_SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
_RUN = """async () => (await axe.run({
  rules: {"label-content-name-mismatch": {enabled: false}},
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
})).violations.flatMap(({ id, help, nodes }) => nodes.map((node) =>
  `${id}: ${help}: ${node.target}: ${node.any.concat(node.all)[0]?.message ?? ""}`))"""


def violations(page: Page) -> list[str]:
    """At the page's own size, and at a phone's."""
    page.evaluate(_AXE.read_text())
    wide = page.viewport_size or _PHONE
    found = list(page.evaluate(_RUN))
    page.set_viewport_size(_PHONE)
    page.evaluate(_SETTLED)
    found += (f"on a phone, {each}" for each in page.evaluate(_RUN))
    page.set_viewport_size(wide)
    return found
