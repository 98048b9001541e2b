"""A worker from its start to its stop: announcing itself, sweeping, and children that do not outlive their parent."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from typing import Any

import structlog
from celery import Celery, signals
from celery.bootsteps import RUN
from redis.exceptions import RedisError

from app import tracing
from app.config import Settings
from app.connecting import connect as connect_redis
from app.logs import configure as configure_logs
from app.tasks.line.rush import Rush
from app.tasks.queues import Dispatch
from app.tasks.runners import register
from app.worker.canary import hush
from app.worker.jobs import Process
from app.worker.leaving import leave
from app.worker.presence import Presence
from app.worker.shift import Shift
from app.worker.studio import Studio, assemble
from app.worker.upkeep.gathering import Gathering
from app.worker.upkeep.reconciling import Reconciler
from app.worker.upkeep.rerouting import Routes, reroute
from app.worker.upkeep.restoring import restore_lost
from app.worker.upkeep.sweeping import sweep_films, sweep_tasks
from app.worker.upkeep.watch import Watch

_STOP_SECONDS = 20.0  # twice what a soft shutdown gives to the tasks in work

log = structlog.get_logger()


class Pulse:
    """The worker's own thread: while it beats, the worker is seen to live."""

    def __init__(self, app: Celery, settings: Settings, shift: Shift) -> None:
        self._app, self._settings, self._shift = app, settings, shift
        self._worker: Any = None
        self._running = time.monotonic()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="pulse", daemon=True)

    def start(self, worker: Any) -> None:
        """`worker` is Celery's `WorkController`."""
        self._worker = worker
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join(timeout=5)

    def _beat(self) -> None:
        studio = assemble(self._settings, self._app, self._shift)
        presence, routes = Presence(studio), Routes(studio)
        beats, rarely = 0, max(1, round(self._settings.auteur_sweep_seconds / register.BEAT_SECONDS))
        while True:
            try:
                presence.show()
                studio.holds.look(self._settings.disk_reserve)
                studio.log.make_good()
                restore_lost(studio)
                routes.look()
                sweep_tasks(studio, every_record=beats % rarely == 0)
                if beats % rarely == 0:
                    reroute(studio)  # what was submitted in the moment in which the runners changed
                    sweep_films(studio)
                presence.canary.look()
            except RedisError as error:
                log.warning("pulse.missed", reason=str(error))
                beats = -1  # what it kept from being told or begun is looked for as soon as it is back
            except Exception as error:  # noqa: BLE001  the pulse goes on, whatever one beat met
                log.warning("pulse.missed", reason=str(error))
            beats += 1
            self._end_if_stuck(studio, presence)
            if self._over.wait(register.BEAT_SECONDS):
                _say_farewell(studio, presence)
                return

    def _end_if_stuck(self, studio: Studio, presence: Presence) -> None:
        """A pipeline may make no step, and after the broker went away Celery may wait for ever for a pool that never
        answers, or hear nothing any more: end, so that the supervisor starts another."""
        deaf = presence.canary.deaf()
        if self._worker.blueprint.state == RUN:
            self._running = time.monotonic()
        if deaf or time.monotonic() - self._running > _STOP_SECONDS:
            log.critical("worker.stuck", deaf=deaf)
            _say_farewell(studio, presence)
            os._exit(1)


def connect(app: Celery, settings: Settings, process: Process) -> None:
    """Hook into Celery's life cycle; its signals keep only weak references, hence `weak=False`."""
    pulse = Pulse(app, settings, process.shift)
    redis = connect_redis(settings.redis_url)
    dispatch = Dispatch(app, redis)
    gathering = Gathering(dispatch, Rush(redis))
    beside = (Watch(settings, dispatch), Reconciler(app, settings, process.shift), gathering)
    hush()

    def ready(sender: Any, **_: Any) -> None:
        pulse.start(sender.controller)
        for thread in beside:
            thread.start()

    def stopping(**_: Any) -> None:
        process.shift.end()

    def shutdown(**_: Any) -> None:
        pulse.stop()
        for thread in beside:
            thread.stop()

    def logs(loglevel: int | str, **_: Any) -> None:
        configure_logs(settings.auteur_logs, loglevel)

    def child(**_: Any) -> None:
        leaving = tracing.configure(settings.otel_exporter_otlp_endpoint, "auteur-worker")
        signals.worker_process_shutdown.connect(lambda **_: leaving(), weak=False)
        threading.Thread(target=_follow, args=(os.getppid(),), name="follow", daemon=True).start()
        process.warm_up()

    signals.setup_logging.connect(logs, weak=False)
    signals.worker_ready.connect(ready, weak=False)
    signals.worker_shutting_down.connect(stopping, weak=False)
    signals.worker_shutdown.connect(shutdown, weak=False)
    signals.worker_process_init.connect(child, weak=False)


def _say_farewell(studio: Studio, presence: Presence) -> None:
    with suppress(RedisError):  # what can't be handed back comes back by its lease
        leave(studio)
        presence.end()


def _follow(parent: int) -> None:
    """A pool process whose worker was killed would wait for ever; its task comes back by its lease."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
