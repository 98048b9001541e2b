"""Assets on disk: a file under a name of ours, and beside it a record for each asset that has these bytes.

The first record of a file is `<file>.asset.json`; an asset whose bytes are there already joins with
`<file>.<its id>.asset.json`. The file goes with its last record. Whoever changes any of it holds `editing`.
"""

from __future__ import annotations

import filecmp
import os
import re
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from app.assets.schemas import AssetRecord
from app.files.cached import Remembered, listed, stamp
from app.files.names import stem
from app.files.paths import within
from app.files.write import Unreadable, encode_json, link, read_json, write_bytes
from app.projects import changing
from app.projects.changing import Edit
from app.projects.film import Film
from app.projects.layout import ASSET_FOLDERS, IGNORED, REFUSED, RENDERS, AssetType

_records: Remembered[AssetRecord | None] = Remembered()

FOLDERS = sorted(set(ASSET_FOLDERS.values()))
_APART = frozenset({RENDERS, *IGNORED})
_SUFFIX = ".asset.json"
_EXTENSION = re.compile(r"\.[a-z0-9]{1,12}")


def editing(film: Film, patience: float = 10) -> AbstractContextManager[Edit]:
    """Raises `filelock.Timeout` after `patience` seconds."""
    return changing.editing(film, "assets", patience)


def planned_path(asset_id: str, shown: str, kind: AssetType) -> str:
    """Readable, unique, ours."""
    extension = Path(shown.lower()).suffix
    kept = extension if _EXTENSION.fullmatch(extension) else ""
    return f"{ASSET_FOLDERS[kind]}/{stem(shown)}-{asset_id[:8]}{kept}"


def records(film: Film) -> Iterator[AssetRecord]:
    """Of each asset whose file is there, once."""
    known = set[str]()
    for folder in FOLDERS:
        names = listed(f"{film.folder}/{folder}").files
        there = frozenset(names)
        for name in names:
            record = _read(film, f"{folder}/{name}") if name.endswith(_SUFFIX) else None
            if record and record.id not in known and record.path.removeprefix(f"{folder}/") in there:
                known.add(record.id)
                yield record


def is_record(path: str) -> bool:
    return path.endswith(_SUFFIX)


def first_record(file: str) -> str:
    """The name of the first record of a file, by the file's name."""
    return file + _SUFFIX


def record_at(film: Film, path: str) -> AssetRecord | None:
    """None for a record that is gone or damaged."""
    return _read(film, path)


def record_of(film: Film, asset_id: str) -> AssetRecord | None:
    return next((record for record in records(film) if record.id == asset_id), None)


def write(film: Film, record: AssetRecord) -> Path:
    (path, data), *_ = written(film, record).items()
    write_bytes(path, data)
    return path


def written(film: Film, record: AssetRecord) -> dict[Path, bytes]:
    """What its record's file is to hold."""
    return {_place_of(film, record): encode_json(record.model_dump(mode="json"))}


def keep(film: Film, source: Path, planned: str) -> str:
    """Where the bytes of `source` are kept from now on: with an asset that has them already, else at `planned`. The
    caller removes `source`, once a record says so."""
    if twin := _twin(film, source, PurePosixPath(planned)):
        return twin
    target = within(film.folder, planned)
    if not (target.exists() and target.samefile(source)):  # as an attempt that died can leave it
        film.place(PurePosixPath(planned).parent.as_posix())
        link(source, target)
    return planned


def refile(film: Film, record: AssetRecord, kind: AssetType) -> tuple[AssetRecord, list[Path]]:
    """File it under another type; returns its record, unwritten, and the paths that are to go once it is written.

    A file that others share stays where it is, if the other type's folder may share it.
    """
    here, there = PurePosixPath(record.path).parent.as_posix(), ASSET_FOLDERS[kind]
    shared = len(sharing(film, record.path)) > 1
    if here == there or (shared and there in _area(here)):
        return record.model_copy(update={"asset_type": kind}), []
    planned = planned_path(record.id, record.name, kind) + (REFUSED if record.path.endswith(REFUSED) else "")
    source = within(film.folder, record.path)
    moved = record.model_copy(update={"asset_type": kind, "path": keep(film, source, planned)})
    return moved, [_place_of(film, record), *([] if shared else [source])]


def own(film: Film, record: AssetRecord) -> list[Path]:
    """Its record, and the file unless others share it: what goes with the asset."""
    place, shared = _place_of(film, record), len(sharing(film, record.path)) > 1
    return [place] if shared else [place, within(film.folder, record.path)]


def sharing(film: Film, path: str) -> list[AssetRecord]:
    """The records of all assets with this file."""
    folder, name = PurePosixPath(path).parent.as_posix(), PurePosixPath(path).name
    beside = (n for n in listed(f"{film.folder}/{folder}").files if n.startswith(f"{name}.") and n.endswith(_SUFFIX))
    found = (_read(film, f"{folder}/{n}") for n in beside)
    return [record for record in found if record and record.path == path]


def _twin(film: Film, source: Path, planned: PurePosixPath) -> str | None:
    """The file of another asset with the same bytes: compared, since a record may be older than its file."""
    size, refused = source.stat().st_size, planned.suffix == REFUSED
    for folder in _area(planned.parent.as_posix()):
        for name in _names_of_size(film.folder / folder, size):
            path = f"{folder}/{name}"
            other = film.folder / path
            if other == source or name.endswith(REFUSED) != refused or not sharing(film, path):
                continue
            if filecmp.cmp(source, other, shallow=False):
                return path
    return None


def _area(folder: str) -> list[str]:
    """Folders whose assets may share a file. Renders are found under their own folder, and Git never sees exports."""
    return [folder] if folder in _APART else [each for each in FOLDERS if each not in _APART]


def _place_of(film: Film, record: AssetRecord) -> Path:
    """Where its record lies, or is to lie."""
    first, joined = (within(film.folder, f"{record.path}{end}") for end in (_SUFFIX, f".{record.id}{_SUFFIX}"))
    if joined.exists():
        return joined
    holder = _read(film, f"{record.path}{_SUFFIX}")
    own = holder.id == record.id if holder else not first.exists()
    return first if own else joined


def _read(film: Film, path: str) -> AssetRecord | None:
    """None for a record that is gone or damaged. Its file is the one beside it, wherever someone moved both."""
    place = f"{film.folder}/{path}"
    return _records.get(place, stamp(place), lambda: _parse(Path(place), path))


def _parse(place: Path, path: str) -> AssetRecord | None:
    try:
        if not stat.S_ISREG(place.lstat().st_mode):
            return None
        record = AssetRecord.model_validate(read_json(place))
    except (FileNotFoundError, Unreadable, ValidationError):
        return None
    return record.model_copy(update={"path": path.removesuffix(_SUFFIX).removesuffix(f".{record.id}")})


def _names_of_size(folder: Path, size: int) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [
                entry.name
                for entry in entries
                if not entry.name.endswith(_SUFFIX)
                and entry.is_file(follow_symlinks=False)
                and entry.stat().st_size == size
            ]
    except FileNotFoundError:
        return []
