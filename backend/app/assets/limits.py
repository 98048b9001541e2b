"""What may be sent in, all of it in one place; what a file may hold is its recogniser's to say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.errors import TooLarge
from app.files import room

MAX_FILES = 500  # in one form
MAX_FIELDS = 100  # of a form, besides its files
MAX_HEADER = 16 * 1024  # bytes, of one part
MAX_METADATA = 4096  # characters of `Upload-Metadata`


@dataclass(frozen=True)
class Limits:
    """`size` bytes at most in one upload, and `reserve` bytes that stay free on the disk."""

    size: int
    reserve: int

    def admit(self, size: int) -> None:
        """Raises `TooLarge`."""
        if size > self.size:
            raise TooLarge(f"An upload can be at most {self.size // 2**20} MiB.", code="upload_too_large")

    def require_room(self, folder: Path, size: int) -> None:
        """For `size` bytes more. Raises `StorageFull`."""
        room.require(folder, size, self.reserve)
