"""Finishing an upload: what is it, under which name does it stay, and into Git with it."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import Any

import puremagic
import structlog

from app.assets import store
from app.assets.events import AssetAdded, AssetData, FileUploaded
from app.assets.schemas import Asset, AssetRecord, AssetStatus
from app.events.log import draft
from app.files.write import publish
from app.projects import outbox
from app.projects.store import Film
from app.worker import thumbnails
from app.worker.studio import Studio

log = structlog.get_logger()


def finish(studio: Studio, project_id: str, asset_id: str) -> None:
    """Idempotent: what an earlier attempt has done is found done."""
    film = studio.films.get(project_id)
    log.info(f"Processing upload for project {film.id}", asset=asset_id)
    entry = store.journalled(film, asset_id)
    if entry is None:
        return
    record, temporary = entry
    final = film.folder / record.path
    film.place(PurePosixPath(record.path).parent.as_posix())
    if temporary.exists():
        publish(temporary, final)
    known = _recognise(film, record, final)
    sidecar = store.write(film, known)
    outbox.note(film, f"asset: add {known.name}", [final, sidecar])
    store.close(film, asset_id)
    _tell(studio, film, store.tell(film, known))


def _recognise(film: Film, record: AssetRecord, path: Path) -> AssetRecord:
    metadata: dict[str, Any] = {}
    mime, reason = _content_type(path, record.mime), None
    if mime.startswith("image/"):
        try:
            metadata["width"], metadata["height"] = thumbnails.make(film, record.id, path)
        except ValueError as error:
            reason = str(error)
    found = {"sha256": _sha256(path), "mime": mime, "metadata": metadata, "reason": reason}
    return record.model_copy(update=found | {"status": AssetStatus.FAILED if reason else AssetStatus.READY})


def _tell(studio: Studio, film: Film, asset: Asset) -> None:
    told = AssetData(asset=asset)
    studio.log.append(draft(FileUploaded, film.id, told), draft(AssetAdded, film.id, told))
    studio.dispatch.commit(film.id)


def _content_type(path: Path, claimed: str) -> str:
    """By content; where that says nothing, text is text and the rest is bytes."""
    with path.open("rb") as file:
        head = file.read(4096)
    try:
        found = [match.mime_type for match in puremagic.magic_string(head, path.name) if match.mime_type]
    except (puremagic.PureError, ValueError):  # nothing known, nothing there
        found = []
    if claimed in found:
        return claimed
    return found[0] if found else _text_or_bytes(head, claimed)


def _text_or_bytes(head: bytes, claimed: str) -> str:
    try:
        head[:4000].decode()
    except UnicodeDecodeError:
        return "application/octet-stream"
    return claimed if claimed.startswith("text/") else "text/plain"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
