from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assets.limits import MAX_HEADER, Limits
from app.assets.multipart import receive, receiving
from app.errors import AuteurError, Invalid, TooLarge, Unsupported

BOUNDARY = "form-boundary"
CONTENT_TYPE = f"multipart/form-data; boundary={BOUNDARY}"
MIB = 1024 * 1024
USUAL = Limits(MIB, reserve=0)


def part(data: bytes, name: str = "files", filename: str | None = "a.bin") -> bytes:
    named = f'; filename="{filename}"'.encode() if filename is not None else b""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'.encode() + named
    return head + b"\r\nContent-Type: application/octet-stream\r\n\r\n" + data + b"\r\n"


def form(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


async def chunked(body: bytes, size: int = 1000) -> AsyncIterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


async def refused(folder: Path, body: bytes, kind: type[AuteurError], limit: int = MIB) -> AuteurError:
    """The refusal of a form, which must leave nothing."""
    with pytest.raises(kind) as refusal:
        await receive(chunked(body), CONTENT_TYPE, folder, Limits(limit, 0))
    assert list(folder.iterdir()) == []
    return refusal.value


async def test_files_arrive_whole_and_in_order(tmp_path: Path) -> None:
    contents = [b"", b"x", b"\r\n--form-boundar\r\n--\r\n", bytes(range(256)) * 5000]
    body = form(*(part(data, filename=f"file {n}.bin") for n, data in enumerate(contents)))
    received = await receive(chunked(body), CONTENT_TYPE, tmp_path, Limits(10 * MIB, 0))
    assert [file.name for file in received] == [f"file {n}.bin" for n in range(4)]
    assert [file.path.read_bytes() for file in received] == contents
    assert [file.size for file in received] == [len(data) for data in contents]


@given(st.lists(st.binary(max_size=3000), min_size=1, max_size=4), st.integers(1, 500))
def test_any_bytes_in_any_pieces_arrive_as_they_were_sent(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes], size: int
) -> None:
    folder = tmp_path_factory.mktemp("uploads")
    body = form(*map(part, contents))
    received = asyncio.run(receive(chunked(body, size), CONTENT_TYPE, folder, USUAL))
    assert [file.path.read_bytes() for file in received] == contents


@pytest.mark.parametrize(
    "name", ["Łódź à la nuit.png", "東京 – 夜.mp4", "🎬.png", "-rf", "CON.png", ";.png", "a%20b.png"]
)
async def test_a_name_of_any_script_is_kept(tmp_path: Path, name: str) -> None:
    [file] = await receive(chunked(form(part(b"x", filename=name))), CONTENT_TYPE, tmp_path, USUAL)
    assert file.name == name


async def test_fields_that_are_no_files_are_passed_over(tmp_path: Path) -> None:
    body = form(part(b"note", name="comment", filename=None), part(b"x"), part(b"y", name="other", filename=None))
    assert len(await receive(chunked(body), CONTENT_TYPE, tmp_path, USUAL)) == 1


@pytest.mark.parametrize(
    "content_type",
    ["", "application/json", "multipart/form-data", "multipart/mixed; boundary=x", "application/x-www-form-urlencoded"],
)
async def test_another_content_type_is_not_supported(tmp_path: Path, content_type: str) -> None:
    with pytest.raises(Unsupported):
        await receive(chunked(form(part(b"x"))), content_type, tmp_path, USUAL)


async def test_a_form_without_files_is_refused(tmp_path: Path) -> None:
    for body in (form(), form(part(b"x", name="comment", filename=None))):
        assert (await refused(tmp_path, body, Invalid)).code == "files_required"


async def test_files_in_another_field_are_refused(tmp_path: Path) -> None:
    assert (await refused(tmp_path, form(part(b"x"), part(b"x", name="avatar")), Invalid)).code == "files_required"


@pytest.mark.parametrize("cut", [0, 1, 20, 60, 130, 1500, 2600])
async def test_a_form_that_ends_too_early_leaves_nothing(tmp_path: Path, cut: int) -> None:
    body = form(part(b"x" * 1000), part(b"y" * 1500))
    await refused(tmp_path, body[:cut], Invalid)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_form_or_leave_nothing(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    folder = tmp_path_factory.mktemp("uploads")
    with pytest.raises(AuteurError):
        asyncio.run(receive(chunked(b"--form-boundary\r\n" + body), CONTENT_TYPE, folder, USUAL))
    assert list(folder.iterdir()) == []


async def test_a_limit_is_enforced_on_the_way(tmp_path: Path) -> None:
    asked = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal asked
        yield part(b"")[:-2]
        while True:
            asked += 1
            yield b"x" * MIB

    with pytest.raises(TooLarge):
        await receive(endless(), CONTENT_TYPE, tmp_path, Limits(3 * MIB, 0))
    assert asked <= 5
    assert list(tmp_path.iterdir()) == []


async def test_the_limit_counts_all_files_together_and_is_exact(tmp_path: Path) -> None:
    body = form(part(b"x" * 600), part(b"x" * 400))
    assert len(await receive(chunked(body), CONTENT_TYPE, tmp_path, Limits(1000, 0))) == 2
    for file in tmp_path.iterdir():
        file.unlink()
    assert (await refused(tmp_path, body, TooLarge, limit=999)).code == "upload_too_large"


async def test_a_header_without_end_is_refused(tmp_path: Path) -> None:
    endless = f"--{BOUNDARY}\r\nX: ".encode() + b"x" * (MAX_HEADER + 10)
    await refused(tmp_path, endless, Invalid)


async def test_a_body_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield part(b"x" * 2 * MIB)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await receive(broken(), CONTENT_TYPE, tmp_path, Limits(10 * MIB, 0))
    assert list(tmp_path.iterdir()) == []


async def test_what_arrived_goes_when_nobody_takes_it_over(tmp_path: Path) -> None:
    body = form(part(b"x"), part(b"y"))
    with pytest.raises(ConnectionError):
        async with receiving(chunked(body), CONTENT_TYPE, tmp_path, USUAL) as received:
            assert [file.path.read_bytes() for file in received] == [b"x", b"y"]
            raise ConnectionError
    assert list(tmp_path.iterdir()) == []
