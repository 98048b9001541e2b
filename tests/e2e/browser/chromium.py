"""The system's Chromium."""

from __future__ import annotations

import shutil

from playwright.sync_api import Browser, Playwright

# The root user gets no sandbox, and a closed network must not be asked for updates.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
