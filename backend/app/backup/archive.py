"""One file that holds everything: a tar, whose last member says what all others are to be. It is written and read as a
stream, so that it may come from anywhere and go anywhere."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import time
from pathlib import Path
from typing import IO, Any, Final

from pydantic import ValidationError

from app.errors import Invalid
from app.schemas import Schema

FORM: Final = 1  # of archives; a newer one is not read
_CONTENTS = "auteur-backup.json"
_BROKEN = "This archive is damaged: {} differs from what was saved."
_CUT_OFF = "This is no whole backup of Auteur: its list of contents is missing."


class Contents(Schema):
    """`sums` are SHA-256 in hexadecimal, by the file's name in the archive."""

    form: int
    films: list[str]
    sums: dict[str, str]


class Archive:
    """In the making."""

    def __init__(self, out: IO[bytes]) -> None:
        self._tar = tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115  closed by `close`
        self._sums: dict[str, str] = {}

    def add(self, path: Path, name: str) -> None:
        """A file, a link or an empty folder, under its name in the archive."""
        entry = _entry(path, name)
        if not entry.isreg():
            self._tar.addfile(entry)
            return
        with path.open("rb") as file:
            told = _Told(file)
            self._tar.addfile(entry, told)
        self._sums[name] = told.sha256

    def close(self, films: list[str]) -> None:
        text = Contents(form=FORM, films=films, sums=self._sums).model_dump_json().encode()
        entry = tarfile.TarInfo(_CONTENTS)
        entry.size, entry.mtime, entry.mode = len(text), int(time.time()), 0o644
        self._tar.addfile(entry, io.BytesIO(text))
        self._tar.close()


class _Told(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self._hash.update(block)
        return block

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


def _entry(path: Path, name: str) -> tarfile.TarInfo:
    """Whose it was here says nothing elsewhere."""
    found, entry = path.lstat(), tarfile.TarInfo(name)
    entry.mode, entry.mtime = found.st_mode & 0o777, int(found.st_mtime)
    if path.is_symlink():
        entry.type, entry.linkname = tarfile.SYMTYPE, str(path.readlink())
    elif path.is_dir():
        entry.type = tarfile.DIRTYPE
    else:
        entry.size = found.st_size
    return entry


def unpack(archive: IO[bytes], into: Path) -> Contents:
    """All that is in it, proven to be what was saved. Raises `Invalid`."""
    try:
        with tarfile.open(fileobj=archive, mode="r|") as tar:
            tar.extractall(into, filter=_safely)  # noqa: S202  the filter is the standard library's own, for strangers' archives
    except (tarfile.TarError, EOFError) as error:
        raise Invalid("This is no whole backup of Auteur; it ends too early, or is no archive.") from error
    contents = _contents(into)
    for name, expected in contents.sums.items():
        if not (into / name).is_file() or _sha256(into / name) != expected:
            raise Invalid(_BROKEN.format(name))
    return contents


def _safely(entry: tarfile.TarInfo, into: str) -> tarfile.TarInfo | None:
    """A link that leads out of the workspace stays behind: it would mean something else here."""
    try:
        return tarfile.data_filter(entry, into)
    except (tarfile.AbsoluteLinkError, tarfile.LinkOutsideDestinationError):
        return None


def _contents(folder: Path) -> Contents:
    listed = folder / _CONTENTS
    try:
        told: Any = json.loads(listed.read_bytes())
        listed.unlink()
        found = Contents.model_validate(told)
    except (FileNotFoundError, ValueError, ValidationError) as error:
        raise Invalid(_CUT_OFF) from error
    if found.form > FORM:
        raise Invalid("This backup was made by a newer version of Auteur; restore it with that one.")
    return found


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
