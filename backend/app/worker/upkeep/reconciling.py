"""The reconciler's thread in a worker: at its start and every ten minutes, in one worker at a time."""

from __future__ import annotations

import threading

import structlog
from celery import Celery

from app.config import Settings
from app.reconcile import service
from app.reconcile.findings import Survey
from app.tasks.service import Tasks
from app.worker.shift import Shift
from app.worker.studio import assemble

_EVERY_SECONDS = 600
_TURN = "reconcile:turn"

log = structlog.get_logger()


class Reconciler:
    def __init__(self, app: Celery, settings: Settings, shift: Shift) -> None:
        self._app, self._settings, self._shift = app, settings, shift
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reconciler", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()

    def _run(self) -> None:
        workshop = assemble(self._settings, self._app, self._shift)
        tasks = Tasks(workshop.redis, workshop.films, workshop.ledger, workshop.dispatch)
        survey = Survey(workshop.films, workshop.log, workshop.ledger, tasks)
        while not self._over.is_set():
            try:
                if workshop.redis.set(_TURN, self._shift.runner_id, nx=True, ex=_EVERY_SECONDS - 10):
                    service.repair(survey)
            except Exception as error:  # noqa: BLE001  the next round may go better, and the worker must go on
                log.warning("reconcile.missed", reason=str(error))
            self._over.wait(_EVERY_SECONDS)
