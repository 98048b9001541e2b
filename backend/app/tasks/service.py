"""What clients can do with tasks. REST and sockets call the same functions."""

from __future__ import annotations

import secrets
import uuid

from app.errors import AuteurError, Invalid
from app.events.log import draft
from app.projects.store import Film, Films
from app.schemas import now
from app.story import store as story
from app.tasks import journal, tiers
from app.tasks.events import TaskCancelled, TaskCreated, TaskQueued
from app.tasks.ledger import Ledger, Next
from app.tasks.queues import RUN_TASK, Dispatch
from app.tasks.schemas import Status, Task, TaskCreate
from app.tasks.telling import ended, node_state, queued


class Tasks:
    def __init__(self, films: Films, ledger: Ledger, dispatch: Dispatch) -> None:
        self._films = films
        self._ledger = ledger
        self._dispatch = dispatch

    def submit(self, film: Film, wanted: TaskCreate) -> Task:
        """Durable on disk, then announced, then queued. Raises `Invalid`, `NotFound`, `Unavailable`."""
        task = _accepted(film, wanted)
        journal.write(film, task)
        try:
            told = queued(task)
            events = [draft(kind, film.id, told) for kind in (TaskCreated, TaskQueued)]
            self._ledger.add(task, [*events, *node_state(task, "queued")])
        except BaseException:
            journal.forget(film, task.id)
            raise
        self._send(task.id)
        return task

    def get(self, task_id: str) -> Task:
        return self._ledger.get(task_id)

    def of_project(self, film: Film, status: Status | None) -> list[Task]:
        tasks = self._ledger.of_project(film.id)
        return [task for task in tasks if status is None or task.status == status]

    def cancel(self, task_id: str) -> Task:
        """At once while queued; a running pipeline is asked between its steps. Repeating it changes nothing."""
        film = self._films.get(self._ledger.get(task_id).project_id)

        def step(task: Task) -> Next | None:
            if task.ended or task.cancel_requested:
                return None
            if task.status is Status.PROCESSING:
                if journal.completed(film, task.id):
                    return None
                marked = task.model_copy(update={"cancel_requested": True})
                journal.write(film, marked)
                return marked, []
            cancelled = task.model_copy(
                update={"status": Status.CANCELLED, "cancel_requested": True, "finished": now()}
            )
            journal.write(film, cancelled)
            events = [draft(TaskCancelled, film.id, ended(cancelled, "cancelled", "Cancelled before it started."))]
            return cancelled, [*events, *node_state(cancelled, "idle")]

        return self._ledger.change(task_id, step)

    def withdraw(self, film: Film) -> None:
        """Before a film goes: end its tasks and leave no key of them."""
        for task in self.of_project(film, None):
            self.cancel(task.id)
        self._ledger.forget(film.id)
        self._dispatch.drop_request(film.id)

    def _send(self, task_id: str) -> None:
        """An accepted task that could not be queued now is queued by the reaper: it is not lost, only later."""
        try:
            self._dispatch.send(RUN_TASK, task_id)
        except AuteurError:
            return


def _accepted(film: Film, wanted: TaskCreate) -> Task:
    if not wanted.prompt:
        raise Invalid("A prompt is required.", field="prompt", code="prompt_required")
    if wanted.shot_id is not None:
        story.load(film).shot(wanted.shot_id)
    quality = wanted.quality_preset or film.manifest.quality
    seed = wanted.parameters.seed if wanted.parameters.seed is not None else secrets.randbelow(2**32)
    return Task(
        id=str(uuid.uuid4()),
        type=wanted.type,
        project_id=film.id,
        status=Status.PENDING,
        quality_preset=quality,
        prompt=wanted.prompt,
        parameters=tiers.compose(quality, wanted.parameters, seed),
        node_id=wanted.node_id,
        shot_id=wanted.shot_id,
        character_ids=wanted.character_ids,
        template_id=wanted.template_id,
        progress=0,
        step=None,
        preview_url=None,
        attempt=0,
        runner_id=None,
        pipeline=None,
        fallback_from=None,
        outputs=[],
        output_path=None,
        take_id=None,
        error=None,
        cancel_requested=False,
        created=now(),
        started=None,
        finished=None,
    )
