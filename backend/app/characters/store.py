"""Characters on disk: `01_Assets/Characters/<id>/` with `character.json`, `base_face.png` and `variations/<type>.png`.

What pictures there are, the folder says; the record holds the rest.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from app.characters.schemas import CharacterRecord
from app.errors import Conflict, NotFound
from app.files.cached import Remembered, stamp
from app.files.paths import within
from app.files.write import Unreadable, read_json, replacing
from app.projects import changing, layout
from app.projects.changing import Edit
from app.projects.film import Film
from app.projects.store import Films

FOLDER = layout.ASSET_FOLDERS[layout.AssetType.CHARACTERS]
RECORD = "character.json"
BASE_FACE = "base_face.png"
VARIATIONS = "variations"
_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
VARIATION = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")

_records: Remembered[CharacterRecord] = Remembered()


@dataclass(frozen=True)
class Cast:
    """A character where it lies."""

    film: Film
    folder: Path
    record: CharacterRecord

    @property
    def id(self) -> str:
        return self.record.asset_id

    @property
    def file(self) -> Path:
        return self.folder / RECORD

    @property
    def base_face(self) -> Path | None:
        path = self.folder / BASE_FACE
        return path if path.is_file() else None

    def variations(self) -> dict[str, Path]:
        """By type, in the order of the alphabet."""
        found = sorted((self.folder / VARIATIONS).glob("*.png"))
        return {path.stem: path for path in found if VARIATION.fullmatch(path.stem)}


def all_of(film: Film) -> list[Cast]:
    """In the order of their names. A record that can't be read is left out, and left alone."""
    return sorted(_all(film), key=lambda cast: (cast.record.name.casefold(), cast.id))


def get(film: Film, character_id: str) -> Cast:
    """Raises `NotFound`, `Conflict` for a damaged record."""
    if not _ID.fullmatch(character_id):
        raise _unknown()
    folder = within(film.folder, f"{FOLDER}/{character_id}")
    try:
        return Cast(film, folder, _read(folder))
    except FileNotFoundError:
        raise _unknown() from None
    except (Unreadable, ValidationError) as error:
        detail = f"{FOLDER}/{character_id}/{RECORD} is damaged; restore it from Git."
        raise Conflict(detail, code="character_damaged") from error


def known(film: Film, character_id: str) -> Cast | None:
    """None for one that is not there, or can't be read."""
    try:
        return get(film, character_id)
    except (NotFound, Conflict):
        return None


def find(films: Films, character_id: str) -> Cast:
    """In whatever film it plays. Raises `NotFound`."""
    for film in films.all():
        if isinstance(film, Film) and (cast := known(film, character_id)):
            return cast
    raise _unknown()


def place(film: Film, record: CharacterRecord) -> Cast:
    """Its folder, made."""
    return Cast(film, film.place(f"{FOLDER}/{record.asset_id}/{VARIATIONS}").parent, record)


def exchange_face(cast: Cast, drawn: Path) -> Path:
    """Move a finished picture in as the base face; durable when it returns."""
    face = cast.folder / BASE_FACE
    with drawn.open("rb") as source, replacing(face) as target:
        shutil.copyfileobj(source, target)
    return face


def files(cast: Cast) -> list[Path]:
    """All there are of it, its record last: until that goes, it is still there to be deleted."""
    return sorted((path for path in cast.folder.rglob("*") if not path.is_dir()), key=lambda path: path == cast.file)


def editing(film: Film) -> AbstractContextManager[Edit]:
    """One edit of a film's characters at a time."""
    return changing.editing(film, "characters")


def _all(film: Film) -> Iterator[Cast]:
    for file in (film.folder / FOLDER).glob(f"*/{RECORD}"):
        if cast := known(film, file.parent.name):
            yield cast


def _read(folder: Path) -> CharacterRecord:
    file = folder / RECORD
    record = _records.get(folder, stamp(file), lambda: CharacterRecord.model_validate(read_json(file)))
    return record if record.asset_id == folder.name else record.model_copy(update={"asset_id": folder.name})


def _unknown() -> NotFound:
    return NotFound("There is no character with this id.", code="character_not_found")
