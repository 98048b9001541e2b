"""Every screen of the studio, each with how a person gets there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httpx
from playwright.sync_api import Page, expect

from tests.e2e.browser.site import Site
from tests.e2e.browser.steps import loaded
from tests.e2e.pictures.canvas import RUNNING_NODE
from tests.e2e.pictures.making import Made, prompt_of, shots_of
from tests.support.clients.calls import API, submit, told

_HAS_COME_SO_FAR = """([where, least]) =>
  Number(document.querySelector(`${where} [role=progressbar]`)?.getAttribute("aria-valuenow")) > least"""
_DECODE = """() => Promise.all([...document.images]
  .filter((image) => image.checkVisibility() && image.getBoundingClientRect().top < innerHeight)
  .map((image) => image.decode()))"""
_WAITING = 5
_TONE = 62  # per cent of a premium take: lines are drawn, tone comes in
_NODE = f"section[data-node-id='{RUNNING_NODE}']"


@dataclass(frozen=True)
class Stage:
    page: Page
    site: Site
    client: httpx.Client
    made: Made

    def show(self, view: str = "") -> None:
        self.page.goto(self.site.project(self.made.film, view))
        self.settle()

    def open(self, path: str) -> None:
        self.page.goto(self.site.address + path)
        self.settle()

    def settle(self) -> None:
        """Live, and every picture in sight is drawn."""
        expect(self.page.locator("[data-connection=live]").first).to_be_attached()
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate(_DECODE)


Prepare = Callable[[Stage], None]


def _gallery(stage: Stage) -> None:
    stage.open("/")


def _new_project(stage: Stage) -> None:
    stage.open("/?new")
    stage.page.locator('input[name="name"]').fill("The Long Tide")


def _view(view: str) -> Prepare:
    return lambda stage: stage.show(view.format_map(vars(stage.made)))


def _compare(stage: Stage) -> None:
    stage.show(f"/takes?shot={stage.made.shot}")
    stage.page.get_by_role("button", name="Compare two takes").click()
    expect(stage.page.get_by_role("slider")).to_be_visible()


def _canvas(stage: Stage) -> None:
    """While one node is being drawn."""
    stage.show("/canvas")
    running = stage.page.locator(_NODE)
    running.get_by_role("combobox", name="Tier").select_option("premium")
    running.locator("header").click()
    stage.page.keyboard.press("g")
    stage.page.wait_for_function(_HAS_COME_SO_FAR, arg=[_NODE, _TONE])
    loaded(running.locator(".live-preview"))


def _queue(stage: Stage) -> None:
    """Some takes are being made, others wait."""
    stage.show()
    _look_right(stage.page)
    for _, shot in list(shots_of(stage.client, stage.made.film))[-_WAITING:]:
        wishes = {"shot_id": shot["id"], "quality_preset": "premium", "character_ids": shot["character_ids"]}
        submit(stage.client, stage.made.film, prompt_of(stage.client, stage.made.film, shot), **wishes)
    stage.page.wait_for_function(_HAS_COME_SO_FAR, arg=["[data-task-status=processing]", _TONE])


def _look_right(page: Page) -> None:
    """On a phone the panel is in the place of the others."""
    panel = page.get_by_role("button", name="Inspector and progress")
    if panel.get_attribute("aria-pressed") == "false":
        panel.click()


def _notices(stage: Stage) -> None:
    stage.show()
    _look_right(stage.page)
    stage.page.get_by_role("tab", name="Notices").click()


def _palette(stage: Stage) -> None:
    stage.show()
    stage.page.keyboard.press("Control+k")
    stage.page.get_by_role("combobox", name="Search or run").fill("la")


def _keys(stage: Stage) -> None:
    stage.show()
    stage.page.keyboard.press("?")
    expect(stage.page.get_by_role("dialog", name="Keys")).to_be_visible()


def _conflict(stage: Stage) -> None:
    address = f"{API}/projects/{stage.made.film}/scenes/{stage.made.scene}"
    told(stage.client.patch(address, json={"synopsis": ""}))
    stage.show(f"/scene?scene={stage.made.scene}")
    synopsis = stage.page.get_by_label("Synopsis").first
    synopsis.fill("The box stands between them. Neither touches the switch.")
    told(stage.client.patch(address, json={"synopsis": "Nora reads out the order. Tomas goes on pouring the tea."}))
    synopsis.blur()
    expect(stage.page.get_by_role("dialog")).to_be_visible()


def _paused(stage: Stage) -> None:
    stage.show()
    stage.site.kill("backend")
    expect(stage.page.get_by_text("Live updates are paused")).to_be_visible()


def _crew(stage: Stage) -> None:
    """What the Screenwriter proposes, to be accepted or not."""
    stage.show("/crew")
    page = stage.page
    page.get_by_role("button", name="Screenwriter").first.click()
    ask = page.get_by_role("button", name="Ask the Screenwriter")
    proposed = page.get_by_role("region", name="Proposed changes")
    expect(ask.or_(proposed).first).to_be_visible()
    if ask.is_visible():
        ask.click()
    expect(proposed).to_be_visible()


def _components(stage: Stage) -> None:
    stage.page.goto(f"{stage.site.address}/dev/components")
    stage.page.wait_for_load_state("networkidle")


SCREENS: dict[str, Prepare] = {
    "gallery": _gallery,
    "new-project": _new_project,
    "board": _view(""),
    "scene": _view("/scene?scene={scene}"),
    "takes": _view("/takes?shot={shot}"),
    "compare": _compare,
    "cut": _view("/cut"),
    "canvas": _canvas,
    "characters": _view("/characters"),
    "character": _view("/characters/{character}"),
    "assets": _view("/assets"),
    "crew": _crew,
    "queue": _queue,
    "system": lambda stage: stage.open("/system"),
    "notices": _notices,
    "palette": _palette,
    "keys": _keys,
    "conflict": _conflict,
    "components": _components,
    "paused": _paused,
}
