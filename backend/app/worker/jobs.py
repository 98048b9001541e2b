"""The jobs by name, each one call. What may be delivered twice does its work once."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from typing import Any

import structlog
from celery import Celery

from app.config import Settings
from app.errors import NotFound
from app.events.log import draft
from app.faults import Point, crash_point
from app.git.trust import Untrusted
from app.git.turn import Waits
from app.pipelines.base import Pipeline
from app.projects import outbox
from app.projects.events import GitCommitted, ProjectData, ProjectUpdated
from app.projects.film import ReadOnly
from app.projects.service import Projects
from app.projects.telling import tell
from app.provenance import lock
from app.tasks.queues import ADVISE, CANARY, COMMIT, FINISH_UPLOAD, JOBS, NOTICE, RUN_TASK, SETUP
from app.worker import advising, canary, noticing, uploads
from app.worker.exporting.exporter import EXPORTERS
from app.worker.making import running
from app.worker.shift import Shift
from app.worker.studio import Studio, assemble

_AT_A_STRETCH_SECONDS = 2.0  # of small tasks, before a commit or an upload has its turn

log = structlog.get_logger()


class Process:
    """What one pool process keeps between jobs; connections are never shared across a fork."""

    def __init__(self, app: Celery, settings: Settings, shift: Shift) -> None:
        self.shift = shift
        self._app, self._settings = app, settings
        self._pid = 0
        self._studio: Studio | None = None

    @property
    def studio(self) -> Studio:
        if self._studio is None or self._pid != os.getpid():
            self._pid, self._studio = os.getpid(), assemble(self._settings, self._app, self.shift)
        return self._studio

    def warm_up(self) -> None:
        """Load pipelines and templates before the first task waits for them."""
        self.studio.library.all()
        gc.set_threshold(20_000, 20, 20)  # looking for circles took a small task, which leaves none, a tenth longer
        gc.freeze()  # what is loaded stays
        log.info("worker.ready", pipelines=[pipeline.id for pipeline in self.pipelines])

    @property
    def pipelines(self) -> Sequence[Pipeline]:
        return self.shift.equipment.pipelines


def register(app: Celery, process: Process) -> None:
    @app.task(name=RUN_TASK, bind=True)
    def run_task(job: Any, *_ids: str) -> None:
        queue = job.request.delivery_info["routing_key"]
        makers = EXPORTERS if queue == JOBS else process.pipelines
        running.run_for(process.studio, makers, queue, _AT_A_STRETCH_SECONDS)

    @app.task(name=CANARY)
    def sing(nonce: str) -> None:
        canary.answer(process.studio.redis, process.shift.runner_id, nonce)

    @app.task(name=FINISH_UPLOAD)
    def finish_upload(project_id: str, asset_id: str) -> None:
        uploads.finish(process.studio, project_id, asset_id)

    @app.task(name=NOTICE)
    def notice_files(project_id: str, *paths: str) -> None:
        noticing.notice(process.studio, project_id, paths)

    @app.task(name=SETUP)
    def setup_project(project_id: str) -> None:
        studio = process.studio
        commits = outbox.Commits(studio.dispatch.commit)
        Projects(studio.films, studio.log, commits, studio.dispatch.set_up).finish(project_id)

    @app.task(name=ADVISE)
    def advise(project_id: str, task_id: str) -> None:
        advising.advise(process.studio, project_id, task_id)

    @app.task(name=COMMIT)
    def commit_project(project_id: str) -> None:
        commit(process.studio, project_id)


def commit(studio: Studio, project_id: str) -> None:
    """Everything that waits in the film's outbox, as one commit; nothing for a film that is gone."""
    studio.dispatch.drop_request(project_id)
    try:
        film = studio.films.get(project_id)
        lock.keep(film)
        made = outbox.flush(film)
    except (NotFound, FileNotFoundError):
        return
    except (Waits, Untrusted, ReadOnly) as reason:
        log.info("commit.waits", project=project_id, reason=reason.detail)
        return
    crash_point(Point.COMMIT_CLOSED)
    if made:
        changed = ProjectData(project=tell(film))
        studio.log.append(draft(GitCommitted, film.id, made), draft(ProjectUpdated, None, changed))
