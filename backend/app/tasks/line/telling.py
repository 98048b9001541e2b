"""What is told about the queue: who waits, in which order, why, and until when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.schemas import now
from app.tasks.ledger import Ledger
from app.tasks.line.foreseeing import NOBODY_KNOWS, Foreseen, Typical, foresee
from app.tasks.line.holds import HELD
from app.tasks.line.plan import in_order
from app.tasks.line.schemas import Hold, QueueState, WaitingTask
from app.tasks.queues import LINES
from app.tasks.runners.routing import places_of
from app.tasks.runners.schemas import Runner
from app.tasks.schemas import Status, Task


@dataclass(frozen=True)
class Situation:
    """What the queue's state depends on, besides the tasks."""

    holds: Sequence[Hold]
    runners: Sequence[Runner]
    typical: Typical

    def places(self, queue: str) -> int:
        """How many tasks of a queue are worked on at one time."""
        return places_of(queue, self.runners)


def tell(ledger: Ledger, situation: Situation) -> QueueState:
    tasks = ledger.open_tasks()
    working = [task for task in tasks if task.status is Status.PROCESSING]
    waiting = [each for queue in LINES for each in _of_queue(ledger, queue, tasks, situation)]
    return QueueState(holds=list(situation.holds), working=len(working), waiting=waiting)


def _of_queue(ledger: Ledger, queue: str, tasks: Sequence[Task], situation: Situation) -> Iterator[WaitingTask]:
    known = {task.id: task for task in tasks}
    waiting = [known[task_id] for task_id in in_order(ledger.line.lanes(queue)) if task_id in known]
    working = [task for task in tasks if task.queue == queue and task.status is Status.PROCESSING]
    foreseen: Iterator[Foreseen] = iter([NOBODY_KNOWS] * len(waiting))
    if not situation.holds:
        foreseen = foresee(waiting, working, situation.places(queue), situation.typical, now())
    for position, (task, expected) in enumerate(zip(waiting, foreseen, strict=True)):
        yield _told(task, position, situation, expected)


def _told(task: Task, position: int, situation: Situation, expected: Foreseen) -> WaitingTask:
    reason, detail = _reason(task, position, situation)
    return WaitingTask(
        task_id=task.id,
        project_id=task.project_id,
        node_id=task.node_id,
        task_type=task.type,
        quality_preset=task.quality_preset,
        queue=task.queue,
        priority=task.priority,
        position=position,
        reason=reason,
        detail=detail,
        estimated_start=expected.start,
        estimated_end=expected.end,
    )


def _reason(task: Task, position: int, situation: Situation) -> tuple[str, str]:
    if situation.holds:
        return situation.holds[0].value, HELD[situation.holds[0]]
    if not situation.places(task.queue):
        return "no_runner", f"No runner for {task.quality_preset} is there at the moment."
    return "turn", f"{position} before it." if position else "It is next."
