from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.takes.embedding import embed, extract


def png(mode: str = "RGB") -> bytes:
    data = io.BytesIO()
    Image.new(mode, (7, 5)).save(data, "PNG")
    return data.getvalue()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_record_comes_out_as_it_went_in(text: str) -> None:
    assert extract(embed(png(), text.encode())) == text.encode()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1", "I;16"])
def test_the_picture_is_the_same_and_still_a_png(mode: str) -> None:
    plain = png(mode)
    with Image.open(io.BytesIO(embed(plain, b'{"a": 1}'))) as marked, Image.open(io.BytesIO(plain)) as original:
        assert marked.tobytes() == original.tobytes()
        assert marked.text == {"auteur": '{"a": 1}'}  # type: ignore[attr-defined]


def test_a_picture_without_a_record_has_none() -> None:
    assert extract(png()) is None


@pytest.mark.parametrize("data", [b"", b"<html>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"])
def test_what_is_no_png_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="PNG"):
        embed(data, b"{}")


@given(st.binary(max_size=200))
def test_any_bytes_have_a_record_or_none(data: bytes) -> None:
    assert extract(b"\x89PNG\r\n\x1a\n" + data) is None or b"auteur" in data


def test_a_truncated_picture_has_no_record_or_the_whole_one() -> None:
    whole = embed(png(), b'{"prompt": "A lighthouse"}')
    for length in range(len(whole)):
        assert extract(whole[:length]) in {None, *(b'{"prompt": "A lighthouse"}'[:n] for n in range(40))}
