"""The dialog that begins a film, and what other tabs see of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser.faults import Faults
from tests.e2e.browser.site import Site, free_name
from tests.e2e.browser.steps import ask_for_film, make_film
from tests.support.clients.calls import API

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_an_empty_name_is_asked_for(page: Page, site: Site) -> None:
    page.goto(site.address)
    ask_for_film(page, "")
    expect(page.locator(".error")).to_contain_text("required")


def test_a_name_that_no_folder_can_have_is_invalid(page: Page, site: Site) -> None:
    page.goto(site.address)
    ask_for_film(page, "test/project")
    expect(page.locator(".error")).to_contain_text("Invalid")


def test_a_taken_name_is_told_at_the_field_and_another_one_works(page: Page, site: Site, faults: Faults) -> None:
    faults.foresee("409")
    name = free_name("Taken")
    page.goto(site.address)
    make_film(page, name)
    page.goto(site.address)
    ask_for_film(page, name.upper())
    expect(page.locator(".error")).to_contain_text("exists already")
    page.locator('input[name="name"]').fill(f"{name} II")
    expect(page.locator(".error")).to_have_count(0)
    page.locator('button[type="submit"]').click()
    expect(page.get_by_text(f"{name} II").first).to_be_visible()


def test_a_deleted_film_leaves_every_gallery(page: Page, context: BrowserContext, site: Site, film_id: str) -> None:
    other = context.new_page()
    name = str(site.film(film_id)["name"])
    for tab in (page, other):
        tab.goto(site.address)
        expect(tab.get_by_role("article").filter(has_text=name)).to_be_visible()
    page.get_by_role("button", name=f"More about {name}").click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_role("button", name="Delete project").click()
    expect(other.get_by_role("article").filter(has_text=name)).to_have_count(0)
    with site.client() as client:
        assert client.get(f"{API}/projects/{film_id}").status_code == 404


def test_a_film_that_is_not_there_says_so(page: Page, site: Site, faults: Faults) -> None:
    faults.foresee("404")
    page.goto(site.project("no-such-film"))
    expect(page.get_by_text("There is nothing here")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="All films").click()
    expect(page.get_by_role("button", name="New Project").first).to_be_visible()
