"""What a runner has left in its folder, read as the work of a stranger: no links, no surprises in size."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.pipelines.container.errors import RunnerError

_KINDS = frozenset({"png", "jpg", "jpeg", "webp", "mp4", "webm", "wav", "safetensors"})


def size(folder: Path) -> int:
    """Bytes of all files in it."""
    found = (os.lstat(Path(place) / name) for place, _, names in os.walk(folder) for name in names)
    return sum(each.st_size for each in found)


def collect(folder: Path, outputs: Mapping[str, str]) -> Iterator[tuple[str, str, bytes]]:
    """Name, extension and content of each. Raises `RunnerError`."""
    for name, file in outputs.items():
        extension = Path(file).suffix.lstrip(".").lower()
        if extension not in _KINDS:
            raise RunnerError(f"The runner made a file that a take can't hold: {file}.")
        yield name, extension, read(folder / file)


def read(path: Path) -> bytes:
    """Raises `RunnerError`."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise RunnerError(f"The runner left something that is no file: {path.name}.")
            return file.read()
    except OSError as error:
        raise RunnerError(f"The runner tells of a file that can't be read: {path.name}, {error.strerror}.") from error
