"""What is told about the queue: who waits, in which order, why, and until when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.schemas import now
from app.tasks.intake.templates import Templates
from app.tasks.ledger import Ledger
from app.tasks.line.foreseeing import NOBODY_KNOWS, Foreseen, Typical, foresee
from app.tasks.line.holds import HELD
from app.tasks.line.plan import in_order
from app.tasks.line.schemas import Hold, QueueState, WaitingTask
from app.tasks.queues import LINES
from app.tasks.runners.routing import is_served, places_of
from app.tasks.runners.schemas import Runner
from app.tasks.schemas import Task


@dataclass(frozen=True)
class Situation:
    """What the queue's state depends on, besides the tasks."""

    holds: Sequence[Hold]
    runners: Sequence[Runner]
    typical: Typical
    templates: Templates

    def places(self, queue: str) -> int:
        """How many tasks of a queue are worked on at one time."""
        return places_of(queue, self.runners)

    def serves(self, task: Task) -> bool:
        """Whether a runner is there that makes such tasks."""
        return is_served(task.type, task.queue, self.runners, self.templates.pipelines(task.template_id))


def tell(ledger: Ledger, situation: Situation, limit: int) -> QueueState:
    """However many wait, the records of the next `limit` in each queue are read, and of those in work."""
    working = ledger.working()
    orders = {queue: in_order(ledger.line.lanes(queue)) for queue in LINES}
    waiting = [
        each
        for queue, order in orders.items()
        for each in _of_queue(ledger.these(order[:limit]), [task for task in working if task.queue == queue], situation)
    ]
    total = sum(len(order) for order in orders.values())
    return QueueState(holds=list(situation.holds), working=len(working), total=total, waiting=waiting)


def _of_queue(waiting: Sequence[Task], working: Sequence[Task], situation: Situation) -> Iterator[WaitingTask]:
    if not waiting:
        return
    served = [task for task in waiting if not situation.holds and situation.serves(task)]
    foreseen = foresee(served, working, situation.places(waiting[0].queue), situation.typical, now())
    expected = dict(zip((task.id for task in served), foreseen, strict=True))
    for position, task in enumerate(waiting):
        yield _told(task, position, situation, expected.get(task.id, NOBODY_KNOWS))


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
    if not situation.serves(task):
        return "no_runner", f"No runner that can make this in {task.quality_preset} is there at the moment."
    return "turn", f"{position} before it." if position else "It is next."
