from __future__ import annotations

from enum import IntEnum
from typing import Final

MAX_PIXELS: Final = 50_000_000
MAX_SIDE: Final = 2048  # pixels of the result
MEMORY: Final = 2**30  # bytes of address space
SECONDS: Final = 20  # by the clock


class Verdict(IntEnum):
    """The child's exit status."""

    WRITTEN = 0
    UNREADABLE = 3
    TOO_LARGE = 4
