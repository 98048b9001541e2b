"""What was accepted, cancelled, given up and ended, on disk before it is announced: a lost Redis costs only live
progress. An end stands: it is written by one hand alone, see docs/decisions/0025."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError

from app import steps
from app.errors import Unavailable
from app.files.write import replacing, sync_folder, writing
from app.projects import layout
from app.projects.film import Film
from app.steps import Steps
from app.tasks import checkpoints, trainings
from app.tasks.queues import GENERATION
from app.tasks.schemas import Status, Task

# What entries of earlier versions do not say.
_ADDED = {"batch_id": None, "retry_of": None, "queue": GENERATION, "priority": 0, "order": 0.0}


class Decided(Exception):
    """How the task goes on is written already: it has ended, or the attempt that asks was given up."""


class Entry:
    """A task's entry, which nobody else can change meanwhile. `task` is None where there is none."""

    def __init__(self, film: Film, task: Task | None) -> None:
        self.task = task
        self._film = film

    def refuse_late(self, attempt: int | None) -> None:
        """`attempt` is the worker's who asks. Raises `Decided`."""
        if self.task and (self.task.ended or (attempt is not None and _given_up(self.task, attempt))):
            raise Decided(self.task.id)

    def write(self, task: Task) -> None:
        """Durable when it returns."""
        steps.alone(self.writing(task))
        sync_folder(folder_of(self._film))

    def writing(self, task: Task, after: Path | None = None) -> Steps[None]:
        """As `write`, in steps and `after` a folder is durable. Of its own folder the sync is still to come."""
        self._film.place(f"{layout.STATE}/tasks")
        yield from writing(path_of(self._film, task.id), _said(task), after=after, alone=False)
        trainings.follow(self._film, task)
        if task.status in {Status.COMPLETED, Status.CANCELLED}:
            checkpoints.forget(self._film, task)


@contextmanager
def deciding(film: Film, task_id: str, patience: float = 5.0) -> Iterator[Entry]:
    """Hold a task's entry. Raises `Unavailable` when somebody else does for longer than `patience` seconds."""
    with _locked(path_of(film, task_id), patience):
        yield Entry(film, read(film, task_id))


def begin(film: Film, tasks: Sequence[Task], *, durable: bool) -> None:
    """Entries of tasks that nobody knows yet. Not durable are those that the file of their batch is there for."""
    folder = film.place(f"{layout.STATE}/tasks")
    for task in tasks:
        with replacing(folder / f"{task.id}.json", durable=durable, alone=False) as file:
            file.write(_said(task))
        trainings.follow(film, task)
    if durable:
        sync_folder(folder)


def write(film: Film, task: Task, attempt: int | None = None) -> None:
    """Durable when it returns. An end is never written over, and a worker whose attempt was given up writes nothing:
    raises `Decided`, and `Unavailable` while the task is just being finished."""
    with deciding(film, task.id) as entry:
        entry.refuse_late(attempt)
        entry.write(task)


def read(film: Film, task_id: str) -> Task | None:
    return _load(path_of(film, task_id))


def all_of(film: Film) -> Iterator[Task]:
    for path in sorted(folder_of(film).glob("*.json")):
        if task := _load(path):
            yield task


def forget(film: Film, task: Task) -> None:
    """For a task that was never announced."""
    path_of(film, task.id).unlink(missing_ok=True)
    trainings.forget(film, task)


@contextmanager
def _locked(path: Path, patience: float) -> Iterator[None]:
    """The lock lies on the file itself, which each write replaces: whoever waited looks whether it is still the one."""
    limit = time.monotonic() + patience
    while (file := _opened(path)) is not None:
        with file:
            if _lock(file) and _is(file, path):
                yield
                return
        if time.monotonic() > limit:
            raise Unavailable("This task is just being finished; try again.", code="task_busy")
        time.sleep(0.005)
    yield  # there is nothing to hold yet


def _opened(path: Path) -> IO[bytes] | None:
    try:
        return path.open("rb")
    except FileNotFoundError:
        return None


def _lock(file: IO[bytes]) -> bool:
    """The kernel frees it when its holder dies."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is(file: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _given_up(written: Task, attempt: int) -> bool:
    """An entry that waits names the last attempt that was given up; 0 for none."""
    return written.attempt > attempt or (written.attempt == attempt and written.status is Status.PENDING)


def _said(task: Task) -> bytes:
    return task.model_dump_json(indent=2).encode() + b"\n"


def folder_of(film: Film) -> Path:
    return film.state / "tasks"


def path_of(film: Film, task_id: str) -> Path:
    return folder_of(film) / f"{task_id}.json"


def _load(path: Path) -> Task | None:
    try:
        return _parsed(path.read_bytes())
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError):
        path.replace(path.with_suffix(".damaged"))
        return None


def _parsed(entry: bytes) -> Task:
    """Raises `ValueError`, `RecursionError`."""
    try:
        return Task.model_validate_json(entry)
    except ValidationError:
        return Task.model_validate(_whole(json.loads(entry)))


def _whole(entry: Any) -> Any:
    return _ADDED | entry if isinstance(entry, dict) else entry
