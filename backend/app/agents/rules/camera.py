"""Framing lines, read: `Wide shot, low angle, tracking`."""

from __future__ import annotations

# From far to near; two shots of the same people in a row should be two steps apart, or the cut jumps.
SIZES = ("extreme wide", "wide", "full", "medium shot", "medium close-up", "close-up", "extreme close-up")
OTHER = {
    "extreme wide": "Medium shot",
    "wide": "Medium shot",
    "full": "Medium close-up",
    "medium shot": "Close-up",
} | {"medium close-up": "Wide shot", "close-up": "Medium shot", "extreme close-up": "Medium shot"}


def parted(framing: str) -> tuple[str, str, str]:
    """Framing, angle and movement of a shot's framing line."""
    size, *rest = [part.strip() for part in framing.split(",")]
    angle = next((part for part in rest if part.endswith("angle")), "")
    return size, angle, ", ".join(part for part in rest if part and part != angle)


def size_of(framing: str) -> str:
    """One of the sizes, or empty for what is none: an insert, a two shot."""
    line = parted(framing)[0].casefold()
    return max((size for size in SIZES if line.startswith(size)), key=len, default="")


def width(framing: str) -> int:
    """The smaller the wider; what has no size, as an insert, comes last."""
    size = size_of(framing)
    return SIZES.index(size) if size else len(SIZES)
