"""Resumable uploads, from the first byte to the asset."""

from __future__ import annotations

import hashlib
import shutil
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import IO, Any

from anyio import to_thread

from app.assets.multipart import Received
from app.assets.schemas import Asset
from app.assets.service import Assets
from app.errors import Conflict, Invalid, StorageFull, TooLarge
from app.files.names import refuse_hostile
from app.files.stream import batched
from app.projects.layout import AssetType
from app.projects.store import Films
from app.schemas import now
from app.uploads import store
from app.uploads.protocol import ALGORITHMS, Checksum, ChecksumMismatch
from app.uploads.store import Plan, Upload

RESERVE = 512 * 1024 * 1024  # bytes that stay free on the disk


@dataclass(frozen=True)
class Piece:
    """What one PATCH brings."""

    offset: int
    body: AsyncIterator[bytes]
    checksum: Checksum | None


class Uploads:
    def __init__(self, films: Films, assets: Assets, limit: int) -> None:
        self._films = films
        self._assets = assets
        self.limit = limit

    def begin(self, length: int, metadata: dict[str, str]) -> Upload:
        """Raises `NotFound`, `Invalid`, `TooLarge`, `StorageFull`."""
        if length > self.limit:
            raise TooLarge(f"An upload can be at most {self.limit // 2**20} MiB.", code="upload_too_large")
        film = self._films.get(metadata.get("project_id", ""))
        if shutil.disk_usage(film.folder).free < length + RESERVE:
            raise StorageFull("There is no room for this file; make some, then try again.")
        upload = store.begin(film, _plan(length, metadata))
        if upload.complete:
            self._finish(upload)
        return upload

    def find(self, upload_id: str) -> Upload:
        """One that is complete but was not handed over, because its process died, is handed over now."""
        upload = store.find(self._films, upload_id)
        if upload.complete:
            self._finish(upload)
        return upload

    async def append(self, upload_id: str, piece: Piece) -> tuple[int, Asset | None]:
        """The new offset, and the asset once it is complete.

        What arrives before a connection breaks is kept, unless a checksum covers it. Raises `NotFound`, `Conflict`,
        `Locked`, `TooLarge`, `ChecksumMismatch`.
        """
        upload = await to_thread.run_sync(store.find, self._films, upload_id)
        with store.appending(upload) as file:
            if file.tell() != piece.offset:
                raise Conflict(f"The upload stands at {file.tell()}, not at {piece.offset}.", code="offset_mismatch")
            await _write(file, piece, upload.plan.length)
        if not upload.complete:
            return upload.offset, None
        return upload.plan.length, await to_thread.run_sync(self._finish, upload)

    def cancel(self, upload_id: str) -> None:
        store.forget(store.find(self._films, upload_id))

    def _finish(self, upload: Upload) -> Asset:
        if upload.plan.sha256 and _sha256(upload) != upload.plan.sha256:
            store.forget(upload)
            raise ChecksumMismatch("The file arrived damaged; send it again.")
        received = Received(upload.plan.name, upload.bytes, upload.plan.length, upload.plan.id)
        asset = self._assets.accept(upload.film, upload.plan.asset_type, [received])[0]
        store.hand_over(upload)
        return asset


def _plan(length: int, metadata: dict[str, str]) -> Plan:
    name = metadata.get("filename") or metadata.get("name") or ""
    refuse_hostile(name)
    try:
        kind = AssetType(metadata.get("asset_type", AssetType.PROJECT_FILES))
    except ValueError:
        raise Invalid("There is no such asset_type.", field="asset_type", code="asset_type_invalid") from None
    told = metadata.get("sha256")
    return Plan(id=str(uuid.uuid4()), name=name, asset_type=kind, length=length, sha256=told, created=now())


async def _write(file: IO[bytes], piece: Piece, length: int) -> None:
    start = file.tell()
    digest = ALGORITHMS[piece.checksum.algorithm]() if piece.checksum else None
    try:
        async for batch in batched(piece.body):
            if file.tell() + len(batch) > length:
                raise TooLarge("More bytes than were announced.", code="upload_too_long")
            await to_thread.run_sync(_add, file, batch, digest)
        if piece.checksum and digest and digest.digest() != piece.checksum.digest:
            raise ChecksumMismatch("These bytes arrived damaged; send them again.")
    except BaseException:
        if piece.checksum:
            file.truncate(start)
        raise


def _add(file: IO[bytes], batch: bytes, digest: Any) -> None:
    file.write(batch)
    if digest is not None:
        digest.update(batch)


def _sha256(upload: Upload) -> str:
    with upload.bytes.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
