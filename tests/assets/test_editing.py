"""Renaming, refiling, deleting, searching assets, and lists in pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.clients.calls import API, finished_assets, make_film, problem, told, upload
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually


@pytest.fixture
def client(studio: Studio) -> httpx.Client:
    return studio.client


@pytest.fixture
def film(client: httpx.Client) -> dict[str, Any]:
    return make_film(client)


@pytest.fixture
def folder(studio: Studio, film: dict[str, Any]) -> Path:
    return studio.workspace / str(film["folder"])


@pytest.fixture
def asset(client: httpx.Client, film: dict[str, Any]) -> dict[str, Any]:
    upload(client, film["id"], ("Harbour plate.txt", b"salt and rope"))
    return finished_assets(client, film["id"], 1)[0]


def listed(client: httpx.Client, film: dict[str, Any], **query: Any) -> list[str]:
    found = client.get(f"{API}/projects/{film['id']}/assets", params=query)
    assert found.status_code == 200, found.text
    return [asset["name"] for asset in found.json()]


def url(film: dict[str, Any], asset: dict[str, Any]) -> str:
    return f"{API}/projects/{film['id']}/assets/{asset['id']}"


def clean(client: httpx.Client, film: dict[str, Any]) -> bool:
    return not told(client.get(f"{API}/projects/{film['id']}/git/status"))["is_dirty"]


def test_renaming_changes_the_label_and_no_path(
    client: httpx.Client, film: dict[str, Any], asset: dict[str, Any]
) -> None:
    renamed = told(client.patch(url(film, asset), json={"name": "../Pier\u202e.txt"}))
    assert renamed["name"] == "Pier.txt"
    assert renamed["path"] == asset["path"]


def test_refiling_moves_the_file_and_keeps_the_id(
    client: httpx.Client, film: dict[str, Any], asset: dict[str, Any], studio: Studio
) -> None:
    moved = told(client.patch(url(film, asset), json={"asset_type": "scripts"}))
    assert moved["id"] == asset["id"]
    assert "/02_Source_Creative/Scripts/" in moved["path"]
    assert not (studio.workspace / asset["path"]).exists()
    assert client.get(moved["url"]).content == b"salt and rope"
    assert listed(client, film, asset_type="locations") == []
    eventually(lambda: clean(client, film))


def test_a_deleted_asset_is_gone_from_list_and_disk(
    client: httpx.Client, film: dict[str, Any], asset: dict[str, Any], folder: Path
) -> None:
    assert client.delete(url(film, asset)).status_code == 204
    problem(client.get(url(film, asset)), 404)
    problem(client.delete(url(film, asset)), 404)
    assert [path.name for path in (folder / "01_Assets" / "Locations").iterdir()] == [".gitkeep"]
    eventually(lambda: clean(client, film))


def test_search_finds_every_word_in_any_case(client: httpx.Client, film: dict[str, Any]) -> None:
    upload(client, film["id"], ("Harbour Night.txt", b"1"), ("HARBOUR day.txt", b"2"), ("Öde Straße.txt", b"3"))
    finished_assets(client, film["id"], 3)
    assert sorted(listed(client, film, q="harbour")) == ["HARBOUR day.txt", "Harbour Night.txt"]
    assert listed(client, film, q="night HARBOUR") == ["Harbour Night.txt"]
    assert listed(client, film, q="STRASSE") == ["Öde Straße.txt"]
    assert listed(client, film, q="ferry") == []


def test_pages_give_every_item_once(client: httpx.Client, film: dict[str, Any]) -> None:
    upload(client, film["id"], *((f"{n}.txt", b"x") for n in range(5)))
    finished_assets(client, film["id"], 5)
    seen: list[str] = []
    url: str | None = f"{API}/projects/{film['id']}/assets?limit=2"
    while url:
        page = client.get(url)
        seen += [asset["id"] for asset in page.json()]
        url = page.links["next"]["url"] if "next" in page.links else None
    assert len(seen) == len(set(seen)) == 5
    problem(client.get(f"{API}/projects/{film['id']}/assets", params={"limit": 0}), 422)
