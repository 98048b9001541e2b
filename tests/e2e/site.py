"""A running studio as a browser sees it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page


@dataclass(frozen=True)
class Site:
    address: str
    backend: str
    # Where its films lie, when that is on this machine.
    workspace: Path | None = None

    def serves(self, url: str) -> bool:
        return url.startswith((self.address, self.backend, "blob:", "data:"))


def keep_picture(page: Page, name: str) -> None:
    """A screenshot for the documentation, when PICTURES names a folder."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")
