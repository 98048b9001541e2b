"""A full disk: said in so many words, and nothing of the upload stays."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from asgi_lifespan import LifespanManager
from httpx import ASGITransport, AsyncClient

from app.api import create_app
from app.assets.limits import Limits
from app.assets.multipart import receive
from app.config import Settings
from app.errors import StorageFull
from app.files import room
from tests.support.clients.calls import API, assets, make_film, problem, told, upload
from tests.support.clients.tus import announced, begin, leftovers, location, send
from tests.support.films.disk import snapshot
from tests.support.studios.small_disk import filled, small_disk
from tests.support.studios.studio import Studio

MIB = 1024 * 1024
PAGE = 4096


@pytest.fixture(scope="module")
def cramped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio without a worker, whose films lie on a disk of 24 MiB, none of it reserved."""
    folder = tmp_path_factory.mktemp("cramped")
    with small_disk(folder / "workspace", 24):
        running = Studio(folder, AUTEUR_DISK_RESERVE_MB="0")
        try:
            yield running
        finally:
            running.close()


@pytest.fixture
def film(cramped: Studio) -> dict[str, Any]:
    return make_film(cramped.client)


def form(data: bytes) -> dict[str, Any]:
    """Of unknown length, so that only what arrives can tell."""

    def pieces() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n'
        yield from (data[start : start + 65_536] for start in range(0, len(data), 65_536))
        yield b"\r\n--b--\r\n"

    return {"content": pieces(), "headers": {"Content-Type": "multipart/form-data; boundary=b"}}


def nothing_came_of_it(studio: Studio, film: dict[str, Any]) -> bool:
    folder = studio.workspace / str(film["folder"])
    return leftovers(folder) == [] and assets(studio.client, film["id"]) == []


async def test_the_reserve_is_kept_from_both_kinds_of_upload(settings: Settings) -> None:
    settings = settings.model_copy(update={"auteur_disk_reserve_mb": 2**40})
    async with (
        LifespanManager(create_app(settings)) as manager,
        AsyncClient(transport=ASGITransport(manager.app), base_url="http://localhost") as client,
    ):
        film = told(await client.post(f"{API}/projects", json={"name": "Film"}), 201)
        before = snapshot(settings.workspace_root)
        address = f"{API}/projects/{film['id']}/assets?asset_type=styles"
        problem(await client.post(address, files=[("files", ("a.txt", b"x"))]), 507, "disk_full")
        problem(await client.post(f"{API}/uploads", headers=announced(film, 1)), 507, "disk_full")
        assert snapshot(settings.workspace_root) == before


def test_an_announced_form_that_does_not_fit_is_refused(cramped: Studio, film: dict[str, Any]) -> None:
    problem(upload(cramped.client, film["id"], ("a.bin", bytes(30 * MIB))), 507, "disk_full")
    assert nothing_came_of_it(cramped, film)


def test_a_form_that_fills_the_disk_on_its_way_is_refused(cramped: Studio, film: dict[str, Any]) -> None:
    address = f"{API}/projects/{film['id']}/assets?asset_type=styles"
    problem(cramped.client.post(address, **form(bytes(30 * MIB))), 507, "disk_full")
    assert nothing_came_of_it(cramped, film)
    assert upload(cramped.client, film["id"], ("a.bin", b"x")).status_code == 200


def test_a_form_that_fits_but_for_its_journal_is_refused_whole(cramped: Studio, film: dict[str, Any]) -> None:
    upload(cramped.client, film["id"], ("first.txt", b"x"))  # makes the folders
    kept = [asset["name"] for asset in assets(cramped.client, film["id"])]
    with filled(cramped.workspace, 3 * PAGE):
        files = [(f"{n}.txt", b"x") for n in range(3)]
        problem(upload(cramped.client, film["id"], *files), 507, "disk_full")
    assert [asset["name"] for asset in assets(cramped.client, film["id"])] == kept
    assert len(leftovers(cramped.workspace / str(film["folder"]))) == 2  # the first one's bytes and journal


def test_an_upload_that_can_not_fit_does_not_begin(cramped: Studio, film: dict[str, Any]) -> None:
    problem(begin(cramped.client, film, 30 * MIB), 507, "disk_full")
    with filled(cramped.workspace, 0):
        problem(begin(cramped.client, film, 0), 507, "disk_full")
    assert nothing_came_of_it(cramped, film)


def test_an_upload_under_which_the_disk_fills_up_is_gone(cramped: Studio, film: dict[str, Any]) -> None:
    url = location(begin(cramped.client, film, 4 * MIB))
    assert send(cramped.client, url, 0, bytes(MIB)).status_code == 204
    with filled(cramped.workspace, MIB):
        problem(send(cramped.client, url, MIB, bytes(3 * MIB)), 507, "disk_full")
    assert nothing_came_of_it(cramped, film)
    problem(send(cramped.client, url, MIB, b"x"), 404)


async def test_a_disk_that_is_full_in_the_middle_of_a_write_leaves_nothing(tmp_path: Path) -> None:
    async def body() -> AsyncIterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n'
        for _ in range(4):
            yield bytes(MIB)

    with small_disk(tmp_path, 2):
        blind = Limits(size=100 * MIB, reserve=-(2**40))  # it trusts that there is room
        with pytest.raises(OSError, match="No space left") as full:
            await receive(body(), "multipart/form-data; boundary=b", tmp_path, blind)
        assert room.ran_out(full.value)
        assert list(tmp_path.iterdir()) == []


def test_only_a_full_disk_is_told_as_one() -> None:
    assert room.ran_out(StorageFull("full"))
    assert not room.ran_out(FileNotFoundError(2, "gone"))
    assert not room.ran_out(httpx.ReadError("away"))
