"""The entry of the worker process: `celery -A app.worker.celery_app worker`."""

from __future__ import annotations

from celery import Celery

from app import faults
from app.config import Settings
from app.logs import configure
from app.worker.config import celery_settings
from app.worker.equipment import look
from app.worker.jobs import Process, register
from app.worker.lifecycle import connect
from app.worker.shift import Shift

_settings = Settings()
configure(_settings.auteur_logs)
faults.arm(_settings.auteur_crash_folder)
app = Celery("auteur")
_shift = Shift(look(_settings))
app.conf.update(celery_settings(_settings, _shift))
_process = Process(app, _settings, _shift)
register(app, _process)
connect(app, _settings, _process)
