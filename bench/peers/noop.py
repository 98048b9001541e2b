"""Celery alone: a task that does nothing. `celery -A bench.peers.noop worker`."""

from __future__ import annotations

import os

from celery import Celery

app = Celery("noop", broker=os.environ["PEER_REDIS_URL"], backend=os.environ["PEER_REDIS_URL"])
app.conf.update(broker_connection_retry_on_startup=True, worker_prefetch_multiplier=1)


@app.task(name="noop")
def noop() -> None:
    return
