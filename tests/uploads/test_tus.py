"""Resumable uploads: what arrived is kept, what was cancelled is gone, and the bytes are the same in the end."""

from __future__ import annotations

import hashlib
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.assets.service import Assets
from app.config import Settings
from app.errors import Unavailable
from tests.support.clients.calls import API, assets, finished_assets, make_film, problem, told
from tests.support.clients.tus import TUS, announced, begin, checksum, leftovers, location, offset, send
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually

DATA = bytes(range(256)) * 4096


@pytest.fixture
def client(studio: Studio) -> httpx.Client:
    return studio.client


@pytest.fixture
def film(client: httpx.Client) -> dict[str, Any]:
    return make_film(client)


@pytest.fixture
def folder(studio: Studio, film: dict[str, Any]) -> Path:
    return studio.workspace / str(film["folder"])


def test_the_server_says_what_it_can(client: httpx.Client) -> None:
    found = client.options(f"{API}/uploads")
    assert found.status_code == 204
    assert found.headers["Tus-Extension"] == "creation,termination,checksum"
    assert int(found.headers["Tus-Max-Size"]) > 0


def test_pieces_become_one_asset_with_the_same_bytes(client: httpx.Client, film: dict[str, Any], folder: Path) -> None:
    url = location(begin(client, film, len(DATA)))
    third = len(DATA) // 3
    assert send(client, url, 0, DATA[:third]).headers["Upload-Offset"] == str(third)
    assert offset(client, url) == third
    done = send(client, url, third, DATA[third:])
    assert done.status_code == 204
    (asset,) = finished_assets(client, film["id"], 1)
    assert asset["id"] == done.headers["Asset-Id"]
    assert asset["sha256"] == hashlib.sha256(DATA).hexdigest()
    assert client.get(asset["url"]).content == DATA
    eventually(lambda: leftovers(folder) == [])


