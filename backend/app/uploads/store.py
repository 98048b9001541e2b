"""Uploads in flight: what they are to become, and the bytes so far.

The offset is the size of the file, nowhere else: a process that is killed while it writes leaves an offset that fits.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from filelock import FileLock, Timeout
from pydantic import ValidationError

from app.assets import store as assets
from app.errors import NotFound
from app.files.write import Unreadable, read_json, write_json
from app.projects.layout import STATE, AssetType
from app.projects.store import Film, Films
from app.schemas import Schema
from app.uploads.protocol import Locked

_ID = re.compile(r"[0-9a-f-]{36}")


class Plan(Schema):
    """`length` in bytes; `sha256` of the whole in hex where the client told it."""

    id: str
    name: str
    asset_type: AssetType
    length: int
    sha256: str | None
    created: datetime


@dataclass(frozen=True)
class Upload:
    film: Film
    plan: Plan

    @property
    def bytes(self) -> Path:
        return assets.uploads(self.film) / f"{self.plan.id}.part"

    @property
    def offset(self) -> int:
        return self.bytes.stat().st_size

    @property
    def complete(self) -> bool:
        return self.offset == self.plan.length


def begin(film: Film, plan: Plan) -> Upload:
    upload = Upload(film, plan)
    upload.bytes.touch()
    film.place(f"{STATE}/incoming")
    write_json(_plan_path(film, plan.id), plan.model_dump(mode="json"))
    return upload


def find(films: Films, upload_id: str) -> Upload:
    """Raises `NotFound`."""
    if _ID.fullmatch(upload_id):
        for film in films.all():
            if isinstance(film, Film) and (upload := _read(film, _plan_path(film, upload_id))):
                return upload
    raise NotFound("There is no such upload; it ended or was cancelled.", code="upload_not_found")


def forget(upload: Upload) -> None:
    """Leave nothing of it."""
    upload.bytes.unlink(missing_ok=True)
    hand_over(upload)


def hand_over(upload: Upload) -> None:
    """The bytes are someone else's now."""
    _plan_path(upload.film, upload.plan.id).unlink(missing_ok=True)
    _lock_path(upload).unlink(missing_ok=True)


@contextmanager
def appending(upload: Upload) -> Iterator[IO[bytes]]:
    """The bytes, open at their end, for one writer at a time; synced before it closes. Raises `Locked`."""
    try:
        with FileLock(_lock_path(upload), timeout=0), upload.bytes.open("r+b") as file:
            file.seek(0, os.SEEK_END)
            yield file
            file.flush()
            os.fsync(file.fileno())
    except Timeout as error:
        raise Locked("Another connection is sending this upload.") from error


def _read(film: Film, path: Path) -> Upload | None:
    try:
        upload = Upload(film, Plan.model_validate(read_json(path)))
    except (FileNotFoundError, Unreadable, ValidationError):
        return None
    return upload if upload.bytes.exists() else None


def _plan_path(film: Film, upload_id: str) -> Path:
    return film.state / "incoming" / f"{upload_id}.json"


def _lock_path(upload: Upload) -> Path:
    return upload.film.place(f"{STATE}/incoming") / f"{upload.plan.id}.lock"
