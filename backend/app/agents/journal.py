"""The crew's tasks of a film, on disk: what was asked, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import structlog
from filelock import Timeout
from pydantic import ValidationError

from app.agents.schemas import Record
from app.errors import NotFound
from app.files.cached import Remembered, stamp
from app.files.write import Unreadable, read_json, write_json
from app.projects.film import Film
from app.projects.layout import STATE
from app.projects.locking import locked

FOLDER = f"{STATE}/agents"

_records: Remembered[Record] = Remembered()
log = structlog.get_logger()


def all_of(film: Film) -> list[Record]:
    """The newest first. One that can't be read is left out, and left alone."""
    found = [record for path in (film.folder / FOLDER).glob("*.json") if (record := _known(path))]
    return sorted(found, key=lambda record: record.created, reverse=True)


def get(film: Film, task_id: str) -> Record:
    """Raises `NotFound`."""
    for record in all_of(film):
        if record.id == task_id:
            return record
    raise NotFound("There is no task of the crew with this id.", code="agent_task_not_found")


def waiting(film: Film) -> list[str]:
    return [record.id for record in all_of(film) if not record.ended]


def write(film: Film, record: Record) -> None:
    """Durable when it returns."""
    write_json(film.place(FOLDER) / f"{record.id}.json", record.model_dump(mode="json"))


def change(film: Film, task_id: str, update: Callable[[Record], Record]) -> tuple[Record, Record]:
    """As it was and as it is: one change at a time. Raises `NotFound`."""
    with locked(film, f"{FOLDER}/changing.lock", timeout=10):
        before = get(film, task_id)
        after = update(before)
        if after is not before:
            write(film, after)
    return before, after


@contextmanager
def claimed(film: Film, task_id: str) -> Iterator[bool]:
    """Whether the caller may work on it: nobody else is at it. The kernel frees the claim of a process that dies."""
    with ExitStack() as held:
        try:
            lock = held.enter_context(locked(film, f"{FOLDER}/{task_id}.lock", timeout=0))
        except Timeout:
            yield False
            return
        held.callback(lock.unlink, missing_ok=True)
        yield True


def _known(path: Path) -> Record | None:
    try:
        record = _records.get(path, stamp(path), lambda: Record.model_validate(read_json(path)))
    except FileNotFoundError:
        return None
    except (Unreadable, ValidationError) as error:
        log.warning("agents.damaged", file=path.name, reason=str(error))
        return None
    return record if record.id == path.stem else None
