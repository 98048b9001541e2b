"""A character from the first word on it to its sheet with everything, as a person makes one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser.faults import Faults
from tests.e2e.browser.site import Site
from tests.e2e.browser.steps import add_node, generate, loaded, shows_picture
from tests.support.clients.calls import API, told
from tests.support.films.casting import picture

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

VARIATIONS = ("happy", "sad", "angry", "surprised", "neutral")
SCENE = "Medium shot: Sarah Connor walks through a ruined city at dusk"


def new_character(page: Page, name: str, description: str = "", word: str = "") -> str:
    """Its id, from the address of its sheet."""
    page.get_by_role("button", name="New Character").first.click()
    page.locator('input[name="characterName"]').fill(name)
    page.locator('textarea[name="description"]').fill(description)
    page.locator('input[name="triggerWord"]').fill(word)
    page.locator('button[type="submit"]').click()
    page.wait_for_url(re.compile(r"/characters/[^/]+$"))
    return page.url.rsplit("/", 1)[1]


def has_status(page: Page, status: str) -> None:
    expect(page.locator("[data-lora-status]")).to_have_text(status)


def test_a_character_from_its_name_to_its_sheet(page: Page, context: BrowserContext, site: Site, film_id: str) -> None:
    page.goto(site.project(film_id))
    words = "a young woman with long brown hair in a black jacket"
    character_id = new_character(page, "Sarah Connor", words, "sarahconnor_lora")
    sheet = page.url
    other = context.new_page()
    other.goto(sheet)

    page.get_by_role("button", name="Draw it").click()
    for tab in (page, other):
        loaded(tab.locator("img[data-base-face]"))
    page.get_by_role("button", name="Generate Variations").click()
    page.locator("[data-variations-complete]").wait_for(state="attached")
    for kind in VARIATIONS:
        loaded(other.locator(f'img[data-variation="{kind}"]'))

    page.get_by_role("button", name="Train LoRA").click()
    has_status(other, "training")
    expect(other.get_by_role("progressbar", name="Training of Sarah Connor").first).to_be_visible()
    expect(other.locator("[data-loss-curve]")).to_be_visible()
    for tab in (page, other):
        has_status(tab, "completed")

    page.goto(site.project(film_id, "/canvas"))
    node = add_node(page)
    page.locator("[data-node-character-select]").click()
    page.click('text="Sarah Connor"')
    page.keyboard.press("Escape")
    expect(node.locator("[data-node-character-select]")).to_have_text("Sarah Connor")
    generate(node, SCENE)
    shows_picture(node)

    expect(other.locator("[data-usage-count]")).to_contain_text("1 take")
    page.goto(sheet)
    loaded(page.locator("img[data-base-face]"))
    for kind in VARIATIONS:
        loaded(page.locator(f'img[data-variation="{kind}"]'))
    has_status(page, "completed")
    expect(page.locator("[data-loss-curve='240']")).to_be_visible()
    expect(page.locator("[data-usage-count]")).to_contain_text("1")
    with site.client() as client:
        usage = told(client.get(f"{API}/projects/{film_id}/characters/{character_id}/usage"))
    assert (usage["totalUsages"], usage["shotIds"]) == (1, ["unassigned"])


def test_an_uploaded_face_is_the_base_face(page: Page, site: Site, film_id: str, tmp_path: Path) -> None:
    page.goto(site.project(film_id, "/characters"))
    expect(page.get_by_text("No characters yet")).to_be_visible()
    new_character(page, "Otto")
    expect(page.get_by_role("button", name="Train LoRA")).to_be_disabled()
    (tmp_path / "face.png").write_bytes(picture())
    page.locator("input[data-character-base-face]").set_input_files(tmp_path / "face.png")
    loaded(page.locator("img[data-base-face]"))
    expect(page.get_by_role("button", name="Train LoRA")).to_be_enabled()


def test_what_is_no_picture_is_refused_where_it_was_given(
    page: Page, site: Site, film_id: str, tmp_path: Path, faults: Faults
) -> None:
    faults.foresee("415")
    page.goto(site.project(film_id))
    new_character(page, "Otto")
    (tmp_path / "face.png").write_text("no picture")
    page.locator("input[data-character-base-face]").set_input_files(tmp_path / "face.png")
    expect(page.locator("section .error")).to_contain_text("picture")


def test_a_name_is_required_and_a_trigger_word_can_be_had_once(
    page: Page, site: Site, film_id: str, faults: Faults
) -> None:
    faults.foresee("409")
    page.goto(site.project(film_id))
    new_character(page, "Sarah", word="sarah")
    page.get_by_role("button", name="New Character").first.click()
    page.locator('button[type="submit"]').click()
    expect(page.locator(".error")).to_contain_text("required")
    page.locator('input[name="characterName"]').fill("Sarah's double")
    page.locator('input[name="triggerWord"]').fill("sarah")
    page.locator('button[type="submit"]').click()
    expect(page.locator(".error")).to_contain_text("Sarah has the trigger word")


def test_a_training_is_stopped(page: Page, site: Site, film_id: str) -> None:
    page.goto(site.project(film_id))
    new_character(page, "Otto", "an old man with a grey beard")
    page.get_by_role("button", name="Draw it").click()
    loaded(page.locator("img[data-base-face]"))
    page.get_by_label("Epochs").fill("200")
    page.get_by_role("button", name="Train LoRA").click()
    has_status(page, "training")
    page.get_by_role("region", name="Training").get_by_role("button", name="Stop").click()
    has_status(page, "untrained")
    expect(page.get_by_role("button", name="Train LoRA")).to_be_enabled()


def test_a_deleted_character_is_gone_in_every_tab(
    page: Page, context: BrowserContext, site: Site, film_id: str
) -> None:
    page.goto(site.project(film_id))
    new_character(page, "Otto")
    other = context.new_page()
    other.goto(page.url)
    expect(other.get_by_role("heading", name="Otto").first).to_be_visible()
    page.get_by_role("button", name="More of Otto").click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_role("button", name="Delete character").click()
    page.wait_for_url(re.compile(r"/characters$"))
    expect(page.get_by_text("No characters yet")).to_be_visible()
    expect(other.get_by_text("This character is not here")).to_be_visible()
