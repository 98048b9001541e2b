"""A worker seen from outside: what it can do, what it holds."""

from __future__ import annotations

import os
import socket

from app.events.log import draft
from app.schemas import now
from app.tasks.runners import register
from app.tasks.runners.events import RunnerData, RunnerHeartbeat
from app.tasks.runners.schemas import Runner
from app.worker.canary import Canary
from app.worker.studio import Studio

_TOLD_EVERY = 15  # beats; a change is told at once


class Presence:
    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self.canary = Canary(studio)
        self._started = now()
        self._told: list[str] | None = None
        self._beats = 0

    def show(self) -> None:
        """At every beat."""
        runner = self._runner()
        register.announce(self._studio.redis, runner)
        if runner.status.active_tasks != self._told or self._beats % _TOLD_EVERY == 0:
            told = RunnerData(runner_id=runner.id, status=runner.status, metrics={})
            self._studio.log.append(draft(RunnerHeartbeat, None, told))
            self._told = runner.status.active_tasks
        self._beats += 1

    def end(self) -> None:
        register.withdraw(self._studio.redis, self._studio.shift.runner_id)

    def _runner(self) -> Runner:
        shift = self._studio.shift
        active = [task.id for task in self._studio.ledger.working() if task.runner_id == shift.runner_id]
        return Runner(
            id=shift.runner_id,
            host=socket.gethostname(),
            pid=os.getpid(),
            gpu=shift.equipment.gpu,
            queues=shift.equipment.queues,
            concurrency=self._studio.settings.worker_concurrency,
            started=self._started,
            answering=not self.canary.deaf(),
            models=shift.equipment.models,
            versions=shift.equipment.versions,
            status=shift.status(active),
        )
