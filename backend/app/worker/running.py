"""One task from its message to its end."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import structlog

from app.errors import NotFound
from app.pipelines.base import Cancelled, Pipeline
from app.pipelines.registry import choose
from app.projects.store import Film
from app.tasks import previews
from app.tasks.ledger import Lease, LeaseLost
from app.tasks.schemas import Task, TaskError
from app.worker import claiming
from app.worker.context import TaskContext
from app.worker.finishing import finish
from app.worker.keeping import kept
from app.worker.studio import Studio

log = structlog.get_logger()


def run(studio: Studio, pipelines: Sequence[Pipeline], task_id: str) -> None:
    """Nothing to do for a message that comes twice, or for a task that is cancelled or gone."""
    try:
        film, pipeline = _find(studio, pipelines, task_id)
    except NotFound:
        return
    if pipeline is None:
        error = TaskError(code="no_pipeline", detail="No pipeline of this worker serves this type of task.")
        claiming.fail(studio.ledger, film, task_id, None, error)
        return
    claimed = claiming.claim(studio.ledger, task_id, studio.runner_id, pipeline, studio.settings.auteur_lease_seconds)
    if claimed is None:
        log.info("task.dropped", task=task_id)
        return
    _work(studio, film, pipeline, *claimed)


def _find(studio: Studio, pipelines: Sequence[Pipeline], task_id: str) -> tuple[Film, Pipeline | None]:
    task = studio.ledger.get(task_id)
    return studio.films.get(task.project_id), choose(pipelines, task.type)


def _work(studio: Studio, film: Film, pipeline: Pipeline, task: Task, lease: Lease) -> None:
    log.info(f"Processing task {task.id}", project=film.id, attempt=task.attempt, pipeline=pipeline.id)
    folder = film.cache / "tasks" / f"{task.id}.{task.attempt}"
    try:
        with kept(studio.ledger, lease):
            _make(studio, film, pipeline, task, lease, folder)
    except LeaseLost:
        log.warning("task.lease_lost", task=task.id, attempt=task.attempt)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(studio: Studio, film: Film, pipeline: Pipeline, task: Task, lease: Lease, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    context = TaskContext(task, film, folder, studio.ledger, lease)
    try:
        pipeline.run(context)
        finish(studio.ledger, studio.dispatch, film, task, lease, pipeline, context.outputs)
    except Cancelled:
        claiming.cancel(studio.ledger, film, task.id, lease)
    except LeaseLost:
        raise
    except Exception as error:
        log.exception("task.failed", task=task.id)
        told = TaskError(code="pipeline_failed", detail=f"The {pipeline.id} pipeline failed: {error}")
        claiming.fail(studio.ledger, film, task.id, lease, told)
    finally:
        previews.remove(film, task.id)
