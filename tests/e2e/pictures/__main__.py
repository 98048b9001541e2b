"""The pictures of the documentation: `python -m tests.e2e.pictures [FOLDER] [--theme light] [--only SCREEN …]`, from
the repository's root with `PYTHONPATH=backend`. A studio of its own makes some films first."""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.e2e.browser.chromium import launch
from tests.e2e.browser.site import Site
from tests.e2e.pictures.canvas import lay_canvas
from tests.e2e.pictures.making import Made, furnish
from tests.e2e.pictures.screens import SCREENS, Stage
from tests.support.clients.browsing import TOKEN
from tests.support.clients.calls import API
from tests.support.studios.launched import LaunchedStack

_IMAGES = Path(__file__).resolve().parents[3] / "docs" / "images"
_SIZES = (
    ViewportSize(width=1440, height=900),
    ViewportSize(width=1024, height=768),
    ViewportSize(width=390, height=844),
)
_PATIENCE = 60_000  # ms
_QUALITY = 88  # of WebP: letters stay sharp
Theme = Literal["dark", "light"]


@dataclass(frozen=True)
class Camera:
    """Photographs a studio's pages at every size, in one theme."""

    browser: Browser
    theme: Theme
    folder: Path

    def take(self, site: Site, name: str, prepare: Callable[[Page], None]) -> None:
        for size in _SIZES:
            context = self.browser.new_context(viewport=size, reduced_motion="reduce", color_scheme=self.theme)
            context.add_cookies([{"name": "auteur-theme", "value": self.theme, "url": site.address}])
            context.set_default_timeout(_PATIENCE)
            page = context.new_page()
            prepare(page)
            shown = Image.open(io.BytesIO(page.screenshot()))
            shown.save(self.folder / f"{name}-{size['width']}.webp", quality=_QUALITY, method=6)
            context.close()


def main() -> None:
    asked = _arguments()
    expect.set_options(timeout=_PATIENCE)
    asked.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        camera = Camera(launch(playwright), asked.theme, asked.folder)
        if not asked.only:
            with _studio(AUTEUR_ACCESS_TOKEN=TOKEN) as site:
                camera.take(site, "sign-in", lambda page: _stand(page, site))
        with _studio() as site, site.client() as client:
            if not asked.only:
                camera.take(site, "empty-gallery", lambda page: _stand(page, site))
            take_all(camera, site, furnish(client), asked.only or SCREENS)
        camera.browser.close()


def take_all(camera: Camera, site: Site, made: Made, names: Iterable[str]) -> None:
    for name in names:
        camera.take(site, name, lambda page, name=name: _prepare(page, site, made, name))  # type: ignore[misc]


def _prepare(page: Page, site: Site, made: Made, name: str) -> None:
    """On a canvas as it was laid out, with nothing under way from another picture."""
    page.goto(site.address)
    expect(page.locator("[data-connection=live]").first).to_be_attached()  # the picture before may have cut it
    with site.client() as client:
        client.post(f"{API}/tasks/cancel", json={"project_id": made.film}).raise_for_status()
        lay_canvas(client, made)
        SCREENS[name](Stage(page, site, client, made))


def _stand(page: Page, site: Site) -> None:
    page.goto(site.address)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button").first).to_be_visible()


@contextmanager
def _studio(**variables: str) -> Iterator[Site]:
    with tempfile.TemporaryDirectory(prefix="auteur-") as name:
        launched = LaunchedStack(Path(name))
        launched.variables |= variables
        launched.call("up").check_returncode()
        try:
            yield Site(launched.stack.address, f"http://localhost:{launched.stack.backend_port}", launched)
        finally:
            launched.call("down").check_returncode()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.e2e.pictures")
    parser.add_argument("folder", nargs="?", type=Path, default=_IMAGES)
    parser.add_argument("--theme", choices=("dark", "light"), default="dark")
    parser.add_argument("--only", nargs="+", choices=SCREENS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
