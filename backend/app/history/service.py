"""The film's past, and edits made outside the studio."""

from __future__ import annotations

from collections.abc import Sequence

from app.events.log import EventLog, draft
from app.files.paths import within
from app.git import history, repository
from app.history import restoring
from app.history.schemas import ChangedFile, Committed, Diff, GitChange, GitStatus, LogEntry
from app.projects import layout, outbox, own
from app.projects.events import (
    FileChanged,
    FileData,
    GitCommitted,
    GitCommittedData,
    ProjectData,
    ProjectUpdated,
)
from app.projects.film import Film
from app.projects.store import Films
from app.projects.telling import tell

_CHANGE = {"A": "added", "M": "modified", "D": "deleted", "T": "modified"}


class History:
    def __init__(self, films: Films, log: EventLog) -> None:
        self._films = films
        self._log = log

    def status(self, film: Film) -> GitStatus:
        found = repository.status(film.folder)
        return GitStatus(
            branch=found.branch,
            current_commit=found.commit,
            is_dirty=bool(found.changes),
            ahead=found.ahead,
            changes=[GitChange(path=change.path, state=change.state) for change in found.changes],
        )

    def log(self, film: Film, limit: int, after: str | None) -> list[LogEntry]:
        found = history.log(film.folder, limit, after)
        return [LogEntry(commit=c.commit, author=c.author, at=c.at, message=c.message) for c in found]

    def diff(self, film: Film, before: str, after: str | None) -> Diff:
        """Raises `NotFound`."""
        old = history.resolve(film.folder, before)
        new = history.resolve(film.folder, after) if after else repository.head(film.folder)
        files = history.changes(film.folder, old, new)
        text = history.text_diff(film.folder, old, new, [file.path for file in files if not file.media])
        return Diff(before=old, after=new, files=[_told(file) for file in files], text=text)

    def commit(self, film: Film, message: str) -> Committed:
        """Everything that was changed by hand, as one commit."""
        outbox.flush(film)
        with outbox.writer(film):
            changed = [change.path for change in repository.status(film.folder).changes]
            refused = [path for path in changed if not layout.may_enter(path)]
            paths = [path for path in changed if path not in refused]
            commit = repository.commit(film.folder, message, paths) if paths else None
        return self._tell(film, Committed(commit=commit, paths=paths if commit else [], refused=refused), message)

    def restore(self, film: Film, commit: str, paths: Sequence[str]) -> Committed:
        """Bring back how files were, as a new commit. Takes made since stay, and edits by hand are committed first:
        nothing is ever lost."""
        source = history.resolve(film.folder, commit)
        for path in paths:
            within(film.folder, path)
        message = restoring.message(source, paths)
        self.commit(film, f"by hand, before {message}")
        return self._tell(film, restoring.restore(film, source, paths), message)

    def _tell(self, film: Film, done: Committed, message: str) -> Committed:
        if done.commit:
            own.record(film.folder, [film.folder / path for path in done.paths])
            told = GitCommittedData(commit=done.commit, message=message, paths=done.paths)
            self._log.append(
                draft(GitCommitted, film.id, told),
                *(
                    draft(FileChanged, film.id, FileData(path=p, asset_type=None, change="modified"))
                    for p in done.paths
                ),
                draft(ProjectUpdated, None, ProjectData(project=tell(self._films.get(film.id)))),
            )
        return done


def _told(file: history.FileChange) -> ChangedFile:
    return ChangedFile.model_validate(
        {
            "path": file.path,
            "change": _CHANGE[file.kind],
            "media": file.media,
            "size_before": file.before,
            "size_after": file.after,
        }
    )
