"""Uploads on their way in: bytes received, journalled, told, and handed to the worker."""

from __future__ import annotations

import json
from pathlib import Path

from redis import Redis

from app.assets import journal, store, telling
from app.assets.events import AssetData, AssetUpdated
from app.assets.limits import Limits
from app.assets.multipart import Received
from app.assets.schemas import Asset, AssetPatch, AssetRecord, AssetStatus
from app.errors import AuteurError, Conflict
from app.events.log import EventLog, draft
from app.faults import Point, crash_point
from app.files.names import label
from app.files.paths import within
from app.files.serve import media_type
from app.projects import outbox
from app.projects.events import FileData, FileDeleted
from app.projects.film import Film
from app.projects.layout import ASSET_FOLDERS, AssetType
from app.projects.outbox import Commits
from app.schemas import now
from app.takes.store import thumbnail_path
from app.tasks.queues import FINISH_UPLOAD, Dispatch

JOB_SECONDS = 24 * 3600


class Assets:
    def __init__(self, redis: Redis, dispatch: Dispatch, log: EventLog, commits: Commits, limits: Limits) -> None:
        self.limits = limits
        self._redis = redis
        self._dispatch = dispatch
        self._log = log
        self._commits = commits

    def accept(self, film: Film, kind: AssetType, received: list[Received]) -> list[Asset]:
        """Each file is journalled before it is told, all of them or none; the worker does the rest."""
        within(film.folder, ASSET_FOLDERS[kind])
        crash_point(Point.UPLOAD_RECEIVED)
        try:
            records = [self._journal(film, kind, file) for file in received]
            crash_point(Point.UPLOAD_JOURNALLED)
            job = {"status": "processing", "asset_ids": [record.id for record in records], "at": now().isoformat()}
            self._redis.set(job_key(film.id), json.dumps(job), ex=JOB_SECONDS)
        except BaseException:  # who is told that it failed sends them again
            for file in received:
                journal.close(film, file.id)
            raise
        for record in records:
            self._send(film, record)
        return [telling.tell(film, record) for record in records]

    def patch(self, film: Film, asset_id: str, wanted: AssetPatch) -> Asset:
        """Raises `NotFound`, `Conflict` while it is being processed."""
        with store.editing(film) as edit:
            record, left = _finished(film, asset_id), list[Path]()
            if wanted.name is not None:
                record = record.model_copy(update={"name": label(wanted.name)})
            if wanted.asset_type is not None:
                record, left = store.refile(film, record, wanted.asset_type)
            message = f"asset: change {record.name}"
            outbox.note(film, message, [within(film.folder, record.path)])
            edit.make(message, {**store.written(film, record), **dict.fromkeys(left)})
        asset = telling.tell(film, record)
        self._commits.ask(film)
        self._log.append(draft(AssetUpdated, film.id, AssetData(asset=asset)))
        return asset

    def delete(self, film: Film, asset_id: str) -> None:
        """Raises `NotFound`."""
        with store.editing(film) as edit:
            record = _cancelled(film, asset_id)
            if kept := store.record_of(film, asset_id):
                record = kept
                edit.make(f"asset: delete {kept.name}", dict.fromkeys(store.own(film, kept)))
            if record is None:
                raise telling.missing()
            thumbnail_path(film, asset_id).unlink(missing_ok=True)
        self._commits.ask(film)
        told = FileData(path=record.path, asset_type=record.asset_type, change="deleted")
        self._log.append(draft(FileDeleted, film.id, told))

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
            sha256=file.sha256,
            status=AssetStatus.PROCESSING,
            reason=None,
            metadata={},
            created=now(),
        )
        journal.write(film, record, file.path)
        return record

    def _send(self, film: Film, record: AssetRecord) -> None:
        """The journal keeps what could not be queued now; the worker's sweep finds it."""
        try:
            self._dispatch.send(FINISH_UPLOAD, film.id, record.id)
        except AuteurError:
            return


def _finished(film: Film, asset_id: str) -> AssetRecord:
    if journal.waits(film, asset_id):
        raise Conflict("This upload is still being finished; try again in a moment.", code="asset_processing")
    if record := store.record_of(film, asset_id):
        return record
    raise telling.missing()


def _cancelled(film: Film, asset_id: str) -> AssetRecord | None:
    """What it was to become, for an upload that is not finished; its bytes go."""
    if waiting := journal.read(film, asset_id):
        waiting[1].unlink(missing_ok=True)
        journal.close(film, asset_id)
    return waiting[0] if waiting else None


def job_key(project_id: str) -> str:
    return f"upload:project:{project_id}"
