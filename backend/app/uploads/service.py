"""Resumable uploads, from the first byte to the asset."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from anyio import to_thread

from app.assets import telling
from app.assets.multipart import Received
from app.assets.schemas import Asset
from app.assets.service import Assets
from app.errors import Conflict, Invalid, NotFound, StorageFull, TooLarge
from app.faults import Point, crash_point
from app.files import room
from app.files.digest import Digest, sha256
from app.files.names import refuse_hostile
from app.files.paths import within
from app.files.stream import batched
from app.projects.layout import ASSET_FOLDERS, AssetType
from app.projects.store import Films
from app.schemas import now
from app.uploads import store
from app.uploads.protocol import ALGORITHMS, Checksum, ChecksumMismatch
from app.uploads.store import Plan, Upload


@dataclass(frozen=True)
class Piece:
    """What one PATCH brings."""

    offset: int
    body: AsyncIterator[bytes]
    checksum: Checksum | None


@dataclass(frozen=True)
class Progress:
    """How much of an upload is here, in bytes, and what it became once all of it was."""

    offset: int
    length: int
    asset_id: str | None


class Uploads:
    def __init__(self, films: Films, assets: Assets) -> None:
        self._films = films
        self._assets = assets
        self._limits = assets.limits

    @property
    def limit(self) -> int:
        """Bytes."""
        return self._limits.size

    def begin(self, length: int, metadata: dict[str, str]) -> Upload:
        """Raises `NotFound`, `Invalid`, `TooLarge`, `StorageFull`."""
        self._limits.admit(length)
        film = self._films.get(metadata.get("project_id", ""))
        self._limits.require_room(film.folder, length)
        plan = _plan(length, metadata)
        within(film.folder, ASSET_FOLDERS[plan.asset_type])
        upload = store.begin(film, plan)
        try:
            if upload.complete:
                self._finish(upload)
        except BaseException:  # nobody was told its address
            store.forget(upload)
            raise
        return upload

    def progress(self, upload_id: str) -> Progress:
        """Also of one that has become an asset: a client whose last answer got lost must not send it again. One that is
        complete, but whose process died before it was handed over, is handed over now.

        Raises `NotFound`, `Locked`.
        """
        with suppress(NotFound):
            upload = store.find(self._films, upload_id)
            if not upload.complete:
                return Progress(upload.offset, upload.plan.length, None)
            with store.held(upload):
                self._finish(upload)
        film, asset_id = store.locate(self._films, upload_id)
        asset = telling.get(film, asset_id)
        return Progress(asset.size, asset.size, asset.id)

    async def append(self, upload_id: str, piece: Piece) -> Progress:
        """What arrives before a connection breaks is kept, unless a checksum covers it or the disk is full.

        Raises `NotFound`, `Conflict`, `Locked`, `TooLarge`, `ChecksumMismatch`, `StorageFull`.
        """
        upload = await to_thread.run_sync(store.find, self._films, upload_id)
        try:
            with store.held(upload):
                return await self._append(upload, piece)
        except (OSError, StorageFull) as error:
            if room.ran_out(error):
                store.forget(upload)
            raise

    def cancel(self, upload_id: str) -> None:
        upload = store.find(self._films, upload_id)
        upload.film.insist_writable()
        store.forget(upload)

    async def _append(self, upload: Upload, piece: Piece) -> Progress:
        with store.appending(upload) as file:
            if file.tell() != piece.offset:
                raise Conflict(f"The upload stands at {file.tell()}, not at {piece.offset}.", code="offset_mismatch")
            whole = None if piece.offset else Digest()
            await self._write(file, piece, upload, whole)
            offset = file.tell()
        complete = offset == upload.plan.length
        asset = await to_thread.run_sync(self._finish, upload, whole) if complete else None
        return Progress(offset, upload.plan.length, asset.id if asset else None)

    async def _write(self, file: IO[bytes], piece: Piece, upload: Upload, whole: Digest | None) -> None:
        start = file.tell()
        digest = ALGORITHMS[piece.checksum.algorithm]() if piece.checksum else None
        try:
            async for batch in batched(piece.body):
                if file.tell() + len(batch) > upload.plan.length:
                    raise TooLarge("More bytes than were announced.", code="upload_too_long")
                await to_thread.run_sync(self._add, file, batch, digest, whole)
            if piece.checksum and digest and digest.digest() != piece.checksum.digest:
                raise ChecksumMismatch("These bytes arrived damaged; send them again.")
        except BaseException:
            if piece.checksum:
                file.truncate(start)
            raise

    def _add(self, file: IO[bytes], batch: bytes, digest: Any, whole: Digest | None) -> None:
        self._limits.require_room(Path(file.name).parent, len(batch))
        file.write(batch)
        if whole is not None:
            whole.add(batch)
        if digest is not None:
            digest.update(batch)

    def _finish(self, upload: Upload, whole: Digest | None = None) -> Asset:
        """`whole` is of all its bytes, where they came in one piece."""
        digest = whole.hexdigest() if whole else None
        if upload.plan.sha256 and (digest or sha256(upload.bytes)) != upload.plan.sha256:
            store.forget(upload)
            raise ChecksumMismatch("The file arrived damaged; send it again.")
        received = Received(upload.plan.name, upload.bytes, upload.plan.length, digest, upload.plan.id)
        asset = self._assets.accept(upload.film, upload.plan.asset_type, [received])[0]
        crash_point(Point.UPLOAD_ACCEPTED)
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
