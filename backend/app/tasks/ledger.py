"""The records of tasks in Redis, each change atomic with its events.

A change is optimistic: read the record, compute the next one, write it if nobody was faster. A worker's writes also
need its lease, whose token carries the attempt number: who has lost the lease can no longer write or announce. The same
step keeps the line of waiting tasks, see `app.tasks.line`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pydantic_core import to_json
from redis import Redis

from app import steps, tracing
from app.errors import Conflict, NotFound
from app.events.log import APPEND, KEEP, Draft, encode, new_epoch
from app.steps import Steps
from app.tasks import durations, figures
from app.tasks.changing import Change, all_or_none
from app.tasks.line.line import LINE, TURNS, Line, lane_key, lane_of, line_key, working_key
from app.tasks.rights import Lease, LeaseLost, Read, Right, Turn
from app.tasks.schemas import LEGAL, Status, Task

OPEN = "tasks:open"
WORKING = "tasks:working"
_WRITE = APPEND + LINE + (Path(__file__).parent / "record.lua").read_text()
_NEXT = (
    LINE
    + """
-- Choose, and take the lease in the same step: nobody else chooses the same.
local chosen, records = {}, {}
for number = 1, tonumber(ARGV[5]) do
  local turn, record
  repeat
    turn = first(ARGV[1], cjson.decode(ARGV[2]), chosen)
    record = turn[1] and redis.call('GET', 'task:' .. turn[1])
    if turn[1] and not record then leave(ARGV[1], turn[3], turn[1]) end  -- its project was just being forgotten
  until record or not turn[1]
  if not record then break end
  redis.call('SET', 'lease:' .. turn[1], ARGV[3], 'PX', ARGV[4])
  local before = chosen[turn[2]]
  chosen[turn[2]] = { count = (before and before.count or 0) + 1, turn = 2 ^ 52 + number }  -- the newest of all turns
  records[number] = record
end
return records
"""
)
# Renewing must not bring a lease back that another worker holds meanwhile.
_HOLD = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return false end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('GET', KEYS[2])
"""

Next = tuple[Task, Sequence[Draft]]


_ANYONE, _UNLEASED = Right(), Right("no lease")


