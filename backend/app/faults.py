"""Places where a process may be made to die, so that a test can show what a kill at that very moment leaves.

Off, a place costs one look at a module's variable. On, in a test build alone, a place `take.built` is armed by a file
`take.built.1` in the folder that AUTEUR_CRASH_FOLDER names: whoever passes it first takes the file away and kills
itself. `take.built.3` lets two pass. A file can be taken once only, so that what is started again lives on.
"""

from __future__ import annotations

import os
import signal
from enum import StrEnum
from pathlib import Path


class Point(StrEnum):
    """Each names the last thing that was done."""

    FILE_WRITTEN = "file.written"
    FILE_SYNCED = "file.synced"
    FILE_RENAMED = "file.renamed"
    FILE_LINKED = "file.linked"

    CHANGE_PLANNED = "change.planned"
    CHANGE_BEGUN = "change.begun"
    CHANGE_NOTED = "change.noted"
    COMMIT_GATHERED = "commit.gathered"
    COMMIT_STAGED = "commit.staged"
    COMMIT_MADE = "commit.made"
    COMMIT_CLOSED = "commit.closed"

    FILM_FURNISHED = "film.furnished"
    FILM_BUILT = "film.built"
    FILM_MOVED_IN = "film.moved_in"
    FILM_WITHDRAWN = "film.withdrawn"
    FILM_REMOVED = "film.removed"
    FILM_FORGOTTEN = "film.forgotten"
    SETUP_PLANNED = "setup.planned"
    SETUP_MADE = "setup.made"
    SETUP_CLOSED = "setup.closed"

    RESTORE_PLANNED = "restore.planned"
    RESTORE_BEGUN = "restore.begun"
    RESTORE_COMMITTED = "restore.committed"

    FACE_EXCHANGED = "face.exchanged"

    TASK_JOURNALLED = "task.journalled"
    TASK_RECORDED = "task.recorded"
    TASK_CANCELLED = "task.cancelled"
    TASK_CLAIMED = "task.claimed"
    TASK_MADE = "task.made"
    TAKE_BUILT = "take.built"
    TAKE_RENAMED = "take.renamed"
    TAKE_MEDIA_IN = "take.media_in"
    TAKE_MOVED_IN = "take.moved_in"
    TASK_DONE = "task.done"
    TASK_NOTED = "task.noted"
    TASK_TOLD = "task.told"

    UPLOAD_RECEIVED = "upload.received"
    UPLOAD_BEGUN = "upload.begun"
    UPLOAD_APPENDED = "upload.appended"
    UPLOAD_JOURNALLED = "upload.journalled"
    UPLOAD_ACCEPTED = "upload.accepted"
    UPLOAD_PUBLISHED = "upload.published"
    UPLOAD_RECORDED = "upload.recorded"
    UPLOAD_NOTED = "upload.noted"
    UPLOAD_CLOSED = "upload.closed"


_folder: Path | None = None


def arm(folder: Path | None) -> None:
    """From now on look into `folder`; None looks nowhere."""
    global _folder  # noqa: PLW0603  a process dies as a whole
    _folder = folder


def crash_point(point: Point) -> None:
    """Nothing, or the end of this process."""
    if _folder is not None and _taken(_folder, point):
        os.kill(os.getpid(), signal.SIGKILL)


def _taken(folder: Path, point: Point) -> bool:
    """Whether this passing is the last one that `point` waited for; of several at one moment one counts."""
    for waiting in folder.glob(f"{point}.*"):
        left = int(waiting.suffix[1:]) - 1
        try:
            if left:
                waiting.rename(waiting.with_suffix(f".{left}"))
            else:
                waiting.unlink()
        except FileNotFoundError:
            continue
        return not left
    return False
