"""Uploads on their way in: bytes received, journalled, told, and handed to the worker."""

from __future__ import annotations

import json

from redis import Redis

from app.assets import store
from app.assets.multipart import Received
from app.assets.schemas import Asset, AssetRecord, AssetStatus
from app.errors import AuteurError
from app.files.names import label
from app.files.serve import media_type
from app.projects.layout import AssetType
from app.projects.store import Film
from app.schemas import now
from app.tasks.queues import FINISH_UPLOAD, Dispatch

JOB_SECONDS = 24 * 3600


class Assets:
    def __init__(self, redis: Redis, dispatch: Dispatch) -> None:
        self._redis = redis
        self._dispatch = dispatch

    def accept(self, film: Film, kind: AssetType, received: list[Received]) -> list[Asset]:
        """Each file is journalled before it is told; the worker does the rest."""
        records = [self._journal(film, kind, file) for file in received]
        job = {"status": "processing", "asset_ids": [record.id for record in records], "at": now().isoformat()}
        self._redis.set(job_key(film.id), json.dumps(job), ex=JOB_SECONDS)
        for record in records:
            self._send(film, record)
        return [store.tell(film, record) for record in records]

    def withdraw(self, film: Film) -> None:
        """Before a film goes: leave no key of it."""
        self._redis.delete(job_key(film.id))

    def _journal(self, film: Film, kind: AssetType, file: Received) -> AssetRecord:
        asset_id, shown = file.id, label(file.name)
        path = store.planned_path(asset_id, shown, kind)
        record = AssetRecord(
            id=asset_id,
            name=shown,
            path=path,
            asset_type=kind,
            size=file.size,
            mime=media_type(film.folder / path),
            sha256=None,
            status=AssetStatus.PROCESSING,
            reason=None,
            metadata={},
            created=now(),
        )
        store.journal(film, record, file.path)
        return record

    def _send(self, film: Film, record: AssetRecord) -> None:
        """The journal keeps what could not be queued now; the worker's sweep finds it."""
        try:
            self._dispatch.send(FINISH_UPLOAD, film.id, record.id)
        except AuteurError:
            return


def job_key(project_id: str) -> str:
    return f"upload:project:{project_id}"
