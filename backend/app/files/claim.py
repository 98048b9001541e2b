"""A file as a claim: it says what is to be done, and whoever does it holds the file and removes it in the end."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path


@contextmanager
def claimed(path: Path) -> Iterator[bool]:
    """Whether the caller may do it: nobody else is at it or has done it. The kernel frees the claim of a process that
    dies."""
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb"))
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            mine = os.fstat(file.fileno()).st_nlink > 0  # whoever has done it removed it
        except (FileNotFoundError, BlockingIOError):
            mine = False
        yield mine
