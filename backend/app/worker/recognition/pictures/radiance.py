"""Radiance HDR, with the pixels packed as RGBE."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from app.worker.recognition.facts import Facts, Unfit
from app.worker.recognition.media.container import opened
from app.worker.recognition.pictures.size import refuse_size
from app.worker.recognition.pictures.tones import Pixels, describe

_HEADER = 64 * 1024  # bytes
_RESOLUTION = re.compile(rb"\n\n([-+])Y (\d{1,6}) ([-+])X (\d{1,6})\n")


def recognise(path: Path, mime: str) -> Facts:
    """Raises `Unfit`."""
    with path.open("rb") as file:
        found = _RESOLUTION.search(file.read(_HEADER))
    if not found:
        raise Unfit("The HDR has no resolution in its header.")
    refuse_size(int(found[4]), int(found[2]))
    return describe(_decoded(path, mime), ["R", "G", "B"])


def _decoded(path: Path, mime: str) -> Pixels:
    with opened(path, mime) as container:
        frame = next(container.decode(container.streams.video[0]))
        pixels: Pixels = frame.to_ndarray().astype(np.float32)
    return pixels
