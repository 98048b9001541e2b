"""By what right a task's record is changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.tasks.schemas import Task


class Read(NamedTuple):
    """A record as it was read: whoever changes it asks that it is still the same."""

    text: str
    task: Task


class LeaseLost(Exception):
    """The caller's lease ran out, or the record is gone with its project; whatever it was doing is void."""


@dataclass(frozen=True)
class Lease:
    """The right to work on a task until it runs out. `token` names runner and attempt."""

    task_id: str
    token: str
    seconds: float

    @property
    def milliseconds(self) -> int:
        return int(self.seconds * 1000)


class Turn(NamedTuple):
    """Who goes next."""

    lease: Lease
    read: Read


@dataclass(frozen=True)
class Right:
    """By what right a record is changed: anyone's, one's own lease, or that nobody holds one."""

    needs: Literal["nothing", "no lease", "own lease"] = "nothing"
    lease: Lease | None = None

    def told(self) -> dict[str, object]:
        lease = {"token": self.lease.token, "lease_ms": self.lease.milliseconds} if self.lease else {"token": ""}
        return {"needs": self.needs, **lease}
