"""Uploads on their way into a film, without the web process."""

from __future__ import annotations

import uuid

from app.assets import journal, store
from app.assets.schemas import AssetRecord, AssetStatus
from app.projects.film import Film
from app.projects.layout import AssetType
from app.schemas import now


def received(film: Film, name: str, data: bytes, kind: AssetType = AssetType.LOCATIONS) -> AssetRecord:
    """An upload whose bytes are here, and which no worker has seen."""
    asset_id = str(uuid.uuid4())
    record = AssetRecord(
        id=asset_id,
        name=name,
        path=store.planned_path(asset_id, name, kind),
        asset_type=kind,
        size=len(data),
        mime="application/octet-stream",
        sha256=None,
        status=AssetStatus.PROCESSING,
        reason=None,
        metadata={},
        created=now(),
    )
    temporary = journal.uploads(film) / f".tmp-{asset_id}"
    temporary.write_bytes(data)
    journal.write(film, record, temporary)
    return record
