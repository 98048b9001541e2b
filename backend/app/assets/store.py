"""Assets on disk: a file under a name of ours, its record beside it as `<file>.asset.json`.

Until the worker has finished with it, an upload is a temporary file in the cache and a journal entry.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.assets.schemas import Asset, AssetRecord, AssetStatus
from app.errors import NotFound
from app.files.cached import Remembered, stamp
from app.files.names import fold, stem
from app.files.paths import within
from app.files.serve import media_type
from app.files.write import Unreadable, publish, read_json, write_json
from app.projects.layout import ASSET_FOLDERS, CACHE, REFUSED, STATE, AssetType
from app.projects.store import Film, changes
from app.takes import store as takes
from app.takes.schemas import Take

_assets: Remembered[list[Asset]] = Remembered()
UPLOADS = f"{CACHE}/uploads"
_FOLDERS = sorted(set(ASSET_FOLDERS.values()))
_SUFFIX = ".asset.json"
_EXTENSION = re.compile(r"\.[a-z0-9]{1,12}")


def uploads(film: Film) -> Path:
    """Where bytes in flight are; made again when someone emptied the cache."""
    return film.place(UPLOADS)


def planned_path(asset_id: str, shown: str, kind: AssetType) -> str:
    """Readable, unique, ours."""
    extension = Path(shown.lower()).suffix
    kept = extension if _EXTENSION.fullmatch(extension) else ""
    return f"{ASSET_FOLDERS[kind]}/{stem(shown)}-{asset_id[:8]}{kept}"


def write(film: Film, record: AssetRecord) -> Path:
    path = _sidecar(film, record)
    write_json(path, record.model_dump(mode="json"))
    return path


def journal(film: Film, record: AssetRecord, temporary: Path) -> None:
    folder = film.place(f"{STATE}/uploads")
    write_json(folder / f"{record.id}.json", {"record": record.model_dump(mode="json"), "temporary": temporary.name})


def journalled(film: Film, asset_id: str) -> tuple[AssetRecord, Path] | None:
    """An upload that the worker has not finished, with its bytes."""
    try:
        entry: Any = read_json(film.state / "uploads" / f"{asset_id}.json")
        return AssetRecord.model_validate(entry["record"]), uploads(film) / entry["temporary"]
    except FileNotFoundError:
        return None


@contextmanager
def finishing(film: Film, asset_id: str) -> Iterator[bool]:
    """Whether the caller may finish the upload: nobody else is at it or has done it. The kernel frees the claim of a
    process that dies."""
    path = film.state / "uploads" / f"{asset_id}.json"
    with ExitStack() as stack:
        try:
            entry = stack.enter_context(path.open("rb"))
            fcntl.flock(entry, fcntl.LOCK_EX | fcntl.LOCK_NB)
            claimed = os.fstat(entry.fileno()).st_nlink > 0  # whoever has finished removed it
        except (FileNotFoundError, BlockingIOError):
            claimed = False
        yield claimed


def unfinished(film: Film) -> list[str]:
    return [path.stem for path in (film.state / "uploads").glob("*.json")]


def close(film: Film, asset_id: str) -> None:
    (film.state / "uploads" / f"{asset_id}.json").unlink(missing_ok=True)


def all_of(film: Film, kind: AssetType | None) -> list[Asset]:
    """Newest first; takes are listed among the renders."""
    folders = (f"{film.folder}/{folder}" for folder in _FOLDERS)
    current = (*stamp(f"{film.state}/uploads", *folders), *changes(film.folder))
    return _assets.get((film.folder, kind), current, lambda: _all_of(film, kind))


def _all_of(film: Film, kind: AssetType | None) -> list[Asset]:
    found = [tell(film, record) for record in _each(film, kind)]
    if kind in {None, AssetType.RENDERS}:
        found += [_take_as_asset(film, take) for take in takes.all_of(film)]
    return sorted(found, key=lambda asset: asset.created, reverse=True)


def search(assets: Iterable[Asset], words: str | None) -> list[Asset]:
    """Those whose name, kind or metadata hold every word, whatever its case."""
    wanted = fold(words or "").split()
    return [asset for asset in assets if all(word in _text_of(asset) for word in wanted)]


def get(film: Film, asset_id: str) -> Asset:
    """Raises `NotFound`."""
    for asset in all_of(film, None):
        if asset.id == asset_id:
            return asset
    raise NotFound("There is no asset with this id.", code="asset_not_found")


def tell(film: Film, record: AssetRecord) -> Asset:
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


def thumbnail_path(film: Film, asset_id: str) -> Path:
    return takes.thumbnail_path(film, asset_id)


def record_of(film: Film, asset_id: str) -> AssetRecord:
    """The record of an asset that is no take. Raises `NotFound`."""
    for record in _each(film, None):
        if record.id == asset_id:
            return record
    raise NotFound("There is no asset with this id.", code="asset_not_found")


def refile(film: Film, record: AssetRecord, kind: AssetType) -> tuple[AssetRecord, list[Path]]:
    """Move it to another type's folder; returns its new record, unwritten, and the paths it left."""
    path = planned_path(record.id, record.name, kind) + (REFUSED if record.path.endswith(REFUSED) else "")
    moved = record.model_copy(update={"asset_type": kind, "path": path})
    source, target = (within(film.folder, each.path) for each in (record, moved))
    film.place(ASSET_FOLDERS[kind])
    if target != source:
        publish(source, target)
        _sidecar(film, record).unlink(missing_ok=True)
        return moved, [source, _sidecar(film, record)]
    return moved, []


