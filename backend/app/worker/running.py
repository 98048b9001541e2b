"""One task from its message to its end."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from redis.exceptions import RedisError

from app.errors import NotFound
from app.pipelines.base import Cancelled, Pipeline
from app.pipelines.registry import choose
from app.projects.store import Film
from app.tasks import previews
from app.tasks.ledger import LeaseLost
from app.tasks.schemas import TaskError
from app.worker import claiming
from app.worker.context import TaskContext
from app.worker.finishing import finish
from app.worker.keeping import kept
from app.worker.studio import Studio
from app.worker.work import Work

log = structlog.get_logger()


def run(studio: Studio, pipelines: Sequence[Pipeline], task_id: str) -> None:
    """Nothing to do for a message that comes twice, or for a task that is cancelled or gone."""
    try:
        film, pipeline = _find(studio, pipelines, task_id)
    except NotFound:
        return
    if pipeline is None:
        error = TaskError(code="no_pipeline", detail="No pipeline of this worker serves this type of task.")
        claiming.fail(studio.ledger, film, task_id, error)
        return
    work = claiming.claim(studio, film, task_id, pipeline)
    if work is None:
        log.info("task.dropped", task=task_id)
        return
    _work(studio, work)


def _find(studio: Studio, pipelines: Sequence[Pipeline], task_id: str) -> tuple[Film, Pipeline | None]:
    task = studio.ledger.get(task_id)
    return studio.films.get(task.project_id), choose(pipelines, task.type)


def _work(studio: Studio, work: Work) -> None:
    task = work.task
    log.info(f"Processing task {task.id}", project=work.film.id, attempt=task.attempt, pipeline=work.pipeline.id)
    try:
        with kept(studio.ledger, work.lease):
            _make(studio, work)
    except LeaseLost:
        log.warning("task.lease_lost", task=task.id, attempt=task.attempt)
    finally:
        work.sweep()


def _make(studio: Studio, work: Work) -> None:
    context = TaskContext(work, studio.ledger)
    try:
        work.pipeline.run(context)
        finish(studio, work, context.outputs)
    except Cancelled:
        claiming.cancel(studio.ledger, work.film, work.task.id, work.lease)
    except (LeaseLost, RedisError):
        raise  # the lease runs out, and what the journal says is then told or made again
    except Exception as error:
        log.exception("task.failed", task=work.task.id)
        told = TaskError(code="pipeline_failed", detail=f"The {work.pipeline.id} pipeline failed: {error}")
        claiming.fail(studio.ledger, work.film, work.task.id, told, work.lease)
    finally:
        previews.remove(work.film, work.task.id)
