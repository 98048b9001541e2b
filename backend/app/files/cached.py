"""JSON files that are asked for often and change rarely: read again only when the file is another one."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from app.files.write import Unreadable, read_json


def read_cached(path: Path) -> Any:
    """What `read_json` gives, shared between callers: not to be changed. None for a file that is gone or damaged."""
    try:
        state = path.stat()
        return _read(path, state.st_mtime_ns, state.st_size, state.st_ino)
    except (FileNotFoundError, Unreadable):
        return None


@functools.lru_cache(maxsize=100_000)
def _read(path: Path, _changed_ns: int, _size: int, _inode: int) -> Any:
    return read_json(path)
