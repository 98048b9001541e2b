"""A worker's name, and whether it is to stop: known alike to its main process and to the pool forked from it."""

from __future__ import annotations

import mmap
import os
import socket


class Shift:
    """Made before the pool is forked; the page is shared with every process of it."""

    def __init__(self) -> None:
        self.runner_id = f"{socket.gethostname()}-{os.getpid()}"
        self._page = mmap.mmap(-1, 1)

    @property
    def over(self) -> bool:
        return self._page[0] != 0

    def end(self) -> None:
        """What is in work is finished if that takes a moment, else handed back."""
        self._page[0] = 1

    def token(self, nonce: str) -> str:
        """Of a lease that this process takes."""
        return f"{self.runner_id}:{os.getpid()}:{nonce}"

    def process_of(self, token: str) -> int | None:
        """The pool process that took a lease; None for a lease of another worker."""
        runner_id, _, rest = token.partition(":")
        return int(rest.partition(":")[0]) if runner_id == self.runner_id else None
