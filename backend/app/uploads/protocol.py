"""The words of tus 1.0.0 (https://tus.io/protocols/resumable-upload): core, creation, termination, checksum."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.errors import AuteurError, Invalid

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,checksum"
TUS_REQUEST = ("Tus-Resumable", "Upload-Length", "Upload-Metadata", "Upload-Offset", "Upload-Checksum")
TUS_RESPONSE = (
    "Location",
    "Tus-Resumable",
    "Tus-Version",
    "Tus-Extension",
    "Tus-Max-Size",
    "Tus-Checksum-Algorithm",
    "Upload-Offset",
    "Upload-Length",
    "Asset-Id",
)
PATCH_TYPE = "application/offset+octet-stream"
ALGORITHMS: dict[str, Callable[[], Any]] = {
    "sha1": lambda: hashlib.sha1(usedforsecurity=False),
    "sha256": hashlib.sha256,
}


class WrongVersion(AuteurError):
    status, title, code = 412, "Unsupported tus version", "tus_version"


class ChecksumMismatch(AuteurError):
    status, title, code = 460, "Checksum mismatch", "checksum_mismatch"


class Locked(AuteurError):
    status, title, code = 423, "Locked", "upload_locked"


@dataclass(frozen=True)
class Checksum:
    """What a PATCH's bytes must hash to."""

    algorithm: str
    digest: bytes


def require_version(told: str | None) -> None:
    if told != VERSION:
        raise WrongVersion(f"This server speaks tus {VERSION}; send Tus-Resumable: {VERSION}.")


def parse_metadata(header: str) -> dict[str, str]:
    """`key base64,key base64,…`. Raises `Invalid`."""
    found: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _, value = pair.partition(" ")
        try:
            found[key] = base64.b64decode(value.strip(), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise Invalid("Upload-Metadata can't be read.", code="tus_metadata") from error
    return found


def parse_checksum(header: str | None) -> Checksum | None:
    """Raises `Invalid` for an algorithm that is not offered."""
    if header is None:
        return None
    algorithm, _, encoded = header.partition(" ")
    try:
        digest = base64.b64decode(encoded.strip(), validate=True)
    except binascii.Error as error:
        raise Invalid("Upload-Checksum can't be read.", code="tus_checksum") from error
    if algorithm not in ALGORITHMS:
        raise Invalid(f"Upload-Checksum may be {' or '.join(ALGORITHMS)}.", code="tus_checksum")
    return Checksum(algorithm, digest)
