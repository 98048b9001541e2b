"""The limits of uploads, all of them in one place; the largest upload and the disk's reserve are settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.errors import TooLarge
from app.files import room

# Of a form.
MAX_FILES = 500
MAX_FIELDS = 100  # besides its files
MAX_HEADERS = 8  # of one part
MAX_HEADER = 4096  # bytes of one of them, its name included
MAX_OVERHEAD = (MAX_FILES + MAX_FIELDS) * MAX_HEADERS * MAX_HEADER  # bytes of a form besides what its parts hold

# Of a resumable upload.
MAX_METADATA = 4096  # characters of `Upload-Metadata`

# Of what a file may hold; one that goes beyond is kept, with the reason why nothing is known of it.
MAX_PIXELS = 200_000_000
MAX_TEXT = 16 * 2**20  # bytes; the longest screenplays have half of one MiB
MAX_TENSOR_HEADER = 100_000_000  # bytes, a limit of the format itself
READING_MEMORY = 2 * 2**30  # bytes of address space
READING_SECONDS = 120  # by the clock


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
