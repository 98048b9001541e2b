"""From a screenplay to a cut that an editor can open, by the processes of a real studio."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import av
import opentimelineio as otio
import pytest
from httpx import Client

from tests.support.clients.calls import API, ended, told
from tests.support.studios.studio import Studio


@pytest.fixture(scope="module")
def film(drawing: Studio) -> str:
    """The five-scene sample, with takes of the first two shots in which somebody speaks."""
    client = drawing.client
    film = str(told(client.post(f"{API}/projects/sample"), 201)["id"])
    scenes = [scene for chapter in story(client, film) for scene in chapter["scenes"]]
    assert len(scenes) == 5
    shots = [shot["id"] for scene in scenes for shot in scene["shots"] if shot["dialogue"]][:2]
    wish = {"what": "missing", "shot_ids": shots, "quality_preset": "draft"}
    assert told(client.post(f"{API}/projects/{film}/shoot/plan", json=wish))["shots"] == shots
    tasks: Any = told(client.post(f"{API}/projects/{film}/shoot", json=wish), 201)
    assert {task["batch_id"] for task in tasks} == {tasks[0]["batch_id"]}
    assert {ended(client, task["id"])["status"] for task in tasks} == {"completed"}
    return film


def test_the_sample_becomes_an_animatic_with_every_frame_of_its_cut(drawing: Studio, film: str) -> None:
    cut = cut_of(drawing.client, film)
    mp4 = exported(drawing.client, film, "mp4", height=64)
    with av.open(io.BytesIO(mp4), "r") as animatic:
        frames = sum(1 for _ in animatic.decode(video=0))
        assert animatic.streams.video[0].average_rate == cut["fps"]
    assert frames == cut["frames"] == sum(clip["frames"] for clip in cut["clips"])


def test_an_editors_cut_comes_back_with_what_was_changed(drawing: Studio, film: str, tmp_path: Path) -> None:
    client = drawing.client
    timeline = otio.adapters.read_from_string(exported(client, film, "otio").decode(), "otio_json")
    clips = cut_of(client, film)["clips"]
    assert [clip.metadata["auteur"]["shot_id"] for clip in timeline.find_clips()] == [each["shot_id"] for each in clips]
    assert report(client, film, timeline, tmp_path)["changes"] == []

    track = timeline.video_tracks()[0]
    track[1].source_range = otio.opentime.TimeRange(
        track[1].source_range.start_time, otio.opentime.RationalTime(clips[1]["frames"] + 6, 24)
    )
    gone = track.pop(4)
    last = track.pop(-1)
    track.insert(0, last)
    found = report(client, film, timeline, tmp_path)
    kinds = {(change["kind"], change["clip_id"]) for change in found["changes"]}
    assert kinds == {
        ("retimed", clips[1]["id"]),
        ("removed", gone.metadata["auteur"]["clip_id"]),
        ("moved", last.metadata["auteur"]["clip_id"]),
    }
    assert found["unchanged"] == len(clips) - 3


@pytest.mark.parametrize("kind", ["edl", "fcpxml"])
def test_what_other_programs_read_comes_back_unchanged(drawing: Studio, film: str, kind: str) -> None:
    data = exported(drawing.client, film, kind)
    found = compared(drawing.client, film, f"cut.{kind}", data)
    assert (found["changes"], found["frames"]) == ([], found["frames_here"])


def test_a_batch_that_is_asked_for_again_makes_only_what_is_lacking(drawing: Studio, film: str) -> None:
    plan = told(drawing.client.post(f"{API}/projects/{film}/shoot/plan", json={"what": "missing"}))
    played = [clip for clip in cut_of(drawing.client, film)["clips"] if clip["take_id"]]
    assert played
    assert not {clip["shot_id"] for clip in played} & set(plan["shots"])


def test_a_promoted_take_has_the_same_seed_and_takes_the_place_of_the_chosen_one(drawing: Studio, film: str) -> None:
    client = drawing.client
    clip = next(clip for clip in cut_of(client, film)["clips"] if clip["take_id"])
    before = told(client.post(f"{API}/takes/{clip['take_id']}/select"))
    wish = {"what": "promote", "shot_ids": [clip["shot_id"]], "quality_preset": "standard"}
    tasks: Any = told(client.post(f"{API}/projects/{film}/shoot", json=wish), 201)
    (task,) = tasks
    assert ended(client, task["id"])["status"] == "completed"
    after = told(client.get(f"{API}/takes/{task['id']}"))
    assert (after["seed"], after["parent_take"], after["quality_preset"]) == (before["seed"], before["id"], "standard")
    assert after["chosen"]


def test_a_frame_leads_back_to_the_lines_of_the_screenplay(drawing: Studio, film: str) -> None:
    clip = next(clip for clip in cut_of(drawing.client, film)["clips"] if clip["take_id"] and clip["dialogue"])
    url = f"{API}/projects/{film}/cut/lineage"
    found = told(drawing.client.get(url, params={"frame": clip["at"]}))
    assert found["take"]["id"] == clip["take_id"]
    said = clip["dialogue"].partition(": ")[2].splitlines()[0]
    assert any(said in line["text"] or line["text"] in said for line in found["script"]["lines"])


def story(client: Client, film: str) -> list[dict[str, Any]]:
    chapters: list[dict[str, Any]] = told(client.get(f"{API}/projects/{film}/story"))["chapters"]
    return chapters


def cut_of(client: Client, film: str) -> dict[str, Any]:
    return told(client.get(f"{API}/projects/{film}/cut"))


def exported(client: Client, film: str, kind: str, **wishes: Any) -> bytes:
    task = told(client.post(f"{API}/projects/{film}/exports", json={"format": kind, **wishes}), 202)
    done = ended(client, task["id"])
    assert done["status"] == "completed", done["error"]
    name = done["output_path"].rpartition("/")[2]
    assert name in {each["name"] for each in client.get(f"{API}/projects/{film}/exports").json()}
    return client.get(f"{API}/projects/{film}/exports/{name}").content


def report(client: Client, film: str, timeline: Any, folder: Path) -> dict[str, Any]:
    path = folder / "edited.otio"
    otio.adapters.write_to_file(timeline, str(path))
    assert json.loads(path.read_text())
    return compared(client, film, path.name, path.read_bytes())


def compared(client: Client, film: str, name: str, data: bytes) -> dict[str, Any]:
    return told(client.post(f"{API}/projects/{film}/cut/compare", files={"file": (name, data)}))
