"""The journal on disk against the records in Redis."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from app.errors import NotFound
from app.projects.film import Film
from app.reconcile.findings import Code, Finding, Survey, of
from app.tasks import journal
from app.tasks.schemas import Status, Task


def tasks(survey: Survey, film: Film) -> Iterator[Finding]:
    """A task whose worker died is the sweep's; this is for what no record in Redis speaks of."""
    for task in journal.all_of(film):
        path = journal.path_of(film, task.id)
        record = _record(survey, task)
        if (record and record.ended) or not survey.settled(path):
            continue
        if record is None and not task.ended:
            detail = "It was accepted by a process that died before it could say so."
            yield of(film, Code.TASK_UNKNOWN, path, detail, partial(survey.ledger.restore, task))
        elif record and record.status is Status.PENDING and task.status is Status.CANCELLED:
            detail = "It was cancelled by a process that died before it could say so."
            yield of(film, Code.TASK_NOT_ENDED, path, detail, partial(survey.tasks.cancel, task.id))


def _record(survey: Survey, task: Task) -> Task | None:
    try:
        return survey.ledger.get(task.id)
    except NotFound:
        return None
