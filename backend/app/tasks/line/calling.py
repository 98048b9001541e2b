"""Tickets for what waits."""

from __future__ import annotations

from app.tasks.line.line import Line
from app.tasks.queues import Dispatch


def call(line: Line, dispatch: Dispatch, queue: str) -> None:
    """As many tickets as tasks that wait: some were lost with the broker, used up while the line was held, or never
    sent for what was put back. One too many is dropped. Raises `Unavailable`."""
    if (turn := line.first(queue)) is None:
        return
    for _ in range(line.length(queue) - dispatch.tickets(queue)):
        dispatch.ticket(queue, turn.task_id)
