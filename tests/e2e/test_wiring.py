"""What wires on the canvas mean: who is in a picture, in which style, and to which shot its takes go."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser.site import Site
from tests.e2e.browser.steps import add_node, generate, loaded, saved
from tests.support.clients.calls import API, finished_assets, told, upload
from tests.support.films.casting import picture

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PROMPT = "Medium: she stops on the gangway and turns back towards the pier"


def beside(page: Page, node: Locator, kind: str) -> Locator:
    """A node of another kind, added while `node` is selected: it comes wired."""
    node.locator("header").click()
    page.get_by_role("button", name="Add another node").click()
    page.get_by_role("menuitem", name=kind, exact=True).click()
    found = page.locator(f"section[data-node-id][aria-label='{kind}']")
    expect(found).to_be_visible()
    return found


def make_shot(site: Site, film_id: str) -> str:
    address = f"{API}/projects/{film_id}"
    with site.client() as client:
        chapter = told(client.get(f"{address}/story"))["chapters"][0]
        scene = told(client.post(f"{address}/scenes", json={"chapter_id": chapter["id"]}), 201)
        return str(told(client.post(f"{address}/shots", json={"scene_id": scene["id"]}), 201)["id"])


def test_a_take_is_made_of_what_is_wired_to_its_node(page: Page, site: Site, film_id: str) -> None:
    shot_id = make_shot(site, film_id)
    with site.client() as client:
        character = told(
            client.post(f"{API}/projects/{film_id}/characters", json={"name": "Mara"}),
            201,
        )
        upload(client, film_id, ("ink.png", picture((320, 180))), kind="styles")
        (style,) = finished_assets(client, film_id, 1)
    page.goto(site.project(film_id, "/canvas"))
    add_node(page)
    node = page.locator("section[data-node-id][aria-label='Text to Image']")
    beside(page, node, "Character").get_by_role("combobox", name="Character").select_option(label="Mara")
    beside(page, node, "Style").get_by_role("combobox", name="Picture of the style").select_option(label="ink.png")
    beside(page, node, "Location").get_by_role("textbox", name="Location in words").fill("a harbour")
    shot = beside(page, node, "Shot")
    shot.get_by_role("combobox", name="Shot").select_option(shot_id)
    output = beside(page, node, "Output")
    expect(page.locator(".svelte-flow__edge")).to_have_count(5)
    expect(node.locator("[data-node-character-select]")).to_have_text("Mara")

    node.locator("header").click()
    generate(node, PROMPT)
    for each in (node, shot, output):
        loaded(each.locator(".output-preview"))
    asked = site.task(film_id)
    assert (asked["character_ids"], asked["shot_id"]) == (
        [character["assetId"]],
        shot_id,
    )
    parameters = {"style": f"asset://{style['id']}", "location": "a harbour"}
    assert parameters.items() <= dict(asked["parameters"]).items()  # type: ignore[call-overload]
    output.get_by_role("button", name="Choose").click()
    expect(shot).to_contain_text("Chosen")
    saved(page)
    page.reload()
    expect(page.locator(".svelte-flow__edge")).to_have_count(5)


def test_nodes_are_copied_wired_found_and_undone_by_keys(page: Page, site: Site, film_id: str) -> None:
    page.goto(site.project(film_id, "/canvas"))
    add_node(page)
    node = page.locator("section[data-node-id][aria-label='Text to Image']")
    node.locator("[data-node-prompt]").fill(PROMPT)
    beside(page, node, "Style").get_by_role("textbox", name="Style in words").fill("graphite")
    nodes, wires = (
        page.locator("section[data-node-id]"),
        page.locator(".svelte-flow__edge"),
    )
    node.locator("header").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")
    expect(nodes).to_have_count(4)
    expect(wires).to_have_count(2)
    page.keyboard.press("Control+z")
    expect(nodes).to_have_count(2)

    wires.first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Delete")
    expect(wires).to_have_count(0)
    page.keyboard.press("Control+a")
    page.keyboard.press("c")
    expect(wires).to_have_count(1)

    page.keyboard.press("Control+f")
    page.get_by_role("searchbox", name="Find a node").fill("graph")
    expect(page.get_by_role("search")).to_contain_text(re.compile("1 of 1"))
    page.keyboard.press("Escape")
    expect(page.locator(".svelte-flow__node.selected")).to_have_count(1)
    page.keyboard.press("Delete")
    expect(nodes).to_have_count(1)
    expect(wires).to_have_count(0)
