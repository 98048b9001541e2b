"""Uploads that the worker has not finished: bytes in the cache, and an entry that says what they are to become."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from pydantic import ValidationError

from app.assets.schemas import AssetRecord
from app.errors import Invalid
from app.files import claim
from app.files.paths import within
from app.files.write import Unreadable, read_json, write_json
from app.projects.film import Film
from app.projects.layout import CACHE, STATE
from app.schemas import Schema

UPLOADS = f"{CACHE}/uploads"


class Entry(Schema):
    record: AssetRecord
    temporary: str


def uploads(film: Film) -> Path:
    """Where bytes in flight are; made again when someone emptied the cache."""
    return film.place(UPLOADS)


def write(film: Film, record: AssetRecord, temporary: Path) -> None:
    film.place(f"{STATE}/uploads")
    entry = Entry(record=record, temporary=temporary.name)
    write_json(_entry(film, record.id), entry.model_dump(mode="json"))


def read(film: Film, asset_id: str) -> tuple[AssetRecord, Path] | None:
    """What it is to become, and its bytes. None for an entry that is gone, damaged, or leads out of the film, as one
    that was copied in with it may."""
    try:
        entry = Entry.model_validate(read_json(_entry(film, asset_id)))
        within(film.folder, entry.record.path)
        return entry.record, within(film.folder, f"{UPLOADS}/{entry.temporary}")
    except (FileNotFoundError, Unreadable, ValidationError, Invalid):
        return None


def claimed(film: Film, asset_id: str) -> AbstractContextManager[bool]:
    """Whether the caller may finish the upload."""
    return claim.claimed(_entry(film, asset_id))


def waits(film: Film, asset_id: str) -> bool:
    return _entry(film, asset_id).exists()


def waiting(film: Film) -> list[str]:
    return [path.stem for path in (film.state / "uploads").glob("*.json")]


def close(film: Film, asset_id: str) -> None:
    _entry(film, asset_id).unlink(missing_ok=True)


def _entry(film: Film, asset_id: str) -> Path:
    return film.state / "uploads" / f"{asset_id}.json"
