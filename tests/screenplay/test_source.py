from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AuteurError
from app.screenplay import source


@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_the_text_is_the_bytes_again(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert source.decoded(data).encode(source.encoding(data)) == data


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_at_the_beginning_is_no_part_of_the_screenplay(encoding: str) -> None:
    script = source.read("a.fountain", "INT. HOUSE - DAY\r\n\r\nRain.\r\n".encode(encoding))
    assert [scene.slug_line for scene in script.scenes] == ["INT. HOUSE - DAY"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"x", "screenplay_type"),
        ("fountain", b"x", "screenplay_type"),
        ("a.fountain", "É".encode("latin-1"), "screenplay_encoding"),
        ("a.fountain", b"x" * (source.MAX_BYTES + 1), "screenplay_too_large"),
        ("a.fdx", b"<FinalDraft>", "screenplay_unreadable"),
    ],
)
def test_what_is_no_screenplay_is_refused_with_the_reason(name: str, data: bytes, code: str) -> None:
    with pytest.raises(AuteurError) as refused:
        source.read(name, data)
    assert refused.value.code == code
