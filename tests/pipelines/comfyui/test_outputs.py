from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from app.pipelines.comfyui.errors import Unusable
from app.pipelines.comfyui.outputs import checked, listed

FILE = {"filename": "a.png", "subfolder": "", "type": "output"}


def png() -> bytes:
    words = PngInfo()
    words.add_text("workflow", "a graph " * 50)
    data = io.BytesIO()
    Image.effect_noise((40, 30), 50).save(data, "PNG", pnginfo=words)
    return data.getvalue()


PNG = png()


@pytest.mark.parametrize(
    ("data", "kind", "extension"),
    [
        (PNG, "image", "png"),
        (b"\xff\xd8\xff\xe0", "image", "jpg"),
        (b"RIFF\0\0\0\0WEBP", "image", "webp"),
        (b"\0\0\0\x18ftypisom", "video", "mp4"),
        (b"\x1a\x45\xdf\xa3", "video", "webm"),
    ],
)
def test_its_bytes_say_what_it_is(data: bytes, kind: str, extension: str) -> None:
    made = checked("a", 200, data)
    assert (made.kind, made.extension) == (kind, extension)


def test_a_png_loses_its_words_and_no_pixel() -> None:
    made = checked("a", 200, PNG)
    with Image.open(io.BytesIO(PNG)) as one, Image.open(io.BytesIO(made.data)) as other:
        assert one.tobytes() == other.tobytes()
        assert other.info == {}


@given(st.integers(8, len(PNG) - 1))
def test_a_png_that_is_cut_anywhere_is_refused(length: int) -> None:
    with pytest.raises(Unusable, match="cut off or damaged"):
        checked("a", 200, PNG[:length])


@given(st.integers(8, len(PNG) - 1), st.integers(0, 7))
def test_a_png_with_one_other_bit_is_refused(place: int, bit: int) -> None:
    damaged = PNG[:place] + bytes([PNG[place] ^ 1 << bit]) + PNG[place + 1 :]
    with pytest.raises(Unusable, match="cut off or damaged"):
        checked("a", 200, damaged)


@given(st.binary(max_size=64))
def test_anything_else_is_refused_and_breaks_nothing(data: bytes) -> None:
    try:
        checked("a", 200, data)
    except Unusable:
        return
    assert data


def test_files_are_listed_in_the_order_that_the_workflow_names() -> None:
    other = {**FILE, "filename": "b.mp4"}
    temporary = {**FILE, "type": "temp"}
    outputs = {"9": {"images": [temporary, FILE]}, "12": {"gifs": [other], "animated": [True]}, "7": {"text": ["x"]}}
    assert listed(outputs, []) == [other, FILE]
    assert listed(outputs, ["9"]) == [FILE]
    for none in ({}, {"9": {"images": [temporary]}}):
        with pytest.raises(Unusable, match="saved nothing"):
            listed(none, [])
