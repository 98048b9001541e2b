"""Still pictures: their size as shown, a small picture of them, and a reason for what can't be shown."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from app.worker.recognition.child import recognise
from tests.worker.recognition.samples import cut, picture


def opened(poster: bytes | None) -> Image.Image:
    assert poster
    return Image.open(io.BytesIO(poster))


@pytest.mark.parametrize("extension", ["png", "jpg", "webp", "gif", "tif", "bmp", "avif"])
def test_knows_the_size_of_a_picture(tmp_path: Path, extension: str) -> None:
    path = picture(tmp_path / f"a.{extension}")
    report = recognise(path, path.name)
    assert report.reason is None
    assert report.mime.startswith("image/")
    assert report.metadata["kind"] == "image"
    assert (report.metadata["width"], report.metadata["height"]) == (320, 180)
    assert opened(report.poster).size == (320, 180)


def test_the_content_decides_not_the_extension(tmp_path: Path) -> None:
    jpeg = picture(tmp_path / "a.png", format="JPEG")
    assert recognise(jpeg, "a.png").mime == "image/jpeg"


def test_a_poster_is_small(tmp_path: Path) -> None:
    poster = opened(recognise(picture(tmp_path / "a.png", (2000, 1000)), "a.png").poster)
    assert (poster.format, poster.size) == ("JPEG", (640, 320))


def test_a_photo_taken_sideways_is_told_as_it_is_shown(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    report = recognise(picture(tmp_path / "a.jpg", (300, 200), exif=exif), "a.jpg")
    assert (report.metadata["width"], report.metadata["height"]) == (200, 300)
    assert opened(report.poster).size == (200, 300)


def test_sixteen_bits_are_not_clipped_to_white(tmp_path: Path) -> None:
    Image.new("I;16", (20, 20), 32768).save(tmp_path / "depth.png")
    assert opened(recognise(tmp_path / "depth.png", "depth.png").poster).getpixel((5, 5)) == pytest.approx(
        (128,) * 3, abs=2
    )


def test_an_animation_tells_its_frames(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert recognise(tmp_path / "a.gif", "a.gif").metadata["frames"] == 3


@pytest.mark.parametrize("extension", ["png", "jpg", "webp", "tif"])
def test_a_truncated_picture_has_a_reason(tmp_path: Path, extension: str) -> None:
    noise = Image.effect_noise((320, 180), 80)
    noise.save(tmp_path / f"a.{extension}")
    report = recognise(cut(tmp_path / f"a.{extension}"), f"a.{extension}")
    assert "can't be read" in (report.reason or "")
    assert str(tmp_path) not in (report.reason or "")
    assert report.poster is None


def test_too_many_pixels_are_refused_by_the_header(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png", (1, 1))
    data = bytearray(path.read_bytes())
    data[16:24] = (20_000).to_bytes(4, "big") * 2
    path.write_bytes(with_checksum(data))
    assert "20000×20000 pixels are more" in (recognise(path, "a.png").reason or "")


def test_fourteen_thousand_pixels_square_are_shown(tmp_path: Path) -> None:
    Image.new("L", (14_000, 14_000)).save(tmp_path / "a.png", compress_level=1)
    report = recognise(tmp_path / "a.png", "a.png")
    assert report.reason is None
    assert report.metadata["width"] == 14_000


def with_checksum(png: bytearray) -> bytes:
    """The header chunk's, after a change of the header."""
    png[29:33] = zlib.crc32(png[12:29]).to_bytes(4, "big")
    return bytes(png)
