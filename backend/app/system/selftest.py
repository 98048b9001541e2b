"""A whole task through the studio as it runs: a film of its own, its take, and nothing left of it."""

from __future__ import annotations

import time
import uuid

from app.errors import AuteurError
from app.projects.film import Film
from app.projects.schemas import ProjectCreate, Quality
from app.projects.service import Projects
from app.system.schemas import SelfTest
from app.tasks.schemas import Status, Task, TaskCreate, TaskType
from app.tasks.service import Tasks

SECONDS = 30.0
_LOOK_SECONDS = 0.1
_HIGHEST = 10


def try_out(projects: Projects, tasks: Tasks, seconds: float = SECONDS) -> SelfTest:
    """Raises `RedisError`, `StorageFull`, `Unavailable` where not even a film can be made."""
    began = time.monotonic()
    made = projects.create(ProjectCreate(name=f"Self-test {uuid.uuid4().hex[:8]}", quality=Quality.DRAFT))
    film = projects.films.get(made.id)
    try:
        task = _ended(tasks, film, began + seconds)
        reason = _fault(film, task, seconds)
    finally:
        projects.delete(film.id)
    return SelfTest(ok=reason is None, seconds=time.monotonic() - began, pipeline=task.pipeline, reason=reason)


def _ended(tasks: Tasks, film: Film, limit: float) -> Task:
    """As far as it came by then."""
    wanted = TaskCreate(type=TaskType.TEXT_TO_IMAGE, prompt="A lighthouse at dusk", priority=_HIGHEST)
    task = tasks.submit(film, wanted)
    while not task.ended and time.monotonic() < limit:
        time.sleep(_LOOK_SECONDS)
        task = tasks.get(task.id)
    return task


def _fault(film: Film, task: Task, seconds: float) -> str | None:
    match task.status:
        case Status.COMPLETED:
            files = [film.folder.parent / path for path in task.outputs]
            whole = files and all(path.is_file() and path.stat().st_size for path in files)
            return None if whole else "The task says that it is done, and its picture is not there."
        case Status.PENDING:
            return f"No runner took the task within {seconds:g} s; the queue says why it waits."
        case Status.PROCESSING:
            return f"The task was not done within {seconds:g} s; it stood at {task.progress:g} %."
        case _:
            return task.error.detail if task.error else "The task was cancelled."


def words(found: SelfTest) -> str:
    """Of success. Raises `AuteurError`."""
    if found.reason:
        raise AuteurError(found.reason)
    return f"Self-test passed in {found.seconds:.1f} s, drawn by {found.pipeline}"