def test_a_broken_connection_keeps_what_arrived(client: httpx.Client, film: dict[str, Any], studio: Studio) -> None:
    url = location(begin(client, film, len(DATA)))
    head = (
        f"PATCH {url} HTTP/1.1\r\nHost: localhost:{studio.port}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
        f"Content-Type: application/offset+octet-stream\r\nContent-Length: {10 * len(DATA)}\r\n\r\n"
    )
    with socket.create_connection(("localhost", studio.port)) as connection:
        connection.sendall(head.encode() + DATA[: len(DATA) // 2])
    eventually(lambda: send(client, url, offset(client, url), b"").status_code == 204)  # no longer locked
    assert "Traceback" not in studio.backend.words()
    arrived = offset(client, url)
    assert arrived <= len(DATA) // 2
    assert send(client, url, arrived, DATA[arrived:]).headers["Asset-Id"]
    (asset,) = finished_assets(client, film["id"], 1)
    assert asset["sha256"] == hashlib.sha256(DATA).hexdigest()


def test_a_restarted_backend_resumes(tmp_path_factory: pytest.TempPathFactory) -> None:
    studio = Studio(tmp_path_factory.mktemp("restarted"))
    try:
        film = make_film(studio.client)
        url = location(begin(studio.client, film, len(DATA)))
        send(studio.client, url, 0, DATA[:5000])
        studio.restart_backend()
        assert offset(studio.client, url) == 5000
        assert send(studio.client, url, 5000, DATA[5000:]).status_code == 204
        assert [asset["size"] for asset in assets(studio.client, film["id"])] == [len(DATA)]
    finally:
        studio.close()


def test_a_client_that_missed_the_last_answer_learns_that_all_is_here(
    client: httpx.Client, film: dict[str, Any], folder: Path
) -> None:
    url = location(begin(client, film, len(DATA)))
    asset_id = send(client, url, 0, DATA).headers["Asset-Id"]
    for _ in range(2):  # while the worker is at it, and after that
        found = client.head(url, headers=TUS)
        assert (found.status_code, found.headers["Upload-Offset"]) == (200, str(len(DATA)))
        assert (found.headers["Upload-Length"], found.headers["Asset-Id"]) == (str(len(DATA)), asset_id)
        finished_assets(client, film["id"], 1)
    assert len(assets(client, film["id"])) == 1
    eventually(lambda: leftovers(folder) == [])


def test_an_upload_whose_process_died_before_handing_it_over_is_handed_over(
    client: httpx.Client, film: dict[str, Any], folder: Path
) -> None:
    url = location(begin(client, film, len(DATA)))
    next((folder / "05_Cache/uploads").glob("*.part")).write_bytes(DATA)
    assert offset(client, url) == len(DATA)
    (asset,) = finished_assets(client, film["id"], 1)
    assert asset["sha256"] == hashlib.sha256(DATA).hexdigest()
    eventually(lambda: leftovers(folder) == [])


def test_a_piece_at_the_wrong_place_is_refused(client: httpx.Client, film: dict[str, Any]) -> None:
    url = location(begin(client, film, len(DATA)))
    problem(send(client, url, 1, DATA), 409, "offset_mismatch")
    assert offset(client, url) == 0


def test_a_piece_that_does_not_match_its_checksum_is_not_kept(client: httpx.Client, film: dict[str, Any]) -> None:
    url = location(begin(client, film, len(DATA)))
    problem(send(client, url, 0, DATA[:100], **{"Upload-Checksum": checksum(b"other")}), 460)
    assert offset(client, url) == 0
    assert send(client, url, 0, DATA[:100], **{"Upload-Checksum": checksum(DATA[:100], "sha256")}).status_code == 204
    problem(send(client, url, 100, b"x", **{"Upload-Checksum": "crc32 AAAA"}), 422)


def test_a_file_that_is_not_what_was_announced_is_refused_whole(
    client: httpx.Client, film: dict[str, Any], folder: Path
) -> None:
    url = location(begin(client, film, len(DATA), sha256=hashlib.sha256(b"other").hexdigest()))
    problem(send(client, url, 0, DATA), 460, "checksum_mismatch")
    problem(send(client, url, 0, DATA), 404)
    assert leftovers(folder) == []
    assert assets(client, film["id"]) == []


def test_more_bytes_than_announced_are_refused(client: httpx.Client, film: dict[str, Any]) -> None:
    url = location(begin(client, film, length=10))
    problem(send(client, url, 0, DATA), 413, "upload_too_long")


def test_a_cancelled_upload_leaves_nothing(client: httpx.Client, film: dict[str, Any], folder: Path) -> None:
    url = location(begin(client, film, len(DATA)))
    send(client, url, 0, DATA[:1000])
    assert client.delete(url, headers=TUS).status_code == 204
    assert client.head(url, headers=TUS).status_code == 404
    assert leftovers(folder) == []


def test_an_empty_file_is_an_asset_at_once(client: httpx.Client, film: dict[str, Any]) -> None:
    location(begin(client, film, length=0))
    (asset,) = finished_assets(client, film["id"], 1)
    assert asset["size"] == 0


async def test_an_empty_file_that_can_not_be_taken_in_leaves_nothing(
    api: httpx.AsyncClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = told(await api.post(f"{API}/projects", json={"name": "Film"}), 201)

    def away(*_: object) -> None:
        raise Unavailable("Redis can't be reached.")

    monkeypatch.setattr(Assets, "accept", away)
    problem(await api.post(f"{API}/uploads", headers=announced(made, 0)), 503)
    assert leftovers(settings.workspace_root / str(made["folder"])) == []


def test_what_can_not_begin_is_refused_with_nothing_written(
    client: httpx.Client, film: dict[str, Any], folder: Path
) -> None:
    problem(begin(client, film, len(DATA), filename="../x"), 422, "file_name_invalid")
    problem(begin(client, film, len(DATA), filename=".gitattributes"), 422, "file_name_invalid")
    problem(begin(client, film, len(DATA), asset_type="nonsense"), 422)
    problem(begin(client, film, len(DATA), project_id="nope"), 404)
    problem(begin(client, film, length=2**50), 413, "upload_too_large")
    problem(client.post(f"{API}/uploads", headers={"Upload-Length": "1"}), 412, "tus_version")
    problem(client.post(f"{API}/uploads", headers={**TUS, "Upload-Length": "-1"}), 422)
    problem(client.post(f"{API}/uploads", headers={**TUS, "Upload-Length": "1", "Upload-Metadata": "filename !"}), 422)
    assert leftovers(folder) == []


def test_ids_that_are_none_are_not_found(client: httpx.Client) -> None:
    for upload_id in ("nope", "..%2fx", "0" * 36, f"nope.{'0' * 36}", f".{'0' * 36}"):
        assert client.head(f"{API}/uploads/{upload_id}", headers=TUS).status_code == 404
    told(client.get("/health/live"))
