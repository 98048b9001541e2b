"""From New Project to a finished picture, as a person does it."""

from __future__ import annotations

import re
import subprocess
import uuid
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.site import Site, keep_picture
from tests.support.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PROMPT = "Wide shot, low angle: a woman in a long coat walks a lamp-lit street at night in the rain, a dog beside her"


@pytest.fixture
def name(site: Site) -> str:
    """Free also in a workspace that has seen this test before."""
    return "Lamplight" if site.workspace else f"Lamplight {uuid.uuid4().hex[:6]}"


def test_a_film_a_prompt_a_picture(page: Page, context: BrowserContext, site: Site, name: str) -> None:
    gallery = context.new_page()
    gallery.goto(site.address)
    project_id = make_film(page, name)
    expect(gallery.get_by_text(name)).to_be_visible()

    node = add_node(page, project_id, site)
    node.locator("[data-node-prompt]").fill(PROMPT)
    node.get_by_role("button", name="Generate").or_(page.get_by_role("button", name="Generate")).first.click()
    expect(node.get_by_role("progressbar")).to_be_visible()
    expect(node).to_have_attribute("data-status", "completed")
    expect(node.locator(".output-preview")).to_be_visible()
    assert is_loaded(node.locator(".output-preview"))
    keep_picture(page, "canvas")

    page.goto(f"{site.address}/project/{project_id}")
    expect(page.locator("[data-task-status=completed]").first).to_be_visible()
    keep_picture(page, "project")
    keep_picture(gallery, "gallery")
    if site.workspace:
        assert_on_disk(site.workspace / name)


def test_a_name_is_asked_for_and_checked_at_the_field(page: Page) -> None:
    page.get_by_role("button", name="New Project").first.click()
    page.locator('button[type="submit"]').click()
    expect(page.locator(".error")).to_contain_text("required")
    page.locator('input[name="name"]').fill("a/b")
    page.locator('button[type="submit"]').click()
    expect(page.locator(".error")).to_contain_text("Invalid")


def make_film(page: Page, name: str) -> str:
    """Its id."""
    page.get_by_role("button", name="New Project").first.click()
    page.locator('input[name="name"]').fill(name)
    page.locator('select[name="quality"]').select_option("standard")
    page.locator('button[type="submit"]').click()
    page.wait_for_url(re.compile(r"/project/[^/]+$"))
    return page.url.rsplit("/", 1)[1]


def add_node(page: Page, project_id: str, site: Site) -> Locator:
    page.goto(f"{site.address}/project/{project_id}/canvas")
    page.get_by_role("button", name="Add Text to Image Node").first.click()
    node = page.locator("section[data-node-id][data-status]").first
    expect(node).to_have_attribute("data-status", "idle")
    return node


def is_loaded(picture: Locator) -> bool:
    """Shown by the browser, not only named by the page."""
    image = picture.locator("xpath=descendant-or-self::img").first
    return bool(eventually(lambda: image.evaluate("image => image.complete && image.naturalWidth > 0")))


def assert_on_disk(film: Path) -> None:
    (png,) = (film / "03_Renders").rglob("*.png")
    assert png.read_bytes().startswith(b"\x89PNG")
    relative = png.relative_to(film).as_posix()
    eventually(lambda: git(film, "status", "--porcelain") == "")
    assert git(film, "show", f"HEAD:{relative}").startswith("version https://git-lfs.github.com/spec/v1")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True, timeout=60
    ).stdout
