"""Takes on disk. A take without a shot is `03_Renders/output_{task id}.<ext>` with its record beside it.

One task makes one take, so a take's id is its task's: finishing twice can't make two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from app.errors import NotFound
from app.files.write import Unreadable, read_json, write_json
from app.projects import layout
from app.projects.store import Film, Films
from app.takes.schemas import Take, TakeRecord

THUMBNAILS = f"{layout.CACHE}/thumbnails"
_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


def stem(take_id: str) -> str:
    return f"output_{take_id}"


def record_path(film: Film, take_id: str) -> Path:
    return film.folder / layout.RENDERS / f"{stem(take_id)}.json"


def thumbnail_path(film: Film, take_id: str) -> Path:
    return film.folder / THUMBNAILS / f"{take_id}.jpg"


def media_path(film: Film, take: TakeRecord) -> Path:
    return film.folder / layout.RENDERS / Path(take.outputs[0]).name


def write(film: Film, record: TakeRecord) -> Path:
    path = record_path(film, record.id)
    write_json(path, record.model_dump(mode="json"))
    return path


def all_of(film: Film) -> list[Take]:
    """Newest first."""
    return sorted(_each(film), key=lambda take: take.created, reverse=True)


def count_by_shot(film: Film) -> Counter[str]:
    return Counter(take.shot_id for take in _each(film) if take.shot_id)


def find(films: Films, take_id: str) -> tuple[Film, Take]:
    """Raises `NotFound`."""
    if _ID.fullmatch(take_id):
        for film in films.all():
            if isinstance(film, Film) and (take := _read(film, record_path(film, take_id))):
                return film, take
    raise NotFound("There is no take with this id.", code="take_not_found")


def tell(film: Film, record: TakeRecord) -> Take:
    base = f"/api/v1/takes/{record.id}"
    return Take(
        **record.model_dump(),
        project_id=film.id,
        path=film.shown(media_path(film, record)),
        url=f"{base}/content",
        thumbnail_url=f"{base}/thumbnail",
    )


def _each(film: Film) -> Iterator[Take]:
    for path in (film.folder / layout.RENDERS).glob("output_*.json"):
        if take := _read(film, path):
            yield take


def _read(film: Film, path: Path) -> Take | None:
    """None for a file that is gone, or that is no record of ours: a person may keep what they like beside takes."""
    try:
        return tell(film, TakeRecord.model_validate(read_json(path)))
    except (FileNotFoundError, Unreadable, ValidationError):
        return None
