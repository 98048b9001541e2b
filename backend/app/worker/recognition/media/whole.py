"""Whether a file goes on for as long as it says."""

from __future__ import annotations

import struct
from pathlib import Path

import av
from av.container import InputContainer

from app.worker.recognition.facts import Unfit

_MICROSECONDS = av.time_base
_UNTOLD = frozenset({8, 8 + 0xFFFFFFFF})  # by recorders that could not go back to write it


def refuse_short_riff(path: Path) -> None:
    """WAV and AVI begin with their length, which FFmpeg passes over. Raises `Unfit`."""
    with path.open("rb") as file:
        head = file.read(8)
    told = 8 + struct.unpack("<I", head[4:])[0] if head.startswith(b"RIFF") and len(head) == 8 else 0
    there = path.stat().st_size
    if there < told and told not in _UNTOLD:
        raise Unfit(f"The file is not whole: it has {there} of {told} bytes.")


def duration(container: InputContainer) -> float | None:
    """In seconds; None where the file does not say."""
    return container.duration / _MICROSECONDS if container.duration else None


def refuse_truncated(container: InputContainer) -> None:
    """Looks for packets near the declared end, and leaves the container there. Raises `Unfit`."""
    declared = duration(container)
    if declared is None:
        return
    start = (container.start_time or 0) / _MICROSECONDS
    container.seek(int((start + max(0.0, declared - 1)) * _MICROSECONDS))
    reached = _end(container) - start
    # The last picture of a slide show may be long, and some containers do not say how long.
    if reached < declared - max(0.5, declared / 10):
        raise Unfit(f"The file is not whole: it ends after {max(0.0, reached):.1f} of {declared:.1f} seconds.")


def _end(container: InputContainer) -> float:
    packets = container.demux()
    return max(
        (float((p.pts + (p.duration or 0)) * p.time_base) for p in packets if p.pts is not None and p.time_base),
        default=0.0,
    )
