from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.config import Settings
from app.events.log import EventLog
from app.projects.store import Films
from app.reconcile.findings import Survey
from app.tasks.ledger import Ledger
from app.tasks.queues import Dispatch, producer
from app.tasks.service import Tasks


@pytest.fixture
def survey(films: Films, log: EventLog, ledger: Ledger, settings: Settings) -> Iterator[Survey]:
    """Without patience: nothing is under way."""
    sender = producer(settings)
    tasks = Tasks(ledger._redis, films, ledger, Dispatch(sender, ledger._redis))
    yield Survey(films, log, ledger, tasks, patience=0)
    sender.close()


@pytest.fixture
def patient(survey: Survey) -> Survey:
    return replace(survey, patience=600)
