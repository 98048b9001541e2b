"""The entry of the worker process: `celery -A app.worker.celery_app worker`."""

from __future__ import annotations

from celery import Celery

from app.config import Settings
from app.logs import configure
from app.worker.config import celery_settings
from app.worker.jobs import Process, register
from app.worker.lifecycle import connect

configure()
_settings = Settings()
app = Celery("auteur")
app.conf.update(celery_settings(_settings))
_process = Process(app, _settings)
register(app, _process)
connect(app, _settings, _process)
