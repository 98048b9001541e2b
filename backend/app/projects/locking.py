"""Locks in a film's folder."""

from __future__ import annotations

from pathlib import Path

from filelock import UnixFileLock

from app.errors import NotFound


class FilmLock(UnixFileLock):
    """For one at a time, across processes and machines; the kernel frees it when its holder dies.

    Raises `Timeout`, `NotFound` once the film is gone: the base class would make its folder anew, with each look of one
    that waits.
    """

    def _acquire(self) -> None:
        if not Path(self.lock_file).parent.is_dir():
            raise NotFound("There is no project with this id.", code="project_not_found")
        super()._acquire()
