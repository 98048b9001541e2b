"""The screenplay that a film has: its draft's record, and its source as it came."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import ValidationError

from app.errors import AuteurError, Conflict
from app.files.cached import Remembered, stamp
from app.files.paths import within
from app.files.write import Unreadable, encode_json, read_json
from app.projects import layout
from app.projects.film import Film
from app.screenplay import source
from app.screenplay.schemas import Draft
from app.screenplay.script.scenes import ScriptScene
from app.screenplay.script.script import Script

_scripts: Remembered[tuple[Script, str]] = Remembered()


def record(film: Film) -> Path:
    return within(film.folder, layout.SCREENPLAY)


def draft(film: Film) -> Draft | None:
    """None for a film without a screenplay. Raises `Conflict` for a damaged record."""
    try:
        return Draft.model_validate(read_json(record(film)))
    except FileNotFoundError:
        return None
    except (Unreadable, ValidationError) as error:
        detail = f"{layout.SCREENPLAY} is damaged; restore it from Git."
        raise Conflict(detail, code="screenplay_damaged") from error


def encode(found: Draft) -> bytes:
    return encode_json(found.model_dump(mode="json"))


def script(film: Film, found: Draft) -> tuple[Script, bool]:
    """Its source, read, and whether that is still the file which was imported. Raises `Conflict` when it is gone."""
    path = within(film.folder, found.path)
    read, sha256 = _scripts.get(path, stamp(path), lambda: _read(path))
    return read, sha256 == found.sha256


def remember(film: Film, found: Draft, read: Script) -> None:
    """Spare reading what was just written."""
    path = within(film.folder, found.path)
    _scripts.get(path, stamp(path), lambda: (read, found.sha256))


def scenes(film: Film, found: Draft | None) -> dict[str, ScriptScene]:
    """By the film's ids; none where the source is not the imported one any more."""
    if found is None:
        return {}
    try:
        read, same = script(film, found)
    except AuteurError:
        return {}
    known = zip(found.scenes, read.scenes, strict=False)
    return {own.id: scene for own, scene in known} if same else {}


def _read(path: Path) -> tuple[Script, str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Conflict("The screenplay's file is not there; restore it from Git.", code="screenplay_missing") from error
    return source.read(path.name, data), hashlib.sha256(data).hexdigest()
