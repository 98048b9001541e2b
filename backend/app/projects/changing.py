"""Changing several files of a film, and the note for Git, as one step.

What the files shall hold is written down before the first is touched, and crossed out after the note is there. Whoever
next takes the lock that an edit was made under finds what a killed one wrote down and makes it again: writing the same
twice changes nothing, and nothing else can have been written meanwhile.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import structlog
from filelock import Timeout
from pydantic import Field

from app.errors import Invalid, NotFound
from app.faults import Point, crash_point
from app.files.paths import within
from app.files.write import Unreadable, read_json, write_bytes, write_json
from app.projects import layout, outbox
from app.projects.film import Film
from app.projects.locking import locked
from app.schemas import Schema

log = structlog.get_logger()

Part = Literal["assets", "canvas", "characters", "cut", "lock", "manifest", "story", "structure", "takes"]
Contents = Mapping[Path, bytes | None]  # in the order of writing; None removes one


class Plan(Schema):
    """What is written down: by path in the film a file's text, or None. Of the files in `encoded` it is Base64: not all
    that people write is UTF-8."""

    message: str
    files: dict[str, str | None]
    encoded: list[str] = Field(default_factory=list)

    @classmethod
    def of(cls, message: str, contents: Mapping[str, bytes | None]) -> Plan:
        texts = {name: None if data is None else _text(data) for name, data in contents.items()}
        encoded = [name for name, data in contents.items() if data is not None and texts[name] is None]
        coded = {name: base64.b64encode(contents[name] or b"").decode() for name in encoded}
        return cls(message=message, files=texts | coded, encoded=encoded)

    def contents(self) -> dict[str, bytes | None]:
        """Raises `ValueError`."""
        return {name: None if text is None else self._bytes(name, text) for name, text in self.files.items()}

    def _bytes(self, name: str, text: str) -> bytes:
        return base64.b64decode(text, validate=True) if name in self.encoded else text.encode()


@dataclass(frozen=True)
class Edit:
    """The right to change one part of a film: nobody else changes it meanwhile."""

    film: Film
    part: Part

    def make(self, message: str, contents: Contents) -> None:
        """All of it, whatever happens from here on; it then waits to be committed as `message`."""
        plan = Plan.of(message, {self._name(path): data for path, data in contents.items()})
        self.film.place(f"{layout.STATE}/changes")
        write_json(self._path, plan.model_dump())
        crash_point(Point.CHANGE_PLANNED)
        self.carry_out()

    def carry_out(self) -> None:
        """What is written down, if anything is."""
        plan = self._read()
        if plan is None:
            return
        files = {within(self.film.folder, name): data for name, data in plan.contents().items()}
        for path, data in files.items():
            put(self.film, path, data)
            crash_point(Point.CHANGE_BEGUN)
        outbox.note(self.film, plan.message, list(files))
        crash_point(Point.CHANGE_NOTED)
        self._path.unlink()

    @property
    def _path(self) -> Path:
        return _plans(self.film) / f"{self.part}.json"

    def _read(self) -> Plan | None:
        try:
            plan = Plan.model_validate(read_json(self._path))
            for name in plan.contents():
                within(self.film.folder, name)
        except FileNotFoundError:
            return None
        except (Unreadable, ValueError, Invalid) as error:
            log.warning("change.damaged", project=self.film.id, part=self.part, reason=str(error))
            self._path.replace(self._path.with_suffix(".damaged"))
            return None
        return plan

    def _name(self, path: Path) -> str:
        return path.relative_to(self.film.folder).as_posix()


def put(film: Film, path: Path, data: bytes | None) -> None:
    """One file; None removes it."""
    if data is None:
        path.unlink(missing_ok=True)
        return
    if path.parent != film.folder:
        film.place(path.parent.relative_to(film.folder).as_posix())
    write_bytes(path, data)


@contextmanager
def editing(film: Film, part: Part, timeout: float = 10) -> Iterator[Edit]:
    """`part` names what one edit at a time may change. Raises `Timeout`, `NotFound` when the film goes meanwhile."""
    with locked(film, f"{layout.STATE}/{part}.lock", timeout):
        edit = Edit(film, part)
        edit.carry_out()
        yield edit


def left(film: Film) -> list[Part]:
    """The parts whose last edit is under way, or was killed."""
    return [part for part in get_args(Part) if (_plans(film) / f"{part}.json").exists()]


def finish(film: Film) -> None:
    """What killed edits left; those under way are left alone."""
    for part in left(film):
        try:
            with editing(film, part, timeout=0):
                pass
        except (Timeout, NotFound):
            continue
        except OSError as error:
            log.warning("change.unfinished", project=film.id, part=part, reason=str(error))


def _text(data: bytes) -> str | None:
    """None for what is not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _plans(film: Film) -> Path:
    return film.state / "changes"
