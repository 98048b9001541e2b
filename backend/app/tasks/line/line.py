"""Who waits, and who goes next. A task stands in the line exactly while its record says that it is pending: the ledger
enters and removes it in the step that writes the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from redis import Redis

from app.tasks.schemas import Task

LINE = (Path(__file__).parent / "line.lua").read_text()
TURNS = "line:turns"
_FIRST = LINE + "\nreturn first(ARGV[1], cjson.decode(ARGV[2]))"


class Turn(NamedTuple):
    task_id: str
    project_id: str


class Waiting(NamedTuple):
    id: str
    order: float


class Lane(NamedTuple):
    """What waits of one project under one priority, in order. `working` counts the project's tasks in work; `turn` was
    drawn when its last one was taken on, and rises with each of whichever project."""

    project_id: str
    priority: int
    tasks: list[Waiting]
    working: int
    turn: int


class Line:
    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._first = redis.register_script(_FIRST)

    def first(self, queue: str, passed_over: Sequence[str] = ()) -> Turn | None:
        """Not of the projects and kinds that are passed over. None while nothing waits, or while the line is held."""
        found = [_text(part) for part in self._first(args=[queue, json.dumps(list(passed_over))])]
        return Turn(*found[:2]) if found else None

    def lanes(self, queue: str, *also: str) -> list[Lane]:
        """Those that are not empty, and `also` those named, as they are at one moment; whatever kinds the tasks are."""
        names = sorted({*self._lanes(queue), *also})
        with self._redis.pipeline() as pipe:
            for name in names:
                pipe.zrange(lane_key(queue, name), 0, -1, withscores=True)
                pipe.scard(working_key(project_of(name)))
                pipe.zscore(TURNS, project_of(name))
            found = pipe.execute() if names else []
        parts = (_lane(name, *found[at : at + 3]) for name, at in zip(names, range(0, len(found), 3), strict=True))
        return _joined(parts)

    def length(self, queue: str) -> int:
        names = self._lanes(queue)
        with self._redis.pipeline() as pipe:
            for name in names:
                pipe.zcard(lane_key(queue, name))
            return sum(pipe.execute()) if names else 0

    def _lanes(self, queue: str) -> list[str]:
        return [_text(lane) for lane in self._redis.smembers(line_key(queue))]


def kind_of(task: Task) -> str:
    """What a pipeline must know to make it."""
    return task.type if task.template_id is None else f"{task.type}/{task.template_id}"


def lane_of(task: Task) -> str:
    return f"{task.priority}:{task.project_id}:{kind_of(task)}"


def project_of(lane: str) -> str:
    return lane.split(":")[1]


def line_key(queue: str) -> str:
    return f"line:{queue}"


def lane_key(queue: str, lane: str) -> str:
    return f"line:{queue}:{lane}"


def working_key(project_id: str) -> str:
    return f"line:working:{project_id}"


def _lane(name: str, tasks: list[tuple[bytes, float]], working: int, turn: float | None) -> Lane:
    waiting = [Waiting(_text(task_id), order) for task_id, order in tasks]
    return Lane(project_of(name), int(name.partition(":")[0]), waiting, working, int(turn or 0))


def _joined(parts: Iterable[Lane]) -> list[Lane]:
    """One lane of each project and priority."""
    lanes: dict[tuple[str, int], Lane] = {}
    for part in parts:
        place = part.project_id, part.priority
        before = lanes[place].tasks if place in lanes else []
        lanes[place] = part._replace(tasks=sorted([*before, *part.tasks], key=_place))
    return list(lanes.values())


def _place(waiting: Waiting) -> tuple[float, str]:
    return waiting.order, waiting.id


def _text(raw: object) -> str:
    return raw.decode() if isinstance(raw, bytes) else str(raw)
