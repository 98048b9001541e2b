"""An upload from its bytes to what is known of it."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.clients.calls import API, finished_assets, make_film, problem, told, upload
from tests.support.films.disk import clean, commits, committed, sound
from tests.support.studios.studio import Studio
from tests.worker.recognition.samples import cut, film, picture

POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"4d" * 32 + b"\nsize 12345\n"


@pytest.fixture
def client(studio: Studio) -> httpx.Client:
    return studio.client


@pytest.fixture
def project(client: httpx.Client) -> dict[str, Any]:
    return make_film(client)


@pytest.fixture
def folder(studio: Studio, project: dict[str, Any]) -> Path:
    return studio.workspace / str(project["folder"])


def known(client: httpx.Client, project: dict[str, Any], name: str, data: bytes) -> dict[str, Any]:
    assert upload(client, project["id"], (name, data)).status_code == 200
    return finished_assets(client, project["id"], 1)[0]


def test_a_film_is_known_and_has_a_poster(client: httpx.Client, project: dict[str, Any], tmp_path: Path) -> None:
    asset = known(client, project, "plate.mp4", film(tmp_path / "a.mp4").read_bytes())
    assert asset["status"] == "ready"
    assert asset["metadata"] | {"duration": 3.0} == {
        "kind": "video",
        "width": 160,
        "height": 90,
        "duration": 3.0,
        "fps": 24.0,
        "codec": "h264",
    }
    poster = client.get(asset["thumbnail_url"])
    assert poster.headers["content-type"] == "image/jpeg"
    assert poster.content.startswith(b"\xff\xd8\xff")


def test_a_screenplay_is_known_and_has_none(client: httpx.Client, project: dict[str, Any]) -> None:
    asset = known(client, project, "ferry.fountain", "INT. PIER - NIGHT\n\nÉMILIE\nGo.\n".encode())
    assert asset["metadata"]["characters"] == ["ÉMILIE"]
    assert asset["thumbnail_url"] is None


def test_what_can_not_be_read_stays_with_a_reason(
    client: httpx.Client, project: dict[str, Any], folder: Path, tmp_path: Path
) -> None:
    data = cut(picture(tmp_path / "a.png", (900, 900))).read_bytes()
    asset = known(client, project, "plate.png", data)
    assert (asset["status"], asset["thumbnail_url"]) == ("failed", None)
    assert "can't be read" in asset["reason"]
    assert client.get(f"{API}/projects/{project['id']}/assets/{asset['id']}/content").content == data
    committed(folder)
    assert commits(folder)[0] == "asset: add plate.png"


@pytest.mark.parametrize(("name", "data"), [("plate.png", POINTER), ("model.pt", pickle.dumps([1]))])
def test_what_is_refused_stays_on_disk_but_out_of_the_history(
    client: httpx.Client, project: dict[str, Any], folder: Path, name: str, data: bytes
) -> None:
    before = commits(folder)
    asset = known(client, project, name, data)
    assert asset["status"] == "failed"
    assert (folder.parent / asset["path"]).read_bytes() == data
    committed(folder)
    assert commits(folder) == before
    assert clean(folder)
    assert sound(folder)


def test_what_is_refused_stays_so_wherever_it_is_moved(
    client: httpx.Client, project: dict[str, Any], folder: Path
) -> None:
    asset = known(client, project, "plate.png", POINTER)
    url = f"{API}/projects/{project['id']}/assets/{asset['id']}"
    moved = told(client.patch(url, json={"asset_type": "styles"}))
    assert "01_Assets/Styles" in moved["path"]
    committed(folder)
    assert sound(folder)


def test_a_film_whose_poster_was_cleared_away_says_so(
    client: httpx.Client, project: dict[str, Any], folder: Path, tmp_path: Path
) -> None:
    asset = known(client, project, "plate.mp4", film(tmp_path / "a.mp4").read_bytes())
    (folder / f"05_Cache/thumbnails/{asset['id']}.jpg").unlink()
    problem(client.get(asset["thumbnail_url"]), 404, "thumbnail_missing")
