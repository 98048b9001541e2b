"""A screenplay is dropped, becomes an animatic and goes to an editor; then its next draft comes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import av
import httpx
import opentimelineio as otio
import pytest
from playwright.sync_api import Locator, Page, expect

from app.sample.making import SOURCE
from tests.e2e.browser.site import Site, free_name
from tests.e2e.browser.steps import loaded
from tests.support.clients.calls import API, told
from tests.support.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SCENES = 5  # of the sample
_DROP = """([selector, name, text]) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name));
  const target = document.querySelector(selector);
  for (const type of ['dragenter', 'dragover', 'drop'])
    target.dispatchEvent(new DragEvent(type, {dataTransfer: files, bubbles: true, cancelable: true}));
}"""


def test_a_dropped_screenplay_becomes_a_cut_that_an_editor_opens(page: Page, site: Site, tmp_path: Path) -> None:
    text = SOURCE.read_text()
    film_id = film_of(page, site, text)
    view(page, "Cut")
    with site.client() as client:
        shorten(page, client, film_id)
        shoot(page)
        play(page)
        cut = cut_of(client, film_id)
        assert_same_frames(exported(page, "Animatic (.mp4)", "mp4", tmp_path), cut)
        assert_same_clips(exported(page, "OpenTimelineIO (.otio)", "otio", tmp_path), cut)
        for label, kind in (("CMX 3600 (.edl)", "edl"), ("Final Cut and Resolve (.fcpxml)", "fcpxml")):
            assert_unchanged(page, exported(page, label, kind, tmp_path))
        view(page, "Board")
        look_at_the_next_draft(page, client, film_id, next_draft(text))


def film_of(page: Page, site: Site, text: str) -> str:
    """The id of the film that dropping it makes."""
    page.goto(site.address)
    expect(page.get_by_role("button", name="New Project").first).to_be_visible()
    drop(page, "main", f"{free_name('The Last Light')}.fountain", text)
    page.wait_for_url(re.compile(r"/project/[^/]+$"))
    expect(told_of(page)).to_contain_text("/ 5 /")
    return page.url.rsplit("/", 1)[1]


def shorten(page: Page, client: httpx.Client, film_id: str) -> None:
    """To the first clip of each scene, as an editor does."""
    expect(page.get_by_text("follows the story")).to_be_visible()
    clips = cut_of(client, film_id)["clips"]
    first = {clip["scene_id"]: clip["id"] for clip in reversed(clips)}
    page.keyboard.press("Home")
    for clip in clips:
        page.keyboard.press("ArrowDown" if clip["id"] in first.values() else "Delete")
    expect(page.locator("[data-clip]")).to_have_count(SCENES)
    expect(page.get_by_text(f"{SCENES} without a take")).to_be_visible()
    eventually(lambda: {clip["scene_id"]: clip["id"] for clip in cut_of(client, film_id)["clips"]} == first)


def shoot(page: Page) -> None:
    page.get_by_role("button", name="Generate the cut…").click()
    dialog = page.get_by_role("dialog", name="Generate the cut")
    dialog.get_by_label("Tier").select_option("draft")
    dialog.get_by_role("button", name=f"Generate {SCENES} takes").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("without a take")).to_be_hidden()


def play(page: Page) -> None:
    """From the beginning: its picture is there, and time goes by."""
    page.keyboard.press("Home")
    playhead = page.get_by_label("Playhead")
    expect(playhead).to_have_text("00:00:00:00")
    loaded(page.get_by_role("region", name="Cut").locator(".monitor img").first)
    page.get_by_role("button", name="Play").click()
    expect(playhead).not_to_have_text(re.compile(r"^00:00:00:"))
    page.get_by_role("button", name="Stop").click()


def exported(page: Page, label: str, kind: str, folder: Path) -> Path:
    """Made and downloaded by the browser."""
    page.get_by_role("button", name="Export", exact=True).click()
    dialog = page.get_by_role("dialog", name="Export the cut")
    dialog.get_by_label("Format").select_option(label=label)
    if kind == "mp4":
        dialog.get_by_label("Height of the picture").select_option("540")
    dialog.get_by_role("button", name="Export", exact=True).click()
    link = dialog.get_by_role("list", name="Exports").get_by_role("link", name=re.compile(rf"\.{kind}$"))
    with page.expect_download() as download:
        link.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    return path


def assert_same_frames(mp4: Path, cut: dict[str, Any]) -> None:
    with av.open(str(mp4)) as animatic:
        stream = animatic.streams.video[0]
        assert (stream.average_rate, stream.height) == (cut["fps"], 540)
        assert sum(1 for _ in animatic.decode(video=0)) == cut["frames"]


def assert_same_clips(path: Path, cut: dict[str, Any]) -> None:
    timeline = otio.adapters.read_from_file(str(path))
    found = [(clip.metadata["auteur"]["take_id"], clip.duration().to_frames()) for clip in timeline.find_clips()]
    assert found == [(clip["take_id"], clip["frames"]) for clip in cut["clips"]]


def assert_unchanged(page: Page, path: Path) -> None:
    """Read back, as it comes from an editor who did nothing."""
    page.get_by_label("Cut of an editing program").set_input_files(path)
    dialog = page.get_by_role("dialog", name=f"Changes in {path.name}")
    expect(dialog.get_by_text("It plays the same clips in the same order, each as long as here.")).to_be_visible()
    dialog.get_by_role("button", name="Done").click()


def look_at_the_next_draft(page: Page, client: httpx.Client, film_id: str, text: str) -> None:
    """Refused it changes nothing; accepted it keeps every take."""
    before = scenes(client, film_id)
    takes = {take["id"] for take in client.get(f"{API}/projects/{film_id}/takes").json()}
    assert len(takes) == SCENES
    for answer in ("Refuse", "Accept this draft"):
        assert scenes(client, film_id) == before
        drop(page, "[role=tree]", "second.fountain", text)
        dialog = page.get_by_role("dialog", name="Import second.fountain?")
        assert_impact(dialog)
        dialog.get_by_role("button", name=answer).click()
        expect(dialog).to_be_hidden()
    expect(told_of(page)).to_contain_text("/ 6 /")
    after = {scene["code"]: scene for scene in scenes(client, film_id)}
    assert [code for code, scene in after.items() if scene["omitted"]] == ["SC002"]
    kept = {take["id"]: take for take in client.get(f"{API}/projects/{film_id}/takes").json()}
    assert kept.keys() == takes
    assert any(take["stale"] for take in kept.values())


def assert_impact(dialog: Locator) -> None:
    counts = dialog.get_by_role("list").first
    expect(counts.get_by_role("listitem")).to_have_text(["3 unchanged", "1 changed", "1 new", "1 omitted"])
    changed = dialog.get_by_role("group").filter(has_text="SC001")
    expect(changed).to_contain_text("stale take")
    changed.locator("summary").click()
    expect(changed.locator("del")).to_contain_text("I'm from the Ministry.")
    expect(changed.locator("ins")).to_contain_text("I'm from the Bureau.")


def next_draft(text: str) -> str:
    """Other words in the first scene, none of the second, and one more at the end."""
    first, rest = text.split("EXT. CAUSEWAY - CONTINUOUS")
    _, kept = rest.split("# The Night")
    closing = "\n\nEXT. HARBOUR - DAY\n\nThe ferry takes her home. On the quay the lamp is off.\n"
    first = first.replace("I'm from the Ministry.", "I'm from the Bureau.")
    return f"{first}# The Night{kept}{closing}"


def told_of(page: Page) -> Locator:
    """How many chapters, scenes and shots there are."""
    return page.get_by_role("region", name="Story").get_by_title(re.compile("chapter"))


def view(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Views of the film").get_by_role("link", name=name).click()


def drop(page: Page, selector: str, name: str, text: str) -> None:
    page.evaluate(_DROP, [selector, name, text])


def cut_of(client: httpx.Client, film_id: str) -> dict[str, Any]:
    return told(client.get(f"{API}/projects/{film_id}/cut"))


def scenes(client: httpx.Client, film_id: str) -> list[dict[str, Any]]:
    chapters = told(client.get(f"{API}/projects/{film_id}/story"))["chapters"]
    return [scene for chapter in chapters for scene in chapter["scenes"]]
