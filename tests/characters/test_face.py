from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from redis import Redis

from app.limits import MAX_BODY
from tests.support.clients.calls import problem, told
from tests.support.films.casting import Casting, picture
from tests.support.films.stored import events


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_a_face_is_encoded_anew(casting: Casting, redis: Redis, kind: str) -> None:
    made = await casting.add()
    answer = told(await casting.send_face(made["assetId"], picture(kind=kind)))
    path = casting.of(made["assetId"]) / "base_face.png"
    with Image.open(path) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGB", (320, 400))
    assert answer["baseFace"]["path"] == f"Nosferatu/01_Assets/Characters/{made['assetId']}/base_face.png"
    shown = await casting.api.get(answer["baseFace"]["url"])
    assert shown.content == path.read_bytes()
    assert shown.headers["x-content-type-options"] == "nosniff"
    [event] = events(redis, casting.film_id, "character.baseFace.uploaded")
    assert event["data"] == {"char_id": made["assetId"], "image_path": answer["baseFace"]["path"]}


async def test_another_face_takes_its_place_under_another_address(casting: Casting) -> None:
    made = await casting.add()
    first = told(await casting.send_face(made["assetId"], picture(colour="tan")))
    second = told(await casting.send_face(made["assetId"], picture(colour="grey")))
    assert first["baseFace"]["path"] == second["baseFace"]["path"]
    assert first["baseFace"]["url"] != second["baseFace"]["url"]


async def test_what_travelled_in_the_picture_stays_outside(casting: Casting) -> None:
    made = await casting.add()
    drawn, exif = io.BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a secret"  # turned by 90°; a description
    Image.new("RGB", (40, 20)).save(drawn, "JPEG", exif=exif, comment=b"a secret")
    told(await casting.send_face(made["assetId"], drawn.getvalue()))
    path = casting.of(made["assetId"]) / "base_face.png"
    assert b"secret" not in path.read_bytes()
    with Image.open(path) as image:
        assert image.size == (20, 40)


async def test_a_face_may_be_larger_than_any_other_body(casting: Casting) -> None:
    made, drawn = await casting.add(), io.BytesIO()
    Image.frombytes("RGB", (1300, 1300), os.urandom(1300 * 1300 * 3)).save(drawn, "PNG")
    assert len(drawn.getvalue()) > MAX_BODY
    told(await casting.send_face(made["assetId"], drawn.getvalue()))


async def test_a_huge_face_is_made_smaller(casting: Casting) -> None:
    made = await casting.add()
    told(await casting.send_face(made["assetId"], picture((4096, 2048))))
    with Image.open(casting.of(made["assetId"]) / "base_face.png") as image:
        assert image.size == (2048, 1024)


_FALSE = {
    "text": b"no picture",
    "empty": b"",
    "html": b"<html><script>alert(1)</script></html>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "truncated": picture()[:200],
    "header alone": b"\x89PNG\r\n\x1a\n",
}


@pytest.mark.parametrize("data", _FALSE.values(), ids=_FALSE.keys())
async def test_what_is_no_picture_is_refused(casting: Casting, data: bytes) -> None:
    made = await casting.add()
    problem(await casting.send_face(made["assetId"], data), 415, "not_a_picture")
    assert (await casting.get(made["assetId"]))["baseFace"] is None
    assert _left(casting) == []


async def test_a_picture_of_too_many_pixels_is_refused_by_its_header(casting: Casting) -> None:
    made = await casting.add()
    drawn = io.BytesIO()
    Image.new("1", (14_000, 14_000)).save(drawn, "PNG")
    problem(await casting.send_face(made["assetId"], drawn.getvalue()), 413, "picture_too_large")
    assert _left(casting) == []


async def test_exactly_one_picture_is_taken(casting: Casting) -> None:
    made = await casting.add()
    files = [("file", ("a.png", picture())), ("file", ("b.png", picture()))]
    address = f"{casting.address}/{made['assetId']}/base-face"
    problem(await casting.api.post(address, files=files), 422, "one_file")
    problem(await casting.api.post(address, json={}), 415, "not_multipart")
    assert _left(casting) == []


async def test_nobody_unknown_gets_a_face(casting: Casting) -> None:
    problem(await casting.send_face("nobody", picture()), 404, "character_not_found")
    assert _left(casting) == []


def _left(casting: Casting) -> list[Path]:
    folders = (casting.folder / "05_Cache", casting.folder / "01_Assets")
    found = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [path for path in found if path.name not in {"character.json", ".gitkeep"}]
