"""Taking accepted tasks in: durable on disk, then announced, then tickets for them. All of them, or none.

Many at once are first written as one file, which is the moment from which all of them will be done: their own entries
are durable only after they are announced, and then the file goes. A process that dies before leaves it to the sweep. So
does one whose question to Redis gets no answer: the tasks may be announced or not, and can neither be refused any more
nor asked for a second time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter
from redis.exceptions import ConnectionError as RedisLost
from redis.exceptions import TimeoutError as RedisLate

from app.errors import AuteurError
from app.events.log import draft
from app.faults import Point, crash_point
from app.files.write import read_json, write_json
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
    with suppress(OSError):  # the sweep goes through the batch once more
        if batch:
            journal.sync(film, tasks)
        _close(batch)


def go_through(ledger: Ledger, film: Film) -> None:
    """Finish what was left half way."""
    for batch in (film.folder / _FOLDER).glob("*.json"):
        if time.time() - batch.stat().st_mtime > _ABANDONED_SECONDS:
            tasks = [task for task in _TASKS.validate_python(read_json(batch)) if not _is_over(film, task)]
            ledger.add(_announced(ledger, film, tasks))
            journal.sync(film, tasks)
            _close(batch)


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
    write_json(batch, _TASKS.dump_python(list(tasks), mode="json"))
    return batch


def _leave(batch: Path) -> None:
    """To the sweep, at once."""
    os.utime(batch, (0, 0))


def _close(batch: Path | None) -> None:
    if batch:
        batch.unlink(missing_ok=True)
