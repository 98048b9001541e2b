"""What is told about the queue: who waits, in which order, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from app.tasks.ledger import Ledger
from app.tasks.line.holds import HELD
from app.tasks.line.plan import in_order
from app.tasks.line.schemas import Hold, QueueState, WaitingTask
from app.tasks.queues import LINES
from app.tasks.schemas import Status, Task


def tell(ledger: Ledger, holds: Sequence[Hold], served: Collection[str]) -> QueueState:
    """`served` are the queues that a live runner takes tasks from."""
    tasks = {task.id: task for task in ledger.open_tasks()}
    working = sum(task.status is Status.PROCESSING for task in tasks.values())
    waiting = [each for queue in LINES for each in _of_queue(ledger, queue, tasks, holds, served)]
    return QueueState(holds=list(holds), working=working, waiting=waiting)


def _of_queue(
    ledger: Ledger, queue: str, tasks: dict[str, Task], holds: Sequence[Hold], served: Collection[str]
) -> Iterator[WaitingTask]:
    for position, task_id in enumerate(in_order(ledger.line.lanes(queue))):
        if task := tasks.get(task_id):
            reason, detail = _reason(task, position, holds, served)
            yield WaitingTask(
                task_id=task.id,
                project_id=task.project_id,
                node_id=task.node_id,
                task_type=task.type,
                quality_preset=task.quality_preset,
                queue=queue,
                priority=task.priority,
                position=position,
                reason=reason,
                detail=detail,
                estimated_start=None,
            )


def _reason(task: Task, position: int, holds: Sequence[Hold], served: Collection[str]) -> tuple[str, str]:
    if holds:
        return holds[0].value, HELD[holds[0]]
    if task.queue not in served:
        return "no_runner", f"No runner for {task.quality_preset} is there at the moment."
    return "turn", f"{position} before it." if position else "It is next."
