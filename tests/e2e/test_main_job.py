"""From New Project to a finished picture, as a person does it, with a second tab that looks on."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser.site import Site, free_name
from tests.e2e.browser.steps import add_node, generate, loaded, make_film, shows_picture
from tests.support.films.disk import commits, committed, git, is_pointer

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PROMPT = "Wide shot, low angle: a woman in a long coat walks a lamp-lit street at night in the rain, a dog beside her"


def test_a_film_a_prompt_a_picture(page: Page, context: BrowserContext, site: Site) -> None:
    name = free_name("Lamplight")
    gallery = context.new_page()
    gallery.goto(site.address)
    page.goto(site.address)
    film_id = make_film(page, name)
    card = gallery.get_by_role("article").filter(has_text=name)
    expect(card).to_be_visible()
    expect(card).to_contain_text("No takes yet")

    page.goto(site.project(film_id, "/canvas"))
    node = add_node(page)
    generate(node, PROMPT)
    expect(node.get_by_role("progressbar")).to_be_visible()
    shows_picture(node)
    expect(card).to_contain_text("1 take")
    loaded(card.locator("img"))

    page.goto(site.project(film_id))
    expect(page.locator("[data-task-status=completed]")).to_have_count(1)
    if site.workspace:
        kept_on_disk(site.workspace / name, str(site.task(film_id)["id"]))


def test_progress_moves_and_shows_what_it_draws(page: Page, site: Site, film_id: str) -> None:
    page.goto(site.project(film_id, "/canvas"))
    node = add_node(page)
    record_progress(page)
    generate(node, PROMPT, "premium")
    loaded(node.locator(".live-preview"))
    shows_picture(node)
    seen: list[float] = page.evaluate("window.seen")
    assert seen == sorted(seen)
    assert len(set(seen)) > 2


def record_progress(page: Page) -> None:
    """Every value of the node's bar from here on, as `window.seen`."""
    page.evaluate(
        """() => {
          window.seen = [];
          const look = () => {
            const bar = document.querySelector('section[data-node-id] [role=progressbar]');
            const value = Number(bar?.getAttribute('aria-valuenow') ?? bar?.value);
            if (bar && value !== window.seen.at(-1)) window.seen.push(value);
            requestAnimationFrame(look);
          };
          look();
        }"""
    )


def kept_on_disk(film: Path, task_id: str) -> None:
    """The picture with its record, committed as a pointer by a commit that names the task, and nothing left over."""
    committed(film)
    (picture,) = (film / "03_Renders").rglob("*.png")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert task_id in picture.with_suffix(".json").read_text()
    assert is_pointer(film, picture.relative_to(film).as_posix())
    assert task_id in commits(film)[0]
    assert git(film, "status", "--porcelain") == ""