class Ledger:
    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self.line = Line(redis)
        self._write = redis.register_script(_WRITE)
        self._next = redis.register_script(_NEXT)
        self._hold = redis.register_script(_HOLD)
        self._release = redis.register_script(
            "return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1]) or 0"
        )

    def get(self, task_id: str) -> Task:
        """Raises `NotFound`."""
        if found := self._read(task_id):
            return found.task
        raise _unknown()

    def next(
        self, queue: str, token: str, seconds: float, passed_over: Sequence[str] = (), most: int = 1
    ) -> list[Turn]:
        """Who goes next, with the leases to claim them by, or to be released. Not of the projects and kinds that are
        passed over. None of them while nothing waits, or while the line is held."""
        raws: Any = self._next(args=[queue, json.dumps(list(passed_over)), token, int(seconds * 1000), most])
        reads = [_parsed(raw) for raw in raws]
        return [Turn(Lease(read.task.id, token, seconds), read) for read in reads]

    def of_project(self, project_id: str) -> list[Task]:
        """Newest first."""
        return self.these([_text(i) for i in self._redis.zrevrange(index_key(project_id), 0, -1)])

    def open_ids(self) -> list[str]:
        return [_text(i) for i in self._redis.zrange(OPEN, 0, -1)]

    def working(self) -> list[Task]:
        """All that are in work: however many wait, these are few."""
        return self.these(self.working_ids())

    def working_ids(self) -> list[str]:
        return sorted(_text(i) for i in self._redis.smembers(WORKING))

    def open_tasks(self) -> list[Task]:
        """All that have not ended, the oldest first."""
        return self.these(self.open_ids())

    def these(self, ids: Sequence[str]) -> list[Task]:
        """Without those that are not known."""
        records = self._redis.mget([record_key(i) for i in ids]) if ids else []
        return [Task.model_validate_json(_text(raw)) for raw in records if raw]

    def holder(self, task_id: str) -> str | None:
        """The token of the lease that is held."""
        return self.holders([task_id])[0]

    def holders(self, ids: Sequence[str]) -> list[str | None]:
        """As `holder`, of each."""
        tokens = self._redis.mget([lease_key(each) for each in ids]) if ids else []
        return [None if token is None else _text(token) for token in tokens]

    def leased(self, task_id: str) -> bool:
        return self.holder(task_id) is not None

    def add(self, tasks: Sequence[Next]) -> None:
        """All of them or none. Raises `Conflict` when an id is another task's. Its own it may be: the client of Redis
        repeats a command whose answer was lost."""
        changes = [self._change(None, *each) for each in tasks]
        outcomes = all_or_none(changes) if len(changes) != 1 else [changes[0].make()]
        for (task, _), outcome in zip(tasks, outcomes, strict=True):
            if _text(outcome) != "written" and self.get(task.id).created != task.created:
                raise Conflict("This task exists already.", code="task_exists")

    def restore(self, task: Task) -> bool:
        """Write a record that Redis has lost, telling and counting nothing; False when it is there."""
        return _text(self._change(None, task, []).make()) == "written"

    def known(self, project_ids: Sequence[str]) -> list[bool]:
        """Whether Redis holds the tasks of these projects, or has lost them."""
        found = self._redis.mget([known_key(project_id) for project_id in project_ids]) if project_ids else []
        return [mark is not None for mark in found]

    def mark_known(self, project_id: str) -> None:
        self._redis.set(known_key(project_id), 1)

    def change(self, task_id: str, step: Callable[[Task], Next | None], lease: Lease | None = None) -> Task:
        """Apply `step` to the record; it returns None to leave it. Raises `NotFound`, `Conflict`, `LeaseLost`."""
        return steps.alone(self._changing(task_id, step, Right("own lease", lease) if lease else _ANYONE))

    def claim(self, lease: Lease, step: Callable[[Task], Next | None]) -> Task:
        """As `change`, and takes the lease with it; raises `LeaseLost` while someone else holds it."""
        return steps.alone(self.claiming(lease, step))

    def claiming(self, lease: Lease, step: Callable[[Task], Next | None]) -> Steps[Task]:
        """As `claim`, in steps."""
        return self._changing(lease.task_id, step, Right("no lease", lease))

    def taking(self, turn: Turn, step: Callable[[Task], Next | None]) -> Steps[Task]:
        """As `claim`, what `next` has chosen."""
        return self._changing(turn.lease.task_id, step, Right("own lease", turn.lease), turn.read)

    def reclaim(self, task_id: str, step: Callable[[Task], Next | None]) -> Task:
        """As `change`, for a task that nobody works on; raises `LeaseLost` when somebody does."""
        return steps.alone(self._changing(task_id, step, _UNLEASED))

    def ending(self, lease: Lease, over: Task, events: Sequence[Draft]) -> Steps[None]:
        """What was worked on by right of the lease, which goes with it; whatever was asked meanwhile comes too late.
        What it has left is asked to be committed. Raises `LeaseLost`."""
        outcome = yield self._change(None, over, events, Right("own lease", lease))
        if _text(outcome) != "written":
            raise LeaseLost(lease.task_id)
        tracing.told(event.type for event in events)

    def renew(self, lease: Lease) -> Task:
        """The task as it is. Raises `LeaseLost`."""
        keys = [lease_key(lease.task_id), record_key(lease.task_id)]
        raw = self._hold(keys=keys, args=[lease.token, lease.milliseconds])
        if raw is None:
            raise LeaseLost(lease.task_id)
        return _parsed(raw).task

    def release(self, task_id: str, token: str) -> bool:
        """End the lease of a worker that is known to be dead; False when it was not held any more."""
        return bool(self._release(keys=[lease_key(task_id)], args=[token]))

    def forget(self, project_id: str) -> None:
        """Every key of a deleted project's tasks."""
        tasks = self.of_project(project_id)
        keys = [key for task in tasks for key in (record_key(task.id), lease_key(task.id), trace_key(task.id))]
        self._redis.delete(index_key(project_id), known_key(project_id), working_key(project_id), *keys)
        self._redis.zrem(TURNS, project_id)
        for task in tasks:
            self._redis.zrem(OPEN, task.id)
            self._redis.srem(WORKING, task.id)
            self._redis.delete(lane_key(task.queue, lane_of(task)))
            self._redis.srem(line_key(task.queue), lane_of(task))

    def _read(self, task_id: str) -> Read | None:
        raw = self._redis.get(record_key(task_id))
        return None if raw is None else _parsed(raw)

    def _changing(
        self, task_id: str, step: Callable[[Task], Next | None], right: Right, read: Read | None = None
    ) -> Steps[Task]:
        while True:
            before, read = read or self._read(task_id), None
            if before is None:
                raise LeaseLost(task_id) if right.lease else _unknown()
            following = step(before.task)
            if following is None:
                return before.task
            changed, events = following
            _refuse_illegal(before.task, changed)
            outcome = _text((yield self._change(before, changed, events, right)))
            if outcome == "written":
                tracing.told(event.type for event in events)
                return changed
            if outcome in {"lost", "leased"}:
                raise LeaseLost(task_id)

    def _change(self, before: Read | None, task: Task, events: Sequence[Draft], right: Right = _ANYONE) -> Change:
        """`before` None is for a record that must not be there yet; with one's own lease, for whatever is there."""
        change = {
            "expected": before.text if before else None if right.needs == "own lease" else "",
            "record": task.model_dump_json(),
            "id": task.id,
            "project": task.project_id,
            "score": task.created.timestamp(),
            "ended": task.ended,
            "working": task.status is Status.PROCESSING,
            "events": encode(events),
            "figures": figures.of(before.task if before else None, task) if events else [],
            "lesson": durations.lesson(task) if events and task.status is Status.COMPLETED else None,
            "leaves": time.time() if before is None and right.needs == "own lease" else None,
            **right.told(),
            **_places(before.task if before else None, task),
        }
        keys = [record_key(task.id), lease_key(task.id), OPEN, index_key(task.project_id)]
        return Change(self._redis, self._write, keys, [to_json(change), new_epoch(), KEEP])


