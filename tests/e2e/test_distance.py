"""A canvas looked at from far away, where nobody could read its nodes or hit their ports, and from near again."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser.site import Site
from tests.support.clients.calls import API
from tests.support.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

NEAR = {"x": 40, "y": 40, "zoom": 0.8}
FAR = 800  # px of the wheel: from there to where nothing can be read
AFAR = {"x": 40, "y": 40, "zoom": 0.2}
NODES = [
    {"id": "look", "type": "style", "position": {"x": 0, "y": 0}, "data": {"words": "graphite"}},
    {"id": "ask", "type": "text_to_image", "position": {"x": 420, "y": 0}, "data": {"prompt": "A ferry"}},
]
WIRE = {"id": "wire", "source": "look", "source_handle": "style", "target": "ask", "target_handle": "style"}


def lay(site: Site, film_id: str, canvas: dict[str, Any]) -> None:
    address = f"{API}/projects/{film_id}/canvas"
    with site.client() as client:
        tag = {"If-Match": client.get(address).headers["etag"]}
        client.put(address, json=canvas, headers=tag).raise_for_status()


def wires(site: Site, film_id: str) -> int:
    """As the film has them."""
    with site.client() as client:
        return len(client.get(f"{API}/projects/{film_id}/canvas").json()["edges"])


@pytest.fixture
def canvas(page: Page, site: Site, film_id: str) -> Page:
    """With a style beside a node that could take it."""
    lay(site, film_id, {"nodes": NODES, "edges": [], "viewport": NEAR})
    page.goto(site.project(film_id, "/canvas"))
    expect(page.locator("[data-node-prompt]")).to_have_value("A ferry")
    return page


@pytest.fixture
def afar(page: Page, site: Site, film_id: str) -> Page:
    """With a wire between two nodes that were never near, so that it is no element of the page."""
    lay(site, film_id, {"nodes": NODES, "edges": [WIRE], "viewport": AFAR})
    page.goto(site.project(film_id, "/canvas"))
    expect(page.locator("section[data-node-id]")).to_have_count(2)
    expect(page.locator(".svelte-flow__edge")).to_have_count(0)
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


def test_a_wire_that_is_only_drawn_is_hit_by_the_pointer(afar: Page, site: Site, film_id: str) -> None:
    ends = [afar.locator(f"section[data-node-id={each}]").bounding_box() for each in ("look", "ask")]
    delete = afar.get_by_role("toolbar", name="Canvas").get_by_role("button", name="Delete")
    expect(delete).to_be_disabled()
    assert ends[0]
    assert ends[1]
    gap = (ends[0]["x"] + ends[0]["width"] + ends[1]["x"]) / 2
    afar.mouse.click(gap, ends[0]["y"] + ends[0]["height"] * 3)
    expect(delete).to_be_disabled()
    middle = (ends[0]["y"] + ends[0]["height"] / 2 + ends[1]["y"] + ends[1]["height"] / 2) / 2
    afar.mouse.click(gap, middle)
    expect(afar.get_by_text("Wire from Style to Text to Image")).to_be_attached()
    delete.click()
    expect(delete).to_be_disabled()
    assert eventually(lambda: wires(site, film_id) == 0)


def test_a_wire_that_is_only_drawn_is_reached_by_keys(afar: Page, site: Site, film_id: str) -> None:
    afar.locator(".svelte-flow__node[data-id=ask]").focus()
    afar.keyboard.press("Enter")
    expect(afar.locator(".svelte-flow__node.selected")).to_have_count(1)
    afar.keyboard.press("w")
    expect(afar.get_by_text("Wire from Style to Text to Image")).to_be_attached()
    expect(afar.locator(".svelte-flow__node.selected")).to_have_count(0)
    afar.keyboard.press("Delete")
    assert eventually(lambda: wires(site, film_id) == 0)
    expect(afar.locator("section[data-node-id]")).to_have_count(2)
    afar.keyboard.press("Control+z")
    assert eventually(lambda: wires(site, film_id) == 1)


def test_a_canvas_that_is_dragged_takes_its_nodes_and_what_its_overview_shows_along(canvas: Page) -> None:
    node, mask = canvas.locator("section[data-node-id=ask]"), canvas.locator(".svelte-flow__minimap-mask")
    before, seen = _corner(node), mask.get_attribute("d")
    pane = canvas.locator(".svelte-flow__pane").bounding_box()
    assert pane
    x, y = pane["x"] + 60, pane["y"] + pane["height"] * 0.7
    canvas.mouse.move(x, y)
    canvas.mouse.down()
    canvas.mouse.move(x + 90, y + 40, steps=3)
    there = (before[0] + 90, before[1] + 40)
    assert eventually(lambda: _corner(node) == there)
    assert eventually(lambda: mask.get_attribute("d") != seen)

    canvas.mouse.up()
    canvas.get_by_title("Style: drag").hover()
    wire(canvas, canvas.get_by_title("Style: drag"), canvas.get_by_title("Style: wire it here"))
    expect(canvas.locator(".svelte-flow__edge")).to_have_count(1)
    assert _corner(node) == there


def _corner(node: Locator) -> tuple[int, int]:
    """Whole px, from the window's corner."""
    box = node.bounding_box()
    assert box
    return round(box["x"]), round(box["y"])
