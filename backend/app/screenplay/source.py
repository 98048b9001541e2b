"""A screenplay's file: its bytes, and the text in them."""

from __future__ import annotations

import codecs
from pathlib import PurePosixPath

from app.errors import Invalid, TooLarge, Unsupported
from app.screenplay import fdx
from app.screenplay.script.script import Script

MAX_BYTES = 4 * 2**20  # the longest screenplays have half of one MiB, as Final Draft writes them two
MIMES = {".fountain": "text/x-fountain", ".txt": "text/x-fountain", ".spmd": "text/x-fountain", ".fdx": fdx.MIME}


def read(name: str, data: bytes) -> Script:
    """Raises `Unsupported`, `TooLarge`, `Invalid`."""
    mime = mime_of(name)
    if len(data) > MAX_BYTES:
        raise TooLarge(f"A screenplay can be at most {MAX_BYTES // 2**20} MiB.", code="screenplay_too_large")
    return Script.read(fdx.as_fountain(data) if mime == fdx.MIME else decoded(data))


def mime_of(name: str) -> str:
    """By the name's extension. Raises `Unsupported`."""
    try:
        return MIMES[PurePosixPath(name.lower()).suffix]
    except KeyError:
        detail = "A screenplay is a .fountain, .txt or Final Draft .fdx file."
        raise Unsupported(detail, code="screenplay_type") from None


def decoded(data: bytes) -> str:
    """UTF-8, or UTF-16 where a mark says so; the mark stays, so that the same bytes come of it. Raises `Invalid`."""
    try:
        return data.decode(encoding(data))
    except UnicodeDecodeError as error:
        detail = "The text is not UTF-8: save it as UTF-8 and send it again."
        raise Invalid(detail, field="file", code="screenplay_encoding") from error


def encoding(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    return "utf-16-be" if data.startswith(codecs.BOM_UTF16_BE) else "utf-8"
