"""What can be wrong between journal, disk, Git and Redis, and what is done about it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.events.log import EventLog
from app.projects.film import Film
from app.projects.store import Films
from app.tasks.ledger import Ledger
from app.tasks.service import Tasks


class Code(StrEnum):
    TEMPORARY_FILE = "temporary_file"
    UNREADABLE_FILE = "unreadable_file"
    FILM_UNFINISHED = "film_unfinished"
    FILM_DELETED = "film_deleted"
    FILM_DAMAGED = "film_damaged"
    CHANGE_UNFINISHED = "change_unfinished"
    RESTORE_UNFINISHED = "restore_unfinished"
    NOTE_UNREADABLE = "note_unreadable"
    NOTE_WAITING = "note_waiting"
    GIT_LOCKED = "git_locked"
    NOT_COMMITTED = "not_committed"
    HISTORY_DAMAGED = "history_damaged"
    MEDIA_COMMITTED_RAW = "media_committed_raw"
    LFS_OBJECT_MISSING = "lfs_object_missing"
    LFS_OBJECT_UNUSED = "lfs_object_unused"
    STORY_DAMAGED = "story_damaged"
    SCENE_UNLISTED = "scene_unlisted"
    CODE_TWICE = "code_twice"
    TAKE_WITHOUT_MEDIA = "take_without_media"
    MEDIA_WITHOUT_TAKE = "media_without_take"
    TASK_TWO_TAKES = "task_two_takes"
    ATTEMPT_LEFT = "attempt_left"
    PREVIEW_LEFT = "preview_left"
    ASSET_WITHOUT_FILE = "asset_without_file"
    UPLOAD_WITHOUT_BYTES = "upload_without_bytes"
    UPLOAD_ABANDONED = "upload_abandoned"
    TASK_UNKNOWN = "task_unknown"
    TASK_NOT_ENDED = "task_not_ended"


@dataclass(frozen=True)
class Finding:
    """`film` is its folder's name, `path` lies in it (in the workspace where there is no film). `mend` repairs it
    forward; without one a person has to decide."""

    code: Code
    film: str | None
    path: str
    detail: str
    mend: Callable[[], object] | None = None


@dataclass(frozen=True)
class Survey:
    """Everything that is compared. What changed within `patience` seconds may be work under way: it is left alone."""

    films: Films
    log: EventLog
    ledger: Ledger
    tasks: Tasks
    patience: float = 600.0

    def settled(self, path: Path, seconds: float | None = None) -> bool:
        """Neither written nor moved for so long; False for what is gone."""
        try:
            changed = path.stat().st_ctime
        except FileNotFoundError:
            return False
        return time.time() - changed >= (self.patience if seconds is None else seconds)


FilmCheck = Callable[[Survey, Film], Iterator[Finding]]
DAY = 24 * 3600.0


def of(film: Film, code: Code, path: Path, detail: str, mend: Callable[[], object] | None = None) -> Finding:
    return Finding(code, film.folder.name, path.relative_to(film.folder).as_posix(), detail, mend)
