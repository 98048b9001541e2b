"""Which module reads which media type. Modules are named, not imported: a child loads no library but its kind's own."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Protocol, cast

from app.worker.recognition.facts import Facts
from app.worker.recognition.signatures import SAFETENSORS

_MIMES = {
    "pictures.image": "image/png image/jpeg image/gif image/webp image/tiff image/bmp image/avif",
    "pictures.exr": "image/x-exr",
    "pictures.radiance": "image/vnd.radiance",
    "media.streams": "video/mp4 video/quicktime video/x-matroska video/webm video/x-msvideo video/mpeg video/mp2t "
    "video/ogg application/mxf audio/mp4 audio/ogg audio/wav audio/aiff audio/flac audio/mpeg audio/aac",
    "weights.safetensors": SAFETENSORS,
    "weights.archive": "application/zip",
    "text.fountain": "text/x-fountain",
    "text.beats": "text/markdown",
}
_MODULES = {mime: module for module, mimes in _MIMES.items() for mime in mimes.split(" ")}


class Recogniser(Protocol):
    def __call__(self, path: Path, mime: str) -> Facts:
        """Raises `Unfit`, or what its library raises."""
        ...


def known(mime: str) -> bool:
    return mime in _MODULES


def recogniser(mime: str) -> Recogniser:
    module = importlib.import_module(f"{__package__}.{_MODULES[mime]}")
    return cast("Recogniser", module.recognise)
