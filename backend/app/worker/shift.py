"""A worker's name, and whether it is to stop: known alike to its main process and to the pool forked from it."""

from __future__ import annotations

import mmap
import os
import socket
import time

from app.tasks.runners.schemas import Memory, RunnerStatus
from app.worker.equipment import Equipment, memory

_FRESH_SECONDS = 1.0


class Shift:
    """Made before the pool is forked; the page is shared with every process of it."""

    def __init__(self, equipment: Equipment) -> None:
        self.equipment = equipment
        self.runner_id = f"{socket.gethostname()}-{os.getpid()}"
        self._page = mmap.mmap(-1, 1)
        self._looked, self._free = time.monotonic(), memory()

    @property
    def over(self) -> bool:
        return self._page[0] != 0

    def end(self) -> None:
        """What is in work is finished if that takes a moment, else handed back."""
        self._page[0] = 1

    def status(self, active_tasks: list[str]) -> RunnerStatus:
        kit = self.equipment
        return RunnerStatus(
            active_tasks=active_tasks,
            memory=self._memory(),
            vram=kit.vram,
            pipelines=kit.able,
            makes=kit.makes,
            lacking=kit.lacking,
        )

    def _memory(self) -> Memory:
        """As it was within the last second: small tasks ask for it more often than it changes."""
        if time.monotonic() - self._looked >= _FRESH_SECONDS:
            self._looked, self._free = time.monotonic(), memory()
        return self._free

    def token(self, nonce: str) -> str:
        """Of a lease that this process takes."""
        return f"{self.runner_id}:{os.getpid()}:{nonce}"

    def process_of(self, token: str) -> int | None:
        """The pool process that took a lease; None for a lease of another worker."""
        runner_id, _, rest = token.partition(":")
        return int(rest.partition(":")[0]) if runner_id == self.runner_id else None
