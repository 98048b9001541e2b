"""Uploads as clients send them; no worker is there to finish them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from asgi_lifespan import LifespanManager
from httpx import ASGITransport, AsyncClient
from redis import Redis

from app.api import create_app
from app.config import Settings
from app.projects.layout import ASSET_FOLDERS, AssetType
from tests.support.clients.calls import API, problem, told
from tests.support.clients.names import HOSTILE_FILES
from tests.support.films.disk import snapshot


@pytest.fixture
async def film(api: AsyncClient) -> dict[str, Any]:
    return told(await api.post(f"{API}/projects", json={"name": "Film"}), 201)


@pytest.fixture
def folder(settings: Settings, film: dict[str, Any]) -> Path:
    return settings.workspace_root / str(film["folder"])


@pytest.fixture
def address(film: dict[str, Any]) -> str:
    return f"{API}/projects/{film['id']}/assets"


def raw_form(name: bytes) -> dict[str, Any]:
    """A form whose file name goes over the wire exactly as it is given."""
    body = b'--b\r\nContent-Disposition: form-data; name="files"; filename="' + name + b'"\r\n\r\nevil\r\n--b--\r\n'
    return {"content": body, "headers": {"Content-Type": "multipart/form-data; boundary=b"}}


async def test_an_upload_is_journalled_told_and_queued(
    api: AsyncClient, address: str, film: dict[str, Any], folder: Path, redis: Redis
) -> None:
    files = [("files", ("take one.PNG", b"bytes")), ("files", ("notes.txt", b"text"))]
    answer = await api.post(f"{address}?asset_type=styles", files=files)
    assert answer.status_code == 200
    first, second = answer.json()
    assert (first["name"], first["status"], first["size"], first["asset_type"]) == (
        "take one.PNG",
        "processing",
        5,
        "styles",
    )
    assert [first["sha256"], second["sha256"]] == [hashlib.sha256(data).hexdigest() for data in (b"bytes", b"text")]
    assert first["path"] == f"Film/01_Assets/Styles/take-one-{first['id'][:8]}.png"
    assert {one["id"] for one in (await api.get(address)).json()} == {first["id"], second["id"]}
    assert len(list((folder / ".auteur/uploads").glob("*.json"))) == 2
    job = json.loads(str(redis.get(f"upload:project:{film['id']}"), "utf-8"))  # type: ignore[arg-type]
    assert job["asset_ids"] == [first["id"], second["id"]]
    assert redis.llen("job:queue:default") == 2


@pytest.mark.parametrize("kind", AssetType)
async def test_every_type_has_its_folder(api: AsyncClient, address: str, kind: AssetType) -> None:
    [asset] = (await api.post(f"{address}?asset_type={kind}", files=[("files", ("a.txt", b"x"))])).json()
    assert asset["path"].startswith(f"Film/{ASSET_FOLDERS[kind]}/")
    assert [one["id"] for one in (await api.get(address, params={"asset_type": kind})).json()] == [asset["id"]]


async def test_a_hostile_name_is_refused_and_nothing_is_written(
    api: AsyncClient, address: str, settings: Settings
) -> None:
    before = snapshot(settings.workspace_root.parent)
    names = [name.encode() for name in HOSTILE_FILES] + [b"bad\xff.png", b"nul\0.png", b"..%5Cx.png", b"%2e%67it", b""]
    for name in names:
        problem(await api.post(f"{address}?asset_type=styles", **raw_form(name)), 422)
    assert snapshot(settings.workspace_root.parent) == before


async def test_one_hostile_name_refuses_the_whole_form(api: AsyncClient, address: str, folder: Path) -> None:
    before = snapshot(folder)
    files = [("files", ("good.png", b"x")), ("files", (".gitattributes", b"* -filter"))]
    problem(await api.post(f"{address}?asset_type=styles", files=files), 422, "file_name_invalid")
    assert snapshot(folder) == before


@pytest.mark.parametrize("query", ["", "?asset_type=", "?asset_type=secrets", "?asset_type=../styles"])
async def test_an_unknown_type_is_refused(api: AsyncClient, address: str, folder: Path, query: str) -> None:
    before = snapshot(folder)
    problem(await api.post(address + query, files=[("files", ("a.txt", b"x"))]), 422)
    assert snapshot(folder) == before


async def test_the_wrong_body_is_told_apart(api: AsyncClient, address: str) -> None:
    where = f"{address}?asset_type=styles"
    problem(await api.post(where, json={}), 415, "not_multipart")
    problem(await api.post(where, content=b"x"), 415, "not_multipart")
    problem(await api.post(where, files=[("file_list", ("a.txt", b"x"))]), 422, "files_required")
    problem(await api.post(where.replace(API, f"{API}/x"), files=[("files", ("a.txt", b"x"))]), 404)


async def test_an_upload_to_an_unknown_film_is_not_found(api: AsyncClient) -> None:
    problem(await api.post(f"{API}/projects/nope/assets?asset_type=styles", files=[("files", ("a.txt", b"x"))]), 404)


async def test_an_upload_past_the_limit_leaves_nothing(settings: Settings) -> None:
    small = settings.model_copy(update={"auteur_upload_limit_mb": 1})

    async def endless() -> AsyncIterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n'
        for _ in range(50):
            yield b"x" * 1024 * 1024

    async with (
        LifespanManager(create_app(small)) as manager,
        AsyncClient(transport=ASGITransport(manager.app), base_url="http://localhost") as client,
    ):
        film = told(await client.post(f"{API}/projects", json={"name": "Film"}), 201)
        address = f"{API}/projects/{film['id']}/assets?asset_type=styles"
        headers = {"Content-Type": "multipart/form-data; boundary=b"}
        problem(await client.post(address, content=endless(), headers=headers), 413, "upload_too_large")
        assert (await client.get(address)).json() == []
    assert list((settings.workspace_root / "Film/05_Cache").rglob("*.tmp-*")) == []
    assert not any(path.is_file() for path in (settings.workspace_root / "Film/05_Cache").rglob("*"))
