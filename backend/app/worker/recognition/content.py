"""What a file is: by its content. A name only tells one kind of text from another."""

from __future__ import annotations

import codecs
import mimetypes
from pathlib import Path, PurePath

import puremagic

from app.worker.recognition.signatures import BYTES, SAFETENSORS, SAFETENSORS_HEAD, SIGNATURES

HEAD = 4096  # bytes

_TEXTS = {".fountain": "text/x-fountain", ".md": "text/markdown", ".markdown": "text/markdown"}
_STRUCTURED = frozenset({"application/json", "application/xml", "application/yaml"})


def content_type(path: Path, name: str) -> str:
    """The media type of a file that its owner calls `name`."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    return _signed(head) or _text(head, name) or _rare(head)


def _signed(head: bytes) -> str | None:
    return next((mime for pattern, mime in SIGNATURES if pattern.match(head)), None)


def _text(head: bytes, name: str) -> str | None:
    if not _is_text(head):
        return None
    claimed = mimetypes.guess_type(name)[0] or ""
    default = claimed if claimed.startswith("text/") or claimed in _STRUCTURED else "text/plain"
    # Markup of any kind would have been seen by how it begins; by its name it is text at most.
    return _TEXTS.get(PurePath(name.lower()).suffix, default if default != "text/html" else "text/plain")


def _is_text(head: bytes) -> bool:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return b"\0" not in head


def _rare(head: bytes) -> str:
    """Told apart for its media type; of these only safetensors are read further."""
    if SAFETENSORS_HEAD.match(head):
        return SAFETENSORS
    try:
        found = [match.mime_type for match in puremagic.magic_string(head) if match.mime_type]
    except (puremagic.PureError, ValueError):
        found = []
    return found[0] if found else BYTES
