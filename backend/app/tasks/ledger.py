"""The records of tasks in Redis, each change atomic with its events.

A change is optimistic: read the record, compute the next one, write it if nobody was faster. A worker's writes also
need its lease, whose token carries the attempt number: who has lost the lease can no longer write or announce.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from redis import Redis

from app.errors import Conflict, NotFound
from app.events.log import APPEND, KEEP, Draft, encode, new_epoch
from app.tasks.schemas import LEGAL, Task

OPEN = "tasks:open"
_WRITE = APPEND + (Path(__file__).parent / "record.lua").read_text()

Next = tuple[Task, Sequence[Draft]]


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


class Ledger:
    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._write = redis.register_script(_WRITE)
        # Renewing must not bring a lease back that another worker holds meanwhile.
        self._renew = redis.register_script(
            "return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('PEXPIRE', KEYS[1], ARGV[2]) or 0"
        )

    def get(self, task_id: str) -> Task:
        """Raises `NotFound`."""
        raw = self._redis.get(record_key(task_id))
        if raw is None:
            raise NotFound("There is no task with this id.", code="task_not_found")
        return Task.model_validate_json(_text(raw))

    def of_project(self, project_id: str) -> list[Task]:
        """Newest first."""
        ids = [_text(i) for i in self._redis.zrevrange(index_key(project_id), 0, -1)]
        records = self._redis.mget([record_key(i) for i in ids]) if ids else []
        return [Task.model_validate_json(_text(raw)) for raw in records if raw]

    def open_ids(self) -> list[str]:
        return [_text(i) for i in self._redis.zrange(OPEN, 0, -1)]

    def leased(self, task_id: str) -> bool:
        return bool(self._redis.exists(lease_key(task_id)))

    def add(self, task: Task, events: Sequence[Draft]) -> None:
        """Raises `Conflict` when the id is another task's. Its own it may be: the client of Redis repeats a command
        whose answer was lost."""
        if self._try("", task, events, lease="any") != "written" and self.get(task.id).created != task.created:
            raise Conflict("This task exists already.", code="task_exists")

    def restore(self, task: Task) -> bool:
        """Write a record that Redis has lost, telling nobody; False when it is there."""
        return self._try("", task, [], lease="any") == "written"

    def known(self, project_ids: Sequence[str]) -> list[bool]:
        """Whether Redis holds the tasks of these projects, or has lost them."""
        found = self._redis.mget([known_key(project_id) for project_id in project_ids]) if project_ids else []
        return [mark is not None for mark in found]

    def mark_known(self, project_id: str) -> None:
        self._redis.set(known_key(project_id), 1)

    def change(self, task_id: str, step: Callable[[Task], Next | None], lease: Lease | None = None) -> Task:
        """Apply `step` to the record; it returns None to leave it. Raises `NotFound`, `Conflict`, `LeaseLost`."""
        return self._loop(task_id, step, lease, "held" if lease else "any")

    def claim(self, lease: Lease, step: Callable[[Task], Next | None]) -> Task:
        """As `change`, and takes the lease with it; raises `LeaseLost` while someone else holds it."""
        return self._loop(lease.task_id, step, lease, "absent")

    def reclaim(self, task_id: str, step: Callable[[Task], Next | None]) -> Task:
        """As `change`, for a task that nobody works on; raises `LeaseLost` when somebody does."""
        return self._loop(task_id, step, None, "absent")

    def renew(self, lease: Lease) -> bool:
        """False once the lease is lost."""
        return bool(self._renew(keys=[lease_key(lease.task_id)], args=[lease.token, lease.milliseconds]))

    def forget(self, project_id: str) -> None:
        """Every key of a deleted project's tasks."""
        ids = [_text(i) for i in self._redis.zrange(index_key(project_id), 0, -1)]
        keys = [key for i in ids for key in (record_key(i), lease_key(i))]
        self._redis.delete(index_key(project_id), known_key(project_id), *keys)
        if ids:
            self._redis.zrem(OPEN, *ids)

    def _loop(self, task_id: str, step: Callable[[Task], Next | None], lease: Lease | None, mode: str) -> Task:
        while True:
            raw = self._redis.get(record_key(task_id))
            if raw is None:
                raise LeaseLost(task_id) if lease else NotFound("There is no task with this id.", code="task_not_found")
            task = Task.model_validate_json(_text(raw))
            following = step(task)
            if following is None:
                return task
            changed, events = following
            _refuse_illegal(task, changed)
            outcome = self._try(_text(raw), changed, events, lease=mode, held=lease)
            if outcome == "written":
                return changed
            if outcome in {"lost", "leased"}:
                raise LeaseLost(task_id)

    def _try(self, expected: str, task: Task, events: Sequence[Draft], *, lease: str, held: Lease | None = None) -> str:
        change = {
            "expected": expected,
            "record": task.model_dump_json(),
            "id": task.id,
            "score": task.created.timestamp(),
            "ended": task.ended,
            "lease": lease,
            "token": held.token if held else "",
            "lease_ms": held.milliseconds if held else 0,
            "events": encode(events),
        }
        keys = [record_key(task.id), lease_key(task.id), OPEN, index_key(task.project_id)]
        return _text(self._write(keys=keys, args=[json.dumps(change), new_epoch(), KEEP]))


def record_key(task_id: str) -> str:
    return f"task:{task_id}"


def lease_key(task_id: str) -> str:
    return f"lease:{task_id}"


def index_key(project_id: str) -> str:
    return f"project:{project_id}:tasks"


def known_key(project_id: str) -> str:
    return f"project:{project_id}:known"


def _refuse_illegal(before: Task, after: Task) -> None:
    if before.status != after.status and after.status not in LEGAL[before.status]:
        raise Conflict(f"A {before.status} task can't become {after.status}.", code="illegal_transition")


def _text(raw: object) -> str:
    return raw.decode() if isinstance(raw, bytes) else str(raw)