def record_key(task_id: str) -> str:
    return f"task:{task_id}"


def lease_key(task_id: str) -> str:
    return f"lease:{task_id}"


def trace_key(task_id: str) -> str:
    return f"trace:{task_id}"


def index_key(project_id: str) -> str:
    return f"project:{project_id}:tasks"


def known_key(project_id: str) -> str:
    return f"project:{project_id}:known"


def _places(before: Task | None, after: Task) -> dict[str, dict[str, object]]:
    """Where a task stood in the line, and where it stands then; absent for nowhere."""
    places = {"left": before, "entered": after}
    return {name: _place(task) for name, task in places.items() if task and task.status is Status.PENDING}


def _place(task: Task) -> dict[str, object]:
    return {"queue": task.queue, "lane": lane_of(task), "order": task.order}


def _parsed(raw: object) -> Read:
    text = _text(raw)
    return Read(text, Task.model_validate_json(text))


def _unknown() -> NotFound:
    return NotFound("There is no task with this id.", code="task_not_found")


def _refuse_illegal(before: Task, after: Task) -> None:
    if before.status != after.status and after.status not in LEGAL[before.status]:
        raise Conflict(f"A {before.status} task can't become {after.status}.", code="illegal_transition")


def _text(raw: object) -> str:
    return raw.decode() if isinstance(raw, bytes) else str(raw)
