"""What a job has made, checked before it counts: whole, and of a kind that a take can hold."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.pipelines.comfyui.errors import Unusable

_PNG = b"\x89PNG\r\n\x1a\n"
_PICTURES = {b"\xff\xd8": "jpg", b"RIFF": "webp"}
_VIDEOS = {b"\x1a\x45\xdf\xa3": "webm"}
_GRAPHS = {b"tEXt", b"iTXt", b"zTXt"}


@dataclass(frozen=True)
class Output:
    kind: str
    """`image` or `video`."""
    extension: str
    data: bytes


def listed(outputs: Mapping[str, Any], wanted: Sequence[str]) -> list[Mapping[str, Any]]:
    """The files of a history entry, in the order of the nodes; previews are left out. Raises `Unusable` for none."""
    nodes = wanted or sorted(outputs)
    found = [file for node in nodes for file in _files(outputs.get(node) or {}) if file.get("type") == "output"]
    if not found:
        raise Unusable("The workflow ended well and saved nothing: it needs a node that saves its result.")
    return found


def checked(name: str, status: int, data: bytes) -> Output:
    """Raises `Unusable`."""
    if status != 200:
        raise Unusable(f"The server does not give out what it made: {name}, status {status}.")
    if data.startswith(_PNG):
        return Output("image", "png", _PNG + b"".join(_chunks(name, data)))
    if data[4:8] == b"ftyp":
        return Output("video", "mp4", data)
    for kinds, kind in ((_PICTURES, "image"), (_VIDEOS, "video")):
        for signature, extension in kinds.items():
            if data.startswith(signature):
                return Output(kind, extension, data)
    raise Unusable(f"What the server made is no picture or video: {name}.")


def _files(told: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Of one node; under `images`, `gifs` or `video`, as its author liked."""
    for files in told.values():
        if isinstance(files, list):
            yield from (file for file in files if isinstance(file, dict) and "filename" in file)


def _chunks(name: str, png: bytes) -> Iterator[bytes]:
    """Each with its checksum proven, without those that carry the workflow: the take has its own record."""
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack(">I4s", png[at : at + 8].ljust(8, b"\0"))
        chunk = png[at : at + length + 12]
        if len(chunk) < length + 12 or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
            raise Unusable(f"The picture is cut off or damaged: {name}, {len(png)} bytes.")
        if kind not in _GRAPHS:
            yield chunk
        at += len(chunk)
