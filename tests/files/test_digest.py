from __future__ import annotations

import hashlib
from pathlib import Path

from app.files.digest import sha256


def test_it_is_the_one_that_everybody_computes(tmp_path: Path) -> None:
    data = bytes(range(256)) * 5000
    (tmp_path / "weights").write_bytes(data)
    assert sha256(tmp_path / "weights") == hashlib.sha256(data).hexdigest()
