"""One of the crew is asked, proposes, and a person accepts a part of it: one commit, and no more."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser.site import Site
from tests.support.clients.calls import API, told
from tests.support.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

MESSAGE = "story: 5 changes proposed by the Screenwriter"


def messages(client: httpx.Client, film_id: str) -> list[str]:
    log = client.get(f"{API}/projects/{film_id}/git/log").json()
    return [commit["message"] for commit in log]


def test_asking_accepting_a_part_and_its_commit(page: Page, site: Site) -> None:
    with site.client() as client:
        film_id = told(client.post(f"{API}/projects/sample"), 201)["id"]
        page.goto(site.project(film_id))
        page.get_by_role("navigation", name="Views of the film").get_by_role("link", name="Crew").click()
        page.get_by_role("button", name="Ask the Screenwriter").click()
        expect(page.get_by_role("region", name="Dialogue")).to_contain_text("Tomas")
        changes = page.get_by_role("region", name="Proposed changes")
        expect(changes.get_by_text("6 of 6 selected")).to_be_visible()
        assert not any("proposed by" in message for message in messages(client, film_id))

        changes.get_by_role("checkbox", name=re.compile("SC003")).uncheck()
        changes.get_by_role("button", name="Accept 5 changes").click()
        expect(changes.get_by_text("1 open · 5 accepted")).to_be_visible()
        changes.get_by_role("checkbox", name=re.compile("SC003")).check()
        changes.get_by_role("button", name="Refuse").click()
        expect(changes.get_by_text("5 accepted · 1 refused")).to_be_visible()
        eventually(lambda: any(MESSAGE in message for message in messages(client, film_id)))
        page.reload()
        expect(changes.get_by_text("5 accepted · 1 refused")).to_be_visible()
        story = client.get(f"{API}/projects/{film_id}/story").json()
        scenes = [scene for chapter in story["chapters"] for scene in chapter["scenes"]]
        assert [bool(scene["synopsis"]) for scene in scenes] == [True, True, False, True, True]
