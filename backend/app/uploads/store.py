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

from filelock import Timeout
from pydantic import ValidationError

from app.assets.journal import UPLOADS
from app.errors import NotFound
from app.faults import Point, crash_point
from app.files.write import Unreadable, read_json, write_json
from app.projects.film import Film
from app.projects.layout import STATE, AssetType
from app.projects.locking import locked
from app.projects.store import Films
from app.schemas import Schema
from app.uploads.protocol import Locked

_PLANS = f"{STATE}/incoming"
_ID = re.compile(r"([A-Za-z0-9-]{1,64})\.([0-9a-f-]{36})")


class Plan(Schema):
    """`length` in bytes; `sha256` of the whole in hex where the client told it. The asset will have the same id."""

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
    def id(self) -> str:
        """Found without a search: it begins with the film's."""
        return f"{self.film.id}.{self.plan.id}"

    @property
    def bytes(self) -> Path:
        return bytes_path(self.film, self.plan.id)

    @property
    def offset(self) -> int:
        """Raises `NotFound` once its bytes are cancelled, or someone else's."""
        try:
            return self.bytes.stat().st_size
        except FileNotFoundError:
            raise _gone() from None

    @property
    def complete(self) -> bool:
        return self.offset == self.plan.length


def begin(film: Film, plan: Plan) -> Upload:
    """Whole or not at all."""
    upload = Upload(film, plan)
    try:
        film.place(UPLOADS)
        film.place(_PLANS)
        upload.bytes.touch()
        crash_point(Point.UPLOAD_BEGUN)
        write_json(_plan_path(film, plan.id), plan.model_dump(mode="json"))
    except BaseException:
        forget(upload)
        raise
    return upload


def find(films: Films, upload_id: str) -> Upload:
    """Raises `NotFound`."""
    film, own = locate(films, upload_id)
    try:
        return Upload(film, Plan.model_validate(read_json(_plan_path(film, own))))
    except (FileNotFoundError, Unreadable, ValidationError):
        raise _gone() from None


def locate(films: Films, upload_id: str) -> tuple[Film, str]:
    """The film, and the id in it, which is also the asset's. Raises `NotFound`."""
    if match := _ID.fullmatch(upload_id):
        return films.get(match[1]), match[2]
    raise _gone()


def forget(upload: Upload) -> None:
    """Leave nothing of it."""
    forget_id(upload.film, upload.plan.id)


def forget_id(film: Film, upload_id: str) -> None:
    """The same, of one whose plan may be unreadable."""
    for path in (bytes_path(film, upload_id), _plan_path(film, upload_id), film.folder / _lock(upload_id)):
        path.unlink(missing_ok=True)


def hand_over(upload: Upload) -> None:
    """The bytes are someone else's now."""
    _plan_path(upload.film, upload.plan.id).unlink(missing_ok=True)
    (upload.film.folder / _lock(upload.plan.id)).unlink(missing_ok=True)


@contextmanager
def held(upload: Upload) -> Iterator[None]:
    """For one at a time. Raises `Locked`, `NotFound` when it ended or was cancelled meanwhile."""
    plan = _plan_path(upload.film, upload.plan.id)
    try:
        with locked(upload.film, _lock(upload.plan.id), timeout=0):
            if not plan.exists():
                raise _gone()
            yield
    except Timeout as error:
        raise Locked("Another connection is sending this upload.") from error
    except FileNotFoundError:
        raise _gone() from None
    finally:
        if not plan.exists():
            (upload.film.folder / _lock(upload.plan.id)).unlink(missing_ok=True)  # taking the lock made it anew


@contextmanager
def appending(upload: Upload) -> Iterator[IO[bytes]]:
    """The bytes, open at their end, synced before they close; the caller holds the upload."""
    with upload.bytes.open("r+b") as file:
        file.seek(0, os.SEEK_END)
        yield file
        file.flush()
        crash_point(Point.UPLOAD_APPENDED)
        os.fsync(file.fileno())


def _gone() -> NotFound:
    return NotFound("There is no such upload; it ended or was cancelled.", code="upload_not_found")


def bytes_path(film: Film, upload_id: str) -> Path:
    return film.folder / UPLOADS / f"{upload_id}.part"


def _plan_path(film: Film, upload_id: str) -> Path:
    return film.folder / _PLANS / f"{upload_id}.json"


def _lock(upload_id: str) -> str:
    return f"{_PLANS}/{upload_id}.lock"
