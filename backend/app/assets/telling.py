"""Assets as told to clients: those on disk, those on their way, and takes among the renders."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from app.assets import journal, store
from app.assets.schemas import Asset, AssetRecord, AssetStatus
from app.errors import NotFound
from app.files.cached import Remembered, Stamp, stamp
from app.files.names import fold
from app.files.paths import within
from app.files.serve import media_type
from app.projects.film import Film, changes
from app.projects.layout import AssetType
from app.takes import store as takes
from app.takes.store import Stored

_assets: Remembered[list[Asset]] = Remembered()
_told: dict[tuple[Path, str], tuple[AssetRecord, Asset]] = {}


def all_of(film: Film, kind: AssetType | None = None) -> list[Asset]:
    """Newest first; takes are listed among the renders."""
    folders = (f"{film.folder}/{folder}" for folder in store.FOLDERS)
    current = (*stamp(f"{film.state}/uploads", *folders), *changes(film.folder))
    found = _assets.get(film.folder, current, lambda: _all_of(film))
    return found if kind is None else [asset for asset in found if asset.asset_type is kind]


def search(assets: list[Asset], words: str | None) -> list[Asset]:
    """Those whose name, kind or metadata hold every word, whatever its case."""
    wanted = fold(words or "").split()
    return assets if not wanted else [asset for asset in assets if all(word in asset.text for word in wanted)]


def get(film: Film, asset_id: str) -> Asset:
    """Raises `NotFound`."""
    for asset in all_of(film):
        if asset.id == asset_id:
            return asset
    raise missing()


def missing() -> NotFound:
    return NotFound("There is no asset with this id.", code="asset_not_found")


def tell(film: Film, record: AssetRecord) -> Asset:
    """The same value for the same record: of ten thousand in a list, an upload changes one."""
    known = _told.get((film.folder, record.id))
    if known is None or known[0] is not record:
        known = _told[film.folder, record.id] = (record, _tell(film, record))
    return known[1]


def _tell(film: Film, record: AssetRecord) -> Asset:
    base = f"/api/v1/projects/{film.id}/assets/{record.id}"
    picture = record.status is AssetStatus.READY and "width" in record.metadata
    return Asset(
        **record.model_dump(exclude={"path"}),
        path=f"{film.folder.name}/{record.path}",
        project_id=film.id,
        url=f"{base}/content",
        thumbnail_url=f"{base}/thumbnail" if picture else None,
    )


def file_of(film: Film, asset: Asset) -> Path:
    return within(film.folder, asset.path.removeprefix(f"{film.folder.name}/"))


def _all_of(film: Film) -> list[Asset]:
    found = [tell(film, record) for record in _records(film)]
    found += [_take_as_asset(stored, stamp(stored.media[0])) for stored in takes.records(film)]
    return sorted(found, key=lambda asset: asset.created.timestamp(), reverse=True)  # zones compare slowly


def _records(film: Film) -> Iterator[AssetRecord]:
    """An upload counts as finished from its record on. The journal is read first: what is finished in between is
    found on disk."""
    waiting = {asset_id: found[0] for asset_id in journal.waiting(film) if (found := journal.read(film, asset_id))}
    for record in store.records(film):
        waiting.pop(record.id, None)
        yield record
    yield from waiting.values()


@functools.lru_cache(maxsize=50_000)
def _take_as_asset(stored: Stored, state: Stamp) -> Asset:
    """`state` is its file's: someone may have taken it away, or brought it back."""
    path, take = stored.files[0], takes.tell(stored, None)
    return Asset(
        id=take.id,
        name=path.name,
        path=take.path,
        asset_type=AssetType.RENDERS,
        size=state[0][1] if state[0] else 0,
        mime=media_type(path),
        sha256=None,
        status=AssetStatus.READY,
        reason=None,
        metadata={"prompt": take.prompt, "seed": take.seed, "task_id": take.task_id},
        created=take.created,
        project_id=take.project_id,
        url=take.url,
        thumbnail_url=take.thumbnail_url,
    )
