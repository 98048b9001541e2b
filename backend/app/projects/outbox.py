"""What waits to be committed. A note is durable before anyone relies on it; one commit may carry many notes.

A crash between note and commit leaves the note, a crash between commit and removal makes an empty commit attempt:
both heal by flushing again.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from redis.exceptions import RedisError

from app import steps
from app.faults import Point, crash_point
from app.files.write import Unreadable, encode_json, read_json, writing
from app.git import history, repository
from app.projects import layout, own
from app.projects.events import GitCommittedData
from app.projects.film import Film
from app.projects.locking import locked
from app.steps import Steps

_RECENT = 50  # commits
_WITHOUT_WORDS = "project: what follows from its takes"
_Note = tuple[Path, str, list[str]]


def note(film: Film, message: str, paths: Sequence[Path]) -> None:
    """Remember that `paths` shall be committed as `message`; without words they go along with what else is."""
    steps.alone(noting(film, message, paths))


def noting(film: Film, message: str, paths: Sequence[Path], after: Path | None = None) -> Steps[None]:
    """As `note`, in steps and `after` a folder is durable."""
    folder = film.place(f"{layout.STATE}/outbox")
    stamps = own.stamps(film.folder, paths)
    entry = {"message": message, "paths": list(stamps), "stamps": stamps}
    yield from writing(folder / f"{time.time_ns():020d}-{uuid.uuid4().hex}.json", encode_json(entry), after=after)


class Commits:
    """Of a process that does not commit itself: `ask` brings the job to a worker."""

    def __init__(self, ask: Callable[[str], None]) -> None:
        self._ask = ask

    def ask(self, film: Film) -> None:
        """For what is noted already: it is committed within a second or so, together with what else waits."""
        with suppress(RedisError):  # the sweep asks for what is noted and nobody asked for
            self._ask(film.id)


def pending(film: Film) -> bool:
    return next(_folder(film).glob("*.json"), None) is not None


def flush(film: Film) -> GitCommittedData | None:
    """Commit all that waits, in one commit; None when nothing did."""
    with writer(film):
        notes = list(_notes(film))
        paths = sorted({path for _, _, paths in notes for path in paths})
        message = _message(_unsaid(film, notes)) or _WITHOUT_WORDS
        crash_point(Point.COMMIT_GATHERED)
        commit = repository.commit(film.folder, message, paths) if paths else None
        crash_point(Point.COMMIT_MADE)
        for file, _, _ in notes:
            own.hand_over(film.folder, file)
        own.forget(film.folder)
    return GitCommittedData(commit=commit, message=message, paths=paths) if commit else None


@contextmanager
def writer(film: Film) -> Iterator[None]:
    """The project's one writer, across processes and machines; the kernel frees it when its holder dies.

    Raises `Timeout` after a minute, `NotFound` when the film goes meanwhile.
    """
    with locked(film, f"{layout.STATE}/git.lock", timeout=60):
        yield


def _notes(film: Film) -> Iterator[_Note]:
    for file in sorted(_folder(film).glob("*.json")):
        try:
            entry = read_json(file)
        except (FileNotFoundError, Unreadable):
            continue
        yield file, entry["message"], entry["paths"]


def _unsaid(film: Film, notes: Sequence[_Note]) -> list[str]:
    """The messages; without those that a killed process left though they were committed, and nothing is new since."""
    messages = list(dict.fromkeys(message for _, message, _ in notes if message))
    if len(messages) < 2:
        return messages
    changed = {change.path for change in repository.status(film.folder).changes}
    new = {message for _, message, paths in notes if not changed.isdisjoint(paths)}
    said = {line for commit in history.log(film.folder, _RECENT, None) for line in commit.message.splitlines()}
    return [message for message in messages if message in new or message not in said]


def _message(messages: Sequence[str]) -> str:
    if len(messages) < 2:
        return "".join(messages)
    return f"{messages[0]} and {len(messages) - 1} more\n\n" + "\n".join(messages)


def _folder(film: Film) -> Path:
    return film.state / "outbox"
