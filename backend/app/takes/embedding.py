"""The record inside the picture: an iTXt chunk of the PNG, keyword `auteur` (PNG specification, 11.3.3.4)."""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEYWORD = b"auteur\0"
_END = b"IEND"


def embed(png: bytes, record: bytes) -> bytes:
    """`png` with `record` (UTF-8) in it. Raises `ValueError` for what is no PNG."""
    if not png.startswith(_SIGNATURE) or png[-8:-4] != _END:
        raise ValueError("not a PNG")
    uncompressed_no_language = b"\0\0\0\0"
    return png[:-12] + _chunk(b"iTXt", _KEYWORD + uncompressed_no_language + record) + png[-12:]


def extract(png: bytes) -> bytes | None:
    """The record that `embed` put in; None where there is none."""
    at = len(_SIGNATURE)
    while at + 8 <= len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if kind == b"iTXt" and data.startswith(_KEYWORD):
            return data[len(_KEYWORD) + 4 :]
        at += length + 12
    return None


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
