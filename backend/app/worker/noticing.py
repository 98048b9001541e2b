"""What people put among a film's assets by hand, or change there: it becomes what an upload becomes, where it lies."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.assets import store, telling
from app.assets.events import AssetAdded, AssetData, AssetUpdated
from app.assets.schemas import AssetRecord, AssetStatus
from app.assets.strays import arriving, is_there, may_be_asset
from app.events.log import draft
from app.files import claim
from app.files.cached import stamp
from app.files.digest import sha256
from app.files.names import label
from app.files.serve import media_type
from app.projects import outbox, own
from app.projects.film import Film
from app.projects.layout import asset_type_of
from app.schemas import now
from app.worker.making import thumbnails
from app.worker.recognition.child import Report, recognise
from app.worker.studio import Studio
from app.worker.uploads import PATIENCE, described

AT_ONCE = 200  # files in one job


def notice(studio: Studio, project_id: str, paths: Sequence[str]) -> None:
    """Idempotent. Raises `NotFound`."""
    film = studio.films.get(project_id)
    others = arriving(film)
    for path in filter(may_be_asset, paths):
        if path not in others and is_there(film, path):
            with claim.claimed(film.folder / path) as mine:
                if mine:
                    _look_at(studio, film, path)


def _look_at(studio: Studio, film: Film, path: str) -> None:
    """A file that goes on changing is looked at again when it has settled."""
    file, before = film.folder / path, store.sharing(film, path)
    seen, digest = stamp(file), sha256(film.folder / path)
    if before and all(record.sha256 == digest for record in before):
        return
    report = recognise(file, file.name)
    with store.editing(film, PATIENCE):
        if stamp(file) != seen or store.sharing(film, path) != before:
            return
        known = [described(record, report, file, digest) for record in before or [_new(film, path)]]
        _keep(film, known, file, report)
    kind = AssetUpdated if before else AssetAdded
    studio.log.append(*(draft(kind, film.id, AssetData(asset=telling.tell(film, record))) for record in known))
    studio.dispatch.commit(film.id)


def _keep(film: Film, known: Sequence[AssetRecord], file: Path, report: Report) -> None:
    written = list(_written(film, known, report))
    if report.refused:  # it stays out of the film's history, and so does what is said of it
        own.record(film.folder, written)
    else:
        outbox.note(film, f"asset: take in {known[0].name}", [file, *written])


def _written(film: Film, known: Sequence[AssetRecord], report: Report) -> Iterator[Path]:
    for record in known:
        if report.poster:
            thumbnails.keep(film, record.id, report.poster)
        yield store.write(film, record)


def _new(film: Film, path: str) -> AssetRecord:
    file = film.folder / path
    return AssetRecord(
        id=str(uuid.uuid4()),
        name=label(file.name),
        path=path,
        asset_type=asset_type_of(path),
        size=0,
        mime=media_type(file),
        sha256=None,
        status=AssetStatus.PROCESSING,
        reason=None,
        metadata={},
        created=now(),
    )