def remove(film: Film, record: AssetRecord) -> list[Path]:
    """Its file, record and thumbnail; returns what Git has to forget."""
    paths = [within(film.folder, record.path), _sidecar(film, record)]
    for path in (*paths, thumbnail_path(film, record.id)):
        path.unlink(missing_ok=True)
    return paths


def _sidecar(film: Film, record: AssetRecord) -> Path:
    return within(film.folder, f"{record.path}{_SUFFIX}")


def _text_of(asset: Asset) -> str:
    return fold(f"{asset.name} {asset.asset_type} {asset.mime} {asset.metadata}")


def _each(film: Film, kind: AssetType | None) -> Iterator[AssetRecord]:
    """An upload counts as finished from its record on, though its journal entry goes only after that."""
    finished = set[str]()
    for folder in [ASSET_FOLDERS[kind]] if kind else _FOLDERS:
        for path in (film.folder / folder).glob(f"*{_SUFFIX}"):
            if (record := _read(path)) and kind in {None, record.asset_type}:
                finished.add(record.id)
                yield record
    for asset_id in unfinished(film):
        if (found := journalled(film, asset_id)) and kind in {None, found[0].asset_type} and asset_id not in finished:
            yield found[0]


def _read(path: Path) -> AssetRecord | None:
    """None for a record that is gone, damaged, or whose file is."""
    try:
        record = AssetRecord.model_validate(read_json(path))
    except (FileNotFoundError, Unreadable, ValidationError):
        return None
    return record if path.with_name(path.name.removesuffix(_SUFFIX)).exists() else None


def _take_as_asset(film: Film, take: Take) -> Asset:
    path = within(film.folder, take.path.removeprefix(f"{film.folder.name}/"))
    return Asset(
        id=take.id,
        name=path.name,
        path=take.path,
        asset_type=AssetType.RENDERS,
        size=path.stat().st_size if path.exists() else 0,
        mime=media_type(path),
        sha256=None,
        status=AssetStatus.READY,
        reason=None,
        metadata={"prompt": take.prompt, "seed": take.seed, "task_id": take.task_id},
        created=take.created,
        project_id=film.id,
        url=take.url,
        thumbnail_url=take.thumbnail_url,
    )
