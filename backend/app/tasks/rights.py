"""By what right a task's record is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.tasks.schemas import Task


class Read(NamedTuple):
    """A record as it was read: whoever changes it asks that it is still the same."""

    text: str
    task: Task


class Turn(NamedTuple):
    """Who goes next, when these projects and kinds are passed over."""

    read: Read
    passed_over: Sequence[str] = ()


class LeaseLost(Exception):
    """The caller's lease ran out, or the record is gone with its project; whatever it was doing is void."""


class Overtaken(Exception):
    """Another task goes first by now: see `overtaken` in line.lua."""


@dataclass(frozen=True)
class Lease:
    """The right to work on a task until it runs out. `token` names runner and attempt."""

    task_id: str
    token: str
    seconds: float

    @property
    def milliseconds(self) -> int:
        return int(self.seconds * 1000)


@dataclass(frozen=True)
class Right:
    """By what right a record is changed: anyone's, one's own lease, or that nobody holds one. `turn` asks
    besides that it is still the task's."""

    needs: Literal["nothing", "no lease", "own lease"] = "nothing"
    lease: Lease | None = None
    turn: Turn | None = None

    def told(self) -> dict[str, object]:
        lease = {"token": self.lease.token, "lease_ms": self.lease.milliseconds} if self.lease else {"token": ""}
        turn = {} if self.turn is None else {"turn": True, "passed_over": list(self.turn.passed_over)}
        return {"needs": self.needs, **lease, **turn}
