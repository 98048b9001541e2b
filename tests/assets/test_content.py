"""Assets from the upload to the bytes that come back."""

from __future__ import annotations

import hashlib
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support.clients.calls import API, assets, finished_assets, make_film, problem, told, upload
from tests.support.clients.sockets import socket
from tests.support.films.disk import clean, commits, committed, is_pointer, sound
from tests.support.studios.studio import Studio

HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def png(size: tuple[int, int] = (320, 180)) -> bytes:
    data = io.BytesIO()
    Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3)).save(data, "PNG")
    return data.getvalue()


@pytest.fixture(scope="module")
def film(studio: Studio) -> dict[str, Any]:
    return make_film(studio.client)


@pytest.fixture(scope="module")
def picture(studio: Studio, film: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """A finished picture with its bytes."""
    data = png()
    [accepted] = upload(studio.client, film["id"], ("Ångström still.png", data)).json()
    finished_assets(studio.client, film["id"], 1)
    return told(studio.client.get(f"{API}/projects/{film['id']}/assets/{accepted['id']}")), data


def folder_of(studio: Studio, film: dict[str, Any]) -> Path:
    return studio.workspace / str(film["folder"])


def test_a_finished_asset_says_what_it_is(picture: tuple[dict[str, Any], bytes]) -> None:
    asset, data = picture
    assert (asset["status"], asset["mime"], asset["size"]) == ("ready", "image/png", len(data))
    assert asset["sha256"] == hashlib.sha256(data).hexdigest()
    assert (asset["metadata"]["width"], asset["metadata"]["height"]) == (320, 180)
    assert asset["name"] == "Ångström still.png"
    assert asset["thumbnail_url"]


def test_it_is_committed_as_a_pointer_and_whole_on_disk(
    studio: Studio, film: dict[str, Any], picture: tuple[dict[str, Any], bytes]
) -> None:
    asset, data = picture
    folder = folder_of(studio, film)
    committed(folder)
    path = asset["path"].partition("/")[2]
    assert is_pointer(folder, path)
    assert (folder / path).read_bytes() == data
    assert any(asset["name"] in message and message.startswith("asset: add") for message in commits(folder))
    assert not list((folder / "05_Cache/uploads").iterdir())
    assert not list((folder / ".auteur/uploads").glob("*"))
    assert sound(folder)
    assert clean(folder)


def test_its_bytes_come_back_whole_or_in_ranges(studio: Studio, picture: tuple[dict[str, Any], bytes]) -> None:
    asset, data = picture
    whole = studio.client.get(asset["url"])
    assert (whole.status_code, whole.content, whole.headers["accept-ranges"]) == (200, data, "bytes")
    for asked, expected in (("0-9", data[:10]), ("100-", data[100:]), ("-7", data[-7:]), ("5-5", data[5:6])):
        piece = studio.client.get(asset["url"], headers={"Range": f"bytes={asked}"})
        assert (piece.status_code, piece.content) == (206, expected)
        assert piece.headers["content-range"].endswith(f"/{len(data)}")
    beyond = studio.client.get(asset["url"], headers={"Range": f"bytes={len(data)}-"})
    assert beyond.status_code == 416


def test_a_range_of_a_file_that_changed_is_the_whole_file(
    studio: Studio, picture: tuple[dict[str, Any], bytes]
) -> None:
    asset, data = picture
    etag = studio.client.get(asset["url"]).headers["etag"]
    same = studio.client.get(asset["url"], headers={"Range": "bytes=0-9", "If-Range": etag})
    other = studio.client.get(asset["url"], headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    assert (same.status_code, other.status_code, other.content) == (206, 200, data)


def test_its_thumbnail_is_a_small_jpeg(studio: Studio, picture: tuple[dict[str, Any], bytes]) -> None:
    small = studio.client.get(picture[0]["thumbnail_url"])
    assert small.headers["content-type"] == "image/jpeg"
    assert max(Image.open(io.BytesIO(small.content)).size) <= 640


@pytest.mark.parametrize(
    ("name", "data"), [("a.png", HTML), ("a.svg", SVG), ("a.html", HTML), ("a.jpg", SVG), ("a", HTML)]
)
def test_what_may_carry_a_script_is_never_shown_in_a_page(studio: Studio, name: str, data: bytes) -> None:
    film = make_film(studio.client)
    [accepted] = upload(studio.client, film["id"], (name, data)).json()
    finished_assets(studio.client, film["id"], 1)
    content = studio.client.get(accepted["url"])
    inline = content.headers["content-disposition"].startswith("inline")
    assert not inline
    assert content.headers["x-content-type-options"] == "nosniff"
    assert content.headers["content-security-policy"].startswith("sandbox")


async def test_an_asset_is_told_when_it_is_ready(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as page:
        [accepted] = upload(studio.client, film["id"], ("a.txt", b"text")).json()
        for kind in ("file.uploaded", "asset.added"):
            event = await page.until(lambda m, kind=kind: m["type"] == kind)  # type: ignore[misc]
            assert event["data"]["asset"]["id"] == accepted["id"]
            assert event["data"]["asset"]["status"] == "ready"
        done = await page.until_type("git.committed")
    assert accepted["path"].partition("/")[2] in done["data"]["paths"]


def test_many_files_at_once_are_all_finished(studio: Studio) -> None:
    film = make_film(studio.client)
    files = [(f"{n}.txt", f"text {n}".encode()) for n in range(20)]
    assert len(upload(studio.client, film["id"], *files).json()) == 20
    found = finished_assets(studio.client, film["id"], 20)
    assert {asset["name"] for asset in found} == {name for name, _ in files}
    assert {asset["status"] for asset in found} == {"ready"}
    committed(folder_of(studio, film))


def test_exports_stay_out_of_git_and_hold_nothing_up(studio: Studio) -> None:
    film = make_film(studio.client)
    upload(studio.client, film["id"], ("cut.txt", b"cut"), kind="exports")
    upload(studio.client, film["id"], ("script.txt", b"script"), kind="scripts")
    finished_assets(studio.client, film["id"], 2)
    folder = folder_of(studio, film)
    committed(folder)
    assert any("script.txt" in message for message in commits(folder))
    assert list((folder / "06_Exports").glob("cut-*.txt"))


def test_a_crash_at_any_point_of_finishing_is_made_good(studio: Studio) -> None:
    """Each state that a killed worker can leave, found by the next attempt."""
    film = make_film(studio.client)
    folder = folder_of(studio, film)
    for number, state in enumerate(("moved in", "linked, not yet unlinked", "record written"), start=1):
        _leave(folder, state, asset_id := f"{number:08d}-0000-4000-8000-000000000000")
        assert asset_id in {asset["id"] for asset in assets(studio.client, film["id"])}
    studio.workers[0].stop()
    studio.start_worker()
    found = finished_assets(studio.client, film["id"], 3)
    assert {asset["status"] for asset in found} == {"ready"}
    assert len(found) == 3
    committed(folder)
    assert not list((folder / ".auteur/uploads").glob("*"))
    assert not list((folder / "05_Cache/uploads").glob("*"))


def _leave(folder: Path, state: str, asset_id: str) -> None:
    record = {
        "id": asset_id,
        "name": f"{state}.txt",
        "path": f"01_Assets/Styles/note-{asset_id[:8]}.txt",
        "asset_type": "styles",
        "size": 4,
        "mime": "text/plain",
        "sha256": None,
        "status": "processing",
        "reason": None,
        "metadata": {},
        "created": "2026-01-01T00:00:00Z",
    }
    journal, temporary = folder / ".auteur/uploads", folder / "05_Cache/uploads" / f".tmp-{asset_id}"
    for place in (journal, temporary.parent):
        place.mkdir(exist_ok=True)
    final = folder / str(record["path"])
    final.write_bytes(b"text")
    if state.startswith("linked"):
        temporary.hardlink_to(final)
    if state == "record written":
        final.with_name(f"{final.name}.asset.json").write_text(
            json.dumps(record | {"status": "ready", "sha256": "0" * 64})
        )
    (journal / f"{asset_id}.json").write_text(json.dumps({"record": record, "temporary": temporary.name}))


def test_an_unknown_asset_is_not_found(studio: Studio, film: dict[str, Any]) -> None:
    for asset_id in ("nope", "%2e%2e%2fproject.json", "%00"):
        for path in ("", "/content", "/thumbnail"):
            problem(studio.client.get(f"{API}/projects/{film['id']}/assets/{asset_id}{path}"), 404)
