"""Finishing an upload: what is it, under which name does it stay, and into Git with it."""

from __future__ import annotations

from pathlib import Path

import structlog

from app.assets import journal, store, telling
from app.assets.events import AssetAdded, AssetData, FileUploaded
from app.assets.schemas import Asset, AssetRecord, AssetStatus
from app.events.log import draft
from app.faults import Point, crash_point
from app.files.digest import sha256
from app.projects import outbox
from app.projects.film import Film
from app.projects.layout import REFUSED
from app.worker.making import thumbnails
from app.worker.recognition.child import Report, recognise
from app.worker.studio import Studio

PATIENCE = 60.0  # seconds; whoever is before us may be comparing large files

log = structlog.get_logger()


def finish(studio: Studio, project_id: str, asset_id: str) -> None:
    """Idempotent: what an earlier attempt has done is found done."""
    film = studio.films.get(project_id)
    with journal.claimed(film, asset_id) as mine:
        entry = journal.read(film, asset_id) if mine else None
        if entry is None:
            return
        log.info(f"Processing upload for project {film.id}", asset=asset_id)
        try:
            known = _take_in(film, *entry)
        except FileNotFoundError:
            log.info("upload.gone", asset=asset_id)  # deleted meanwhile, or swept out of the cache by hand
            journal.close(film, asset_id)
            return
    crash_point(Point.UPLOAD_CLOSED)
    _tell(studio, film, telling.tell(film, known))


def _take_in(film: Film, record: AssetRecord, temporary: Path) -> AssetRecord:
    """Under its final name, which depends on what it turns out to be. Raises `FileNotFoundError`."""
    paths = (record.path, record.path + REFUSED)
    found = next((film.folder / path for path in paths if (film.folder / path).exists()), temporary)
    report = recognise(found, record.name)
    known = described(record, report, found, record.sha256 or sha256(found))
    with store.editing(film, PATIENCE):
        if not journal.waits(film, record.id):
            raise FileNotFoundError
        known = known.model_copy(update={"path": store.keep(film, found, paths[report.refused])})
        crash_point(Point.UPLOAD_PUBLISHED)
        if report.poster:
            thumbnails.keep(film, record.id, report.poster)
        kept = film.folder / known.path
        written = store.write(film, known)
        crash_point(Point.UPLOAD_RECORDED)
        outbox.note(film, f"asset: add {known.name}", [kept, written])
        crash_point(Point.UPLOAD_NOTED)
        for leftover in {found, temporary} - {kept}:
            leftover.unlink(missing_ok=True)
        journal.close(film, record.id)
    return known


def described(record: AssetRecord, report: Report, path: Path, digest: str) -> AssetRecord:
    status = AssetStatus.FAILED if report.reason else AssetStatus.READY
    found = report.model_dump(include={"mime", "metadata", "reason"})
    return record.model_copy(update=found | {"size": path.stat().st_size, "sha256": digest, "status": status})


def _tell(studio: Studio, film: Film, asset: Asset) -> None:
    told = AssetData(asset=asset)
    studio.log.append(draft(FileUploaded, film.id, told), draft(AssetAdded, film.id, told))
    studio.dispatch.commit(film.id)
