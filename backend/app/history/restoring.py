"""Bringing files back as one step: what is wanted is written down first, so that a killed attempt is made again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import structlog
from filelock import Timeout

from app.errors import AuteurError, Conflict
from app.faults import Point, crash_point
from app.files.write import read_json, write_json
from app.git import history, repository, turn
from app.history.schemas import Committed, RestoreRequest
from app.projects import layout, outbox
from app.projects.film import Film
from app.story import store as story

log = structlog.get_logger()


def restore(film: Film, commit: str, paths: Sequence[str]) -> Committed:
    """Raises `NotFound` for a path that the commit does not hold."""
    history.require(film.folder, commit, paths)
    with _alone(film):
        write_json(plan(film), RestoreRequest(commit=commit, paths=list(paths)).model_dump())
        crash_point(Point.RESTORE_PLANNED)
        try:
            return _carry_out(film)
        finally:  # who is told that it failed decides what to do
            plan(film).unlink(missing_ok=True)


def pending(film: Film) -> bool:
    return plan(film).exists()


def finish(film: Film) -> None:
    """What a killed restore left; one under way is left alone."""
    if not pending(film):
        return
    try:
        with _alone(film):
            if pending(film):
                _carry_out(film)
                plan(film).unlink()
    except Timeout:
        return
    except AuteurError as error:
        log.warning("restore.unfinished", project=film.id, reason=error.detail)


def message(commit: str, paths: Sequence[str]) -> str:
    return f"restore: {', '.join(paths) or 'the film'} from {commit[:12]}"


def _carry_out(film: Film) -> Committed:
    wanted = RestoreRequest.model_validate(read_json(plan(film)))
    turn.take(film.folder)
    history.bring_back(film.folder, wanted.commit, wanted.paths)
    crash_point(Point.RESTORE_BEGUN)
    _close_scenes(film)
    changed = [change.path for change in repository.status(film.folder).changes if change.state != "??"]
    said = message(wanted.commit, wanted.paths)
    made = repository.commit(film.folder, said, changed) if changed else None
    crash_point(Point.RESTORE_COMMITTED)
    return Committed(commit=made, paths=changed if made else [], refused=[])


def _close_scenes(film: Film) -> None:
    """Scenes that the story does not have any more, or not yet, stay in the history alone."""
    try:
        tree = story.load(film)
    except Conflict:  # an outline and scenes of different days: the story says what is missing
        return
    known = history.tracked(film.folder, layout.SCENES)
    for path in story.unlisted(film, tree):
        if path.relative_to(film.folder).as_posix() in known:
            path.unlink()


@contextmanager
def _alone(film: Film) -> Iterator[None]:
    """Nobody edits the story or writes to Git meanwhile."""
    with story.editing(film), outbox.writer(film):
        yield


def plan(film: Film) -> Path:
    return film.state / "restore.json"
