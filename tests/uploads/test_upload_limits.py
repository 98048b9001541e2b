"""The one table of limits: each admits as much as it says, and not one more."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from asgi_lifespan import LifespanManager
from httpx import ASGITransport, AsyncClient

from app.api import create_app
from app.assets import limits
from app.assets.limits import Limits
from app.assets.multipart import receive
from app.config import Settings
from app.errors import Invalid, StorageFull, TooLarge
from app.files.names import MAX_NAME_BYTES
from app.worker.recognition.facts import Unfit
from app.worker.recognition.pictures.size import refuse_size
from app.worker.recognition.signatures import SAFETENSORS
from app.worker.recognition.text.reading import read
from app.worker.recognition.weights import safetensors
from tests.support.clients.calls import API, problem, told
from tests.support.clients.tus import announced
from tests.support.studios.small_disk import small_disk
from tests.worker.recognition.samples import safetensors as weights

LIMIT = 2**20
FILE = b'Content-Disposition: form-data; name="files"; filename="a"'
FIELD = b'Content-Disposition: form-data; name="note"'


@dataclass(frozen=True)
class Place:
    """Where a limit is tried: a folder, and a studio that takes uploads of up to 1 MiB."""

    folder: Path
    api: AsyncClient
    film: dict[str, Any]


Admits = Callable[[Place, int], Awaitable[bool]]


@pytest.fixture
async def place(settings: Settings, tmp_path: Path) -> AsyncIterator[Place]:
    app = create_app(settings.model_copy(update={"auteur_upload_limit_mb": 1}))
    async with (
        LifespanManager(app) as manager,
        AsyncClient(transport=ASGITransport(manager.app), base_url="http://localhost") as api,
    ):
        folder = tmp_path / "received"
        folder.mkdir()
        yield Place(folder, api, told(await api.post(f"{API}/projects", json={"name": "Film"}), 201))


def part(*headers: bytes, data: bytes = b"") -> bytes:
    return b"--b\r\n" + b"".join(header + b"\r\n" for header in headers) + b"\r\n" + data + b"\r\n"


async def form(place: Place, *parts: bytes, epilogue: int = 0) -> bool:
    async def body() -> AsyncIterator[bytes]:
        yield b"".join(parts) + b"--b--"
        for start in range(0, epilogue, LIMIT):
            yield b" " * min(LIMIT, epilogue - start)

    try:
        received = await receive(body(), "multipart/form-data; boundary=b", place.folder, Limits(LIMIT, reserve=0))
    except (TooLarge, Invalid):
        assert list(place.folder.iterdir()) == []
        return False
    for file in received:
        file.path.unlink()
    return True


async def files(place: Place, count: int) -> bool:
    return await form(place, *[part(FILE)] * count)


async def fields(place: Place, count: int) -> bool:
    return await form(place, part(FILE), *[part(FIELD)] * count)


async def headers(place: Place, count: int) -> bool:
    return await form(place, part(FILE, *[b"X-Note: x"] * (count - 1)))


async def header(place: Place, size: int) -> bool:
    return await form(place, part(FILE, b"X-Note: " + b"x" * (size - len("X-Note: "))))


async def bytes_in_a_form(place: Place, size: int) -> bool:
    return await form(place, part(FILE, data=bytes(size // 2)), part(FILE, data=bytes(size - size // 2)))


async def bytes_around_the_parts(place: Place, size: int) -> bool:
    whole = part(FILE, data=bytes(LIMIT))
    return await form(place, whole, epilogue=size + LIMIT - len(whole) - len(b"--b--"))


async def bytes_announced(place: Place, size: int) -> bool:
    begun = await place.api.post(f"{API}/uploads", headers=announced(place.film, size))
    if begun.status_code == 201:
        return True
    problem(begun, 413, "upload_too_large")
    return False


async def bytes_of_a_name(place: Place, size: int) -> bool:
    begun = await place.api.post(f"{API}/uploads", headers=announced(place.film, 1, filename="x" * size))
    return await form(place, part(FILE.replace(b'"a"', b'"' + b"x" * size + b'"'))) and begun.status_code == 201


async def characters_of_metadata(place: Place, count: int) -> bool:
    usual = announced(place.film, 1)
    padded = {**usual, "Upload-Metadata": usual["Upload-Metadata"].ljust(count, ",")}
    return (await place.api.post(f"{API}/uploads", headers=padded)).status_code == 201


async def pixels(_: Place, count: int) -> bool:
    return not _is_unfit(lambda: refuse_size(count, 1))


async def bytes_of_text(place: Place, size: int) -> bool:
    (place.folder / "text").write_bytes(b" " * size)
    return not _is_unfit(lambda: read(place.folder / "text"))


async def bytes_of_a_tensor_header(place: Place, size: int) -> bool:
    path = weights(place.folder / "weights", b"{}" + b" " * (size - 2))
    return not _is_unfit(lambda: safetensors.recognise(path, SAFETENSORS))


def _is_unfit(look: Callable[[], object]) -> bool:
    try:
        look()
    except Unfit:
        return True
    return False


TABLE: dict[Admits, int] = {
    files: limits.MAX_FILES,
    fields: limits.MAX_FIELDS,
    headers: limits.MAX_HEADERS,
    header: limits.MAX_HEADER,
    bytes_in_a_form: LIMIT,
    bytes_around_the_parts: limits.MAX_OVERHEAD,
    bytes_announced: LIMIT,
    bytes_of_a_name: MAX_NAME_BYTES,
    characters_of_metadata: limits.MAX_METADATA,
    pixels: limits.MAX_PIXELS,
    bytes_of_text: limits.MAX_TEXT,
    bytes_of_a_tensor_header: limits.MAX_TENSOR_HEADER,
}


@pytest.mark.parametrize("admits", TABLE, ids=lambda admits: admits.__name__)
async def test_a_limit_admits_as_much_as_it_says_and_not_one_more(place: Place, admits: Admits) -> None:
    most = TABLE[admits]
    assert await admits(place, most)
    assert not await admits(place, most + 1)


def test_the_reserve_is_exact(tmp_path: Path) -> None:
    with small_disk(tmp_path, 4):
        kept = Limits(size=LIMIT, reserve=3 * LIMIT)
        kept.require_room(tmp_path, LIMIT)
        with pytest.raises(StorageFull):
            kept.require_room(tmp_path, LIMIT + 1)


async def test_no_more_arrives_than_was_announced(place: Place) -> None:
    begun = await place.api.post(f"{API}/uploads", headers=announced(place.film, 10))
    own = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    problem(await place.api.patch(begun.headers["Location"], content=b"x" * 11, headers=own), 413, "upload_too_long")
    sent = await place.api.patch(begun.headers["Location"], content=b"x" * 10, headers=own)
    assert sent.status_code == 204


def test_every_limit_is_in_the_table() -> None:
    told_limits = {value for name, value in vars(limits).items() if name.startswith("MAX_")}
    assert told_limits <= set(TABLE.values())
