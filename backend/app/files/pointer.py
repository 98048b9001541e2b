"""Git LFS pointers that stand where the media itself should: a clone that did not fetch leaves them."""

from __future__ import annotations

from pathlib import Path

_BEGINNING = b"version https://git-lfs.github.com/spec/v1\n"
_LIMIT = 1024  # bytes; the specification asks for less


def is_pointer(path: Path) -> bool:
    if path.stat().st_size > _LIMIT:
        return False
    with path.open("rb") as file:
        return file.read(len(_BEGINNING)) == _BEGINNING
