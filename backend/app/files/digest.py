from __future__ import annotations

import hashlib
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

_SMALL = 16 * 1024  # bytes; less is read sooner than handed over
_threads = ThreadPoolExecutor(4, "digest")


class Digest:
    """SHA-256 of bytes on their way: each piece is read in another thread while its successor arrives."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._reading: Future[None] | None = None

    def add(self, piece: bytes | memoryview) -> None:
        """Not to be changed from here on."""
        self._wait()
        if len(piece) < _SMALL:
            self._hash.update(piece)
        else:
            self._reading = _threads.submit(self._hash.update, piece)

    def hexdigest(self) -> str:
        self._wait()
        return self._hash.hexdigest()

    def _wait(self) -> None:
        if self._reading:
            self._reading.result()


def sha256(path: Path) -> str:
    """Of what the file holds, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
