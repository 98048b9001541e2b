from __future__ import annotations

import hashlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.files.digest import Digest, sha256


def test_it_is_the_one_that_everybody_computes(tmp_path: Path) -> None:
    data = bytes(range(256)) * 5000
    (tmp_path / "weights").write_bytes(data)
    assert sha256(tmp_path / "weights") == hashlib.sha256(data).hexdigest()


@given(st.lists(st.integers(0, 100_000), max_size=8))
def test_in_pieces_it_is_the_same(sizes: list[int]) -> None:
    pieces = [bytes([number]) * size for number, size in enumerate(sizes)]
    digest = Digest()
    for piece in pieces:
        digest.add(memoryview(piece))
    assert digest.hexdigest() == hashlib.sha256(b"".join(pieces)).hexdigest()
