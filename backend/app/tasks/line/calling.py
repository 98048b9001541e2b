"""Tickets for what waits. Whoever fetches one goes on while there is something to do: a few in a queue are enough."""

from __future__ import annotations

from collections.abc import Sequence

from app.tasks.line.line import Line
from app.tasks.queues import Dispatch
from app.tasks.schemas import Task

ENOUGH = 16


def invite(dispatch: Dispatch, tasks: Sequence[Task]) -> None:
    """For tasks that have just joined. Raises `Unavailable`."""
    for queue in {task.queue for task in tasks}:
        joined = [task for task in tasks if task.queue == queue]
        wanted = 1 if len(joined) == 1 else ENOUGH - dispatch.tickets(queue)
        for task in joined[: max(0, wanted)]:
            dispatch.ticket(queue, task.id, *task.character_ids)


def call(line: Line, dispatch: Dispatch, queue: str) -> None:
    """As many as there is use for: some were lost with the broker, used up while the line was held, or never sent for
    what was put back. One too many is dropped. Raises `Unavailable`."""
    if (turn := line.first(queue)) is None:
        return
    for _ in range(min(line.length(queue), ENOUGH) - dispatch.tickets(queue)):
        dispatch.ticket(queue, turn.task_id)
