"""What a finished task leaves: on disk, in Git and over REST."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.takes.embedding import extract
from tests.support.clients.calls import API, ended, make_film, problem, submit, told
from tests.support.films.disk import clean, commits, committed, git, is_pointer, sound
from tests.support.studios.studio import Studio


@pytest.fixture(scope="module")
def film(studio: Studio) -> dict[str, Any]:
    return make_film(studio.client)


@pytest.fixture(scope="module")
def task(studio: Studio, film: dict[str, Any]) -> dict[str, Any]:
    wishes = {"quality_preset": "draft", "parameters": {"seed": 42, "steps": 3}, "node_id": "node-1"}
    accepted = submit(studio.client, film["id"], "Night. Rain on the quay – 夜", **wishes)
    return ended(studio.client, accepted["id"])


@pytest.fixture(scope="module")
def folder(studio: Studio, film: dict[str, Any], task: dict[str, Any]) -> Path:
    """The film's folder, once its take is committed."""
    assert task["status"] == "completed"
    found = studio.workspace / str(film["folder"])
    committed(found)
    return found


def test_the_picture_lies_among_the_renders_with_its_record_beside_it(folder: Path, task: dict[str, Any]) -> None:
    stem = f"output_{task['id']}"
    assert {path.name for path in (folder / "03_Renders").iterdir()} == {".gitkeep", f"{stem}.png", f"{stem}.json"}
    assert task["output_path"] == f"{folder.name}/03_Renders/{stem}.png"


def test_the_record_holds_all_that_making_it_again_takes(folder: Path, task: dict[str, Any]) -> None:
    record = json.loads((folder / f"03_Renders/output_{task['id']}.json").read_text())
    assert (record["task_id"], record["prompt"], record["seed"]) == (task["id"], "Night. Rain on the quay – 夜", 42)
    assert record["parameters"] == {"steps": 3, "cfg_scale": 7.0, "sampler": "euler", "seed": 42}
    assert (record["quality_preset"], record["pipeline"], record["pipeline_version"]) == ("draft", "null", "1.0")
    assert record["runner_id"] == task["runner_id"]
    assert record["outputs"] == [f"output_{task['id']}.png"]
    assert {"models", "character_ids", "sources", "parent_take", "template_id", "created", "duration"} <= record.keys()


def test_the_record_inside_the_picture_is_the_one_beside_it(folder: Path, task: dict[str, Any]) -> None:
    media = folder / f"03_Renders/output_{task['id']}.png"
    assert extract(media.read_bytes()) == media.with_suffix(".json").read_bytes()
    with Image.open(media) as picture:
        assert json.loads(picture.text["auteur"])["prompt"] == "Night. Rain on the quay – 夜"  # type: ignore[attr-defined]


def test_git_holds_a_pointer_and_nothing_is_left_over(folder: Path, task: dict[str, Any]) -> None:
    path = f"03_Renders/output_{task['id']}.png"
    assert is_pointer(folder, path)
    assert git(folder, "lfs", "ls-files", "--name-only").split("\n")[:-1] == [path]
    assert task["id"] in commits(folder)[0]
    assert clean(folder)
    assert sound(folder)


def test_its_commit_brings_what_it_was_made_with(studio: Studio, film: dict[str, Any], folder: Path) -> None:
    lock = json.loads(git(folder, "show", "HEAD:film.lock"))
    assert [(one["kind"], one["name"], one["version"]) for one in lock["ingredients"]] == [("pipeline", "null", "1.0")]
    found = told(studio.client.get(f"{API}/projects/{film['id']}/lock"))
    assert found["complete"]
    assert [(one["name"], one["takes"], one["state"]) for one in found["ingredients"]] == [("null", 1, "here")]


def test_git_brings_a_lost_picture_back(folder: Path, task: dict[str, Any]) -> None:
    media = folder / f"03_Renders/output_{task['id']}.png"
    picture = media.read_bytes()
    media.unlink()
    git(folder, "checkout", "--", f"03_Renders/{media.name}")
    assert media.read_bytes() == picture


def test_the_take_is_told(studio: Studio, film: dict[str, Any], task: dict[str, Any]) -> None:
    [listed] = studio.client.get(f"{API}/projects/{film['id']}/takes").json()
    assert listed == told(studio.client.get(f"{API}/takes/{task['id']}"))
    assert (listed["id"], listed["project_id"], listed["shot_id"]) == (task["take_id"], film["id"], None)
    assert listed["path"] == task["output_path"]


def test_its_picture_and_thumbnail_come_back(studio: Studio, folder: Path, task: dict[str, Any]) -> None:
    media = (folder / f"03_Renders/output_{task['id']}.png").read_bytes()
    content = studio.client.get(f"{API}/takes/{task['id']}/content")
    assert (content.content, content.headers["content-type"]) == (media, "image/png")
    assert "immutable" in content.headers["cache-control"]
    thumbnail = studio.client.get(f"{API}/takes/{task['id']}/thumbnail")
    assert Image.open(io.BytesIO(thumbnail.content)).format == "JPEG"


def test_without_a_cache_the_picture_is_its_own_thumbnail(studio: Studio, folder: Path, task: dict[str, Any]) -> None:
    (folder / f"05_Cache/thumbnails/{task['id']}.jpg").unlink(missing_ok=True)
    assert studio.client.get(f"{API}/takes/{task['id']}/thumbnail").headers["content-type"] == "image/png"


def test_it_counts_as_render_and_gives_the_film_its_poster(
    studio: Studio, film: dict[str, Any], task: dict[str, Any]
) -> None:
    project = told(studio.client.get(f"{API}/projects/{film['id']}"))
    assert project["counts"]["takes"] == 1
    assert task["id"] in project["poster_url"]
    [render] = studio.client.get(f"{API}/projects/{film['id']}/assets?asset_type=renders").json()
    assert "/03_Renders/" in render["path"]


def test_a_file_of_a_persons_beside_takes_is_no_take(studio: Studio, film: dict[str, Any], folder: Path) -> None:
    for name, text in (("output_mine.json", "{}"), ("output_torn.json", "{"), ("notes.json", '{"id": "x"}')):
        (folder / "03_Renders" / name).write_text(text)
    assert len(studio.client.get(f"{API}/projects/{film['id']}/takes").json()) == 1


def test_an_unknown_take_is_not_found(studio: Studio) -> None:
    for take_id in ("nope", "%2e%2e", "..%2f..%2fproject", "*", "%00", "é"):
        for path in ("", "/content", "/thumbnail"):
            problem(studio.client.get(f"{API}/takes/{take_id}{path}"), 404)
