"""How many tasks a process may take on at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.tasks.line.line import kind_of
from app.tasks.rights import Turn
from app.tasks.schemas import Task

_MOST = 32
_QUICK_SECONDS = 0.005  # with its pipeline: thirty-two of them keep nobody waiting
_UNKNOWN: Final = float("inf")


class Pace:
    """One, as long as it is not known that they take next to no time: who has to make what takes long should be the
    worker that is free. Of what is quick several are claimed in one journey to Redis."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}

    @property
    def most(self) -> int:
        return _MOST if self._seconds and max(self._seconds.values()) <= _QUICK_SECONDS else 1

    def note(self, task: Task, seconds: float | None) -> None:
        """How long it was with its pipeline; None for one that was not made."""
        self._seconds[_key(task)] = _UNKNOWN if seconds is None else seconds

    def quick(self, turns: Sequence[Turn]) -> Sequence[Turn]:
        """The first, and with it those that are known to be quick; one that was lost already comes alone."""
        if turns and _is_suspect(turns[0].read.task):
            return turns[:1]
        return [turn for at, turn in enumerate(turns) if at == 0 or self._is_quick(turn.read.task)]

    def _is_quick(self, task: Task) -> bool:
        return not _is_suspect(task) and self._seconds.get(_key(task), _UNKNOWN) <= _QUICK_SECONDS


def _is_suspect(waiting: Task) -> bool:
    """Whoever made it was lost with it, or with a neighbour."""
    return waiting.attempt > 0


def _key(task: Task) -> str:
    return f"{kind_of(task)} {task.quality_preset}"
