"""What runners of others report of a task: the same transitions, records and events as our own workers'.

Such a runner holds the task by a lease like every worker. It has no process of ours to renew it: each report does.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from app.errors import Conflict, Invalid
from app.events.log import draft
from app.files.names import MAX_NAME_BYTES
from app.files.paths import within
from app.projects import layout
from app.projects.film import Film
from app.projects.store import Films
from app.schemas import now
from app.takes import store
from app.takes.schemas import TakeRecord
from app.takes.store import Stored
from app.tasks import journal
from app.tasks.events import TaskStarted
from app.tasks.ledger import Ledger, Next
from app.tasks.outcome import moving
from app.tasks.outcome.ending import CANCELLED, cancel, fail
from app.tasks.outcome.made import Made
from app.tasks.outcome.returning import hand_back
from app.tasks.outcome.settling import done_by, record_of, settle
from app.tasks.rights import Lease, LeaseLost
from app.tasks.schemas import LEGAL, ReportedError, Status, Step, Task, TaskError, TaskReport
from app.tasks.telling import besides, progress, started

OUTSIDE = "outside"
_PATIENCE_SECONDS = 120.0  # between two reports, before the task goes to someone else


class Reports:
    def __init__(self, films: Films, ledger: Ledger) -> None:
        self._films = films
        self._ledger = ledger

    def apply(self, task_id: str, report: TaskReport) -> Task:
        """The task as it is afterwards; an end that is reported again changes nothing. Raises `NotFound`, `Conflict`
        for what is not legal or for a task that another runner works on, `Invalid` for a path outside the renders."""
        task = self._ledger.get(task_id)
        film = self._films.get(task.project_id)
        film.insist_writable()
        wanted = report.status or task.status
        if task.ended and wanted is task.status:
            return task
        if wanted is not task.status and wanted not in LEGAL[task.status]:
            raise Conflict(f"A {task.status} task can't become {wanted}.", code="illegal_transition")
        try:
            return self._follow(film, task, wanted, report)
        except (LeaseLost, journal.Decided) as error:
            raise Conflict("Another runner works on this task, or it has just ended.", code="task_held") from error

    def _follow(self, film: Film, task: Task, wanted: Status, report: TaskReport) -> Task:
        if task.status is Status.PENDING and wanted is Status.PROCESSING:
            return self._ledger.claim(_lease(task.id, task.attempt + 1), lambda current: _begun(film, current, report))
        lease = _lease(task.id, task.attempt) if task.status is Status.PROCESSING else None
        if lease:
            self._ledger.renew(lease)
        if wanted in {Status.FAILED, Status.CANCELLED}:
            end = fail if wanted is Status.FAILED else cancel
            return end(self._ledger, film, task.id, _reason(report, wanted), lease)
        if lease is None:
            return task
        if wanted is Status.COMPLETED:
            return self._complete(film, task, lease, _outputs(film, report))
        if wanted is Status.PENDING:
            return hand_back(self._ledger, film, lease)
        return self._ledger.change(task.id, lambda current: _advanced(current, report), lease)

    def _complete(self, film: Film, task: Task, lease: Lease, media: Sequence[Path]) -> Task:
        """Of a character, they move in with it; others stay where the runner put them."""
        finished = now()
        with journal.deciding(film, task.id) as entry:
            entry.refuse_late(task.attempt)
            self._ledger.renew(lease)
            record = record_of(task, task.pipeline or OUTSIDE, "", finished)
            kept, take_id = _kept(film, task, media, record)
            done = done_by(film, task, kept, take_id, finished)
            entry.write(done)
        for path in set(media) - set(kept):
            path.unlink(missing_ok=True)
        settle(self._ledger, film, done, lease)
        return done


def _kept(film: Film, task: Task, media: Sequence[Path], record: TakeRecord) -> tuple[Sequence[Path], str | None]:
    """Where they lie from now on, and the take that they are, if one: a record among the renders makes them that.
    Raises `Invalid` for what can be nothing of a character, `NotFound` when that is gone."""
    if into := moving.MOVES.get(task.type):
        try:
            return into(film, task, [Made(path.stem, path) for path in media], record), None
        except ValueError as error:
            detail = f"This can't be taken in: {error}."
            raise Invalid(detail, field="output_path", code="output_invalid") from error
    names = [path.relative_to(film.folder / layout.RENDERS).as_posix() for path in media]
    update = {"outputs": names, "shot_id": None}
    stored = Stored(film, store.loose_path(film, task.id), record.model_copy(update=update))
    store.write(stored.path, stored.record)
    return stored.media, stored.record.id


def _reason(report: TaskReport, wanted: Status) -> TaskError:
    if wanted is Status.CANCELLED and report.error is None:
        return CANCELLED
    reason = report.error or ReportedError()
    return TaskError(code=reason.code, detail=reason.detail)


def _lease(task_id: str, attempt: int) -> Lease:
    return Lease(task_id, f"{OUTSIDE}:{attempt}", _PATIENCE_SECONDS)


def _begun(film: Film, task: Task, report: TaskReport) -> Next:
    runner_id = report.runner_id or OUTSIDE
    update = {"status": Status.PROCESSING, "attempt": task.attempt + 1, "runner_id": runner_id, "started": now()}
    begun = task.model_copy(update=update | {"pipeline": report.pipeline or OUTSIDE})
    event = draft(TaskStarted, task.project_id, started(begun, runner_id))
    return begun, [event, *besides(film, begun, "processing")]


def _advanced(task: Task, report: TaskReport) -> Next | None:
    if report.progress is None:
        return None
    step = Step(current=round(report.progress), total=100, description=report.description)
    changed = task.model_copy(update={"progress": report.progress, "step": step})
    return changed, progress(changed, step, None)


def _outputs(film: Film, report: TaskReport) -> list[Path]:
    """The files that are reported, proven to lie among the film's renders. Raises `Invalid`."""
    paths = list(dict.fromkeys([*([report.output_path] if report.output_path else []), *report.outputs]))
    if not paths:
        raise Invalid("A completed task names its output_path.", field="output_path", code="output_required")
    return [_output(film, path) for path in paths]


def _output(film: Film, shown: str) -> Path:
    relative = shown.removeprefix(f"{film.folder.name}/")
    if any(len(part.encode()) > MAX_NAME_BYTES for part in PurePosixPath(relative).parts):
        raise _misplaced("No file has so long a name.")
    path = within(film.folder, relative)
    if not relative.startswith(f"{layout.RENDERS}/") or store.is_numbered(path) or path.suffix == ".json":
        raise _misplaced(f"An output lies in {layout.RENDERS}, outside other takes.")
    if not path.is_file():
        raise _misplaced("There is no such file among the renders.")
    return path


def _misplaced(detail: str) -> Invalid:
    return Invalid(detail, field="output_path", code="path_invalid")
