"""Locks in a film's folder."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import Timeout, lock_descriptor

from app.projects.film import Film, gone

_OPENED = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
_BETWEEN_LOOKS_SECONDS = 0.05


@contextmanager
def locked(film: Film, path: str, timeout: float) -> Iterator[Path]:
    """The lock's file, which lies at `path` in the film. For one at a time, across processes and machines; the kernel
    frees it when its holder dies.

    Raises `Timeout` after `timeout` seconds, `NotFound` when the film goes meanwhile. A film that has gone stays so:
    that is what the locks of the library, which make missing folders, do not promise.
    """
    folder, _, name = path.rpartition("/")
    try:
        file = film.place(folder) / name
        with _taken(file, timeout):
            yield file
    except FileNotFoundError as error:
        if film.folder.exists():
            raise
        raise gone() from error


@contextmanager
def _taken(file: Path, timeout: float) -> Iterator[None]:
    until = time.monotonic() + timeout
    while True:
        with os.fdopen(os.open(file, _OPENED, 0o666)) as lock:
            if not lock_descriptor(lock.fileno(), blocking=False):
                if time.monotonic() >= until:
                    raise Timeout(str(file))
            elif _lies_at(file, lock.fileno()):
                yield
                return
        time.sleep(_BETWEEN_LOOKS_SECONDS)


def _lies_at(file: Path, descriptor: int) -> bool:
    """False once it was removed or moved away with its film: others lock another one."""
    try:
        return os.path.samestat(file.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
