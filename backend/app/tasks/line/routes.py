from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import HTTPConnection

from app.paging import MAX_PAGE
from app.schemas import problems
from app.tasks.line.schemas import QueueState, TaskMove
from app.tasks.line.service import LISTED, Queue
from app.tasks.routes import TaskId
from app.tasks.schemas import Task

router = APIRouter(tags=["queue"])


async def queue(connection: HTTPConnection) -> Queue:
    found: Queue = connection.app.state.queue
    return found


QueueDep = Annotated[Queue, Depends(queue)]


@router.get("/queue", responses=problems(503))
def get_queue(queue: QueueDep, limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = LISTED) -> QueueState:
    """What waits, where, and why: the next `limit` of each queue."""
    return queue.state(limit)


@router.post("/queue/pause", responses=problems(503, 507))
def pause_queue(queue: QueueDep) -> QueueState:
    """Take no further task on, until it is resumed; what is in work goes on. Idempotent."""
    queue.pause()
    return queue.state()


@router.post("/queue/resume", responses=problems(503))
def resume_queue(queue: QueueDep) -> QueueState:
    """A disk with too little room holds the queue all the same. Idempotent."""
    queue.resume()
    return queue.state()


@router.post("/tasks/{task_id}/move", responses=problems(404, 409, 422, 503))
def move_task(task_id: TaskId, wanted: TaskMove, queue: QueueDep) -> Task:
    """Change the order in which the waiting tasks of a project are made."""
    return queue.move(task_id, wanted)
