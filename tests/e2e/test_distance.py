"""A canvas looked at from far away, where nobody could read its nodes or hit their ports, and from near again."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser.site import Site
from tests.support.clients.calls import API
from tests.support.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

NEAR = {"x": 40, "y": 40, "zoom": 0.8}
FAR = 800  # px of the wheel: from there to where nothing can be read


@pytest.fixture
def canvas(page: Page, site: Site, film_id: str) -> Page:
    """With a style beside a node that could take it."""
    nodes = [
        {"id": "look", "type": "style", "position": {"x": 0, "y": 0}, "data": {"words": "graphite"}},
        {"id": "ask", "type": "text_to_image", "position": {"x": 420, "y": 0}, "data": {"prompt": "A ferry"}},
    ]
    address = f"{API}/projects/{film_id}/canvas"
    with site.client() as client:
        tag = {"If-Match": client.get(address).headers["etag"]}
        laid = {"nodes": nodes, "edges": [], "viewport": NEAR}
        client.put(address, json=laid, headers=tag).raise_for_status()
    page.goto(site.project(film_id, "/canvas"))
    expect(page.locator("[data-node-prompt]")).to_have_value("A ferry")
    return page


def turn_wheel(page: Page, by: float) -> None:
    pane = page.locator(".svelte-flow__pane").bounding_box()
    assert pane
    page.mouse.move(pane["x"] + 60, pane["y"] + pane["height"] * 0.7)
    page.mouse.wheel(0, by)


def wire(page: Page, start: Locator, end: Locator) -> None:
    start.hover()
    page.mouse.down()
    end.hover()
    page.mouse.up()


def shades(node: Locator) -> set[tuple[int, ...]]:
    """Of the pixels where it stands."""
    shown = Image.open(io.BytesIO(node.screenshot())).convert("RGB")
    return {colour for _, colour in shown.getcolors(shown.width * shown.height) or []}  # type: ignore[misc]


def test_a_node_that_is_far_is_drawn_and_takes_wires_again_when_it_is_near(canvas: Page) -> None:
    node, prompt = canvas.locator("section[data-node-id=ask]"), canvas.locator("[data-node-prompt]")
    near = shades(node)
    turn_wheel(canvas, FAR)
    expect(prompt).to_have_count(0)
    expect(canvas.locator(".svelte-flow__handle")).to_have_count(0)
    assert eventually(lambda: 1 < len(shades(node)) < len(near))

    turn_wheel(canvas, -FAR)
    expect(prompt).to_have_value("A ferry")
    style, wanted = canvas.get_by_title("Style: drag"), canvas.get_by_title("Style: wire it here")
    wire(canvas, style, wanted)
    expect(canvas.locator(".svelte-flow__edge")).to_have_count(1)
    expect(node).to_contain_text("graphite")


def test_a_node_that_is_far_is_known_by_name_and_moved_by_keys(canvas: Page) -> None:
    turn_wheel(canvas, FAR)
    expect(canvas.locator("[data-node-prompt]")).to_have_count(0)
    expect(canvas.get_by_role("region", name="Text to Image")).to_be_visible()
    node = canvas.locator(".svelte-flow__node[data-id=ask]")
    before = node.bounding_box()
    node.focus()
    canvas.keyboard.press("Enter")
    expect(canvas.locator(".svelte-flow__node.selected")).to_have_count(1)
    canvas.keyboard.press("Shift+ArrowRight")
    assert eventually(lambda: (node.bounding_box() or before) != before)
