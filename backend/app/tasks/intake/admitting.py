"""Taking accepted tasks in: durable on disk, then announced, then tickets for them. All of them, or none.

Many at once are first written as one file, which is the moment from which all of them will be done. Their own entries
are not synced: the file stays until each of them has ended, which makes its entry durable. What a process that dies
has left half way, or a power cut has taken of the entries, the sweep makes good from it; so it does where a question to
Redis got no answer: the tasks may be announced or not, and can neither be refused any more nor asked for again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import structlog
from pydantic import TypeAdapter, ValidationError
from redis.exceptions import ConnectionError as RedisLost
from redis.exceptions import TimeoutError as RedisLate

from app.errors import AuteurError
from app.events.log import draft
from app.faults import Point, crash_point
from app.files.write import write_bytes
from app.projects import layout
from app.projects.film import Film
from app.tasks import journal
from app.tasks.events import TaskCreated, TaskQueued
from app.tasks.ledger import Ledger, Next
from app.tasks.line.calling import invite
from app.tasks.line.line import lane_of
from app.tasks.line.plan import positions
from app.tasks.queues import Dispatch
from app.tasks.schemas import Task
from app.tasks.telling import besides, queued

_FOLDER = f"{layout.STATE}/batches"
_ABANDONED_SECONDS = 30.0
_TASKS = TypeAdapter(list[Task])

log = structlog.get_logger()


def admit(ledger: Ledger, dispatch: Dispatch, film: Film, tasks: Sequence[Task]) -> None:
    """Raises `RedisError`, `Unavailable`; then none of them is there."""
    batch = _open(film, tasks) if len(tasks) > 1 else None
    try:
        journal.begin(film, tasks, durable=batch is None)
        crash_point(Point.TASK_JOURNALLED)
        announced = _announced(ledger, film, tasks)
        try:
            ledger.add(announced)
        except (RedisLost, RedisLate):
            _leave(batch or _open(film, tasks))
            return
    except BaseException:
        _close(batch)
        for task in tasks:
            journal.forget(film, task)
        raise
    crash_point(Point.TASK_RECORDED)
    with suppress(AuteurError):  # the sweep sends tickets for what has none
        invite(dispatch, tasks)


def go_through(ledger: Ledger, film: Film) -> None:
    """Finish what was left half way; of what has ended whole, the file goes."""
    for batch in (film.folder / _FOLDER).glob("*.json"):
        with suppress(FileNotFoundError):  # another sweep was faster
            if time.time() - batch.stat().st_mtime > _ABANDONED_SECONDS and _is_through(ledger, film, batch):
                _close(batch)


def _is_through(ledger: Ledger, film: Film, batch: Path) -> bool:
    """Whether every task has ended; those that were never announced are."""
    tasks = [task for task in _listed(batch) if task.project_id == film.id]
    known = {task.id: task for task in ledger.these([task.id for task in tasks])}
    lost = [task for task in tasks if task.id not in known and not _is_over(film, task)]
    ledger.add(_announced(ledger, film, lost))
    return not lost and all(task.ended for task in known.values())


def _listed(batch: Path) -> list[Task]:
    """A file that somebody damaged is set aside: what its tasks' own entries say holds."""
    try:
        return _TASKS.validate_json(batch.read_bytes())
    except ValidationError as error:
        log.warning("batch.damaged", path=str(batch), reason=str(error))
        batch.replace(batch.with_suffix(".damaged"))
        return []


def _is_over(film: Film, task: Task) -> bool:
    """What is not written yet is from now on."""
    written = journal.read(film, task.id)
    if written is None:
        journal.write(film, task)
    return written is not None and written.ended


def _announced(ledger: Ledger, film: Film, tasks: Sequence[Task]) -> list[Next]:
    places: dict[str, int] = {}
    for queue in {task.queue for task in tasks}:
        joining = [task for task in tasks if task.queue == queue]
        lanes = ledger.line.lanes(queue, *{lane_of(task) for task in joining})
        places |= zip((task.id for task in joining), positions(lanes, joining), strict=True)
    return [_told(film, task, places[task.id]) for task in tasks]


def _told(film: Film, task: Task, position: int) -> Next:
    told = queued(task, position)
    events = [draft(kind, task.project_id, told) for kind in (TaskCreated, TaskQueued)]
    return task, [*events, *besides(film, task, "queued")]


def _open(film: Film, tasks: Sequence[Task]) -> Path:
    batch = film.place(_FOLDER) / f"{tasks[0].id}.json"
    write_bytes(batch, _TASKS.dump_json(list(tasks)))
    return batch


def _leave(batch: Path) -> None:
    """To the sweep, at once."""
    os.utime(batch, (0, 0))


def _close(batch: Path | None) -> None:
    if batch:
        batch.unlink(missing_ok=True)
