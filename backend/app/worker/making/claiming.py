"""Taking tasks on."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import partial

from app.errors import NotFound
from app.events.log import draft
from app.pipelines.base import Pipeline
from app.pipelines.registry import choose
from app.projects.film import Film, ReadOnly
from app.schemas import now
from app.steps import Steps, alone, together
from app.tasks.events import TaskStarted
from app.tasks.ledger import Next
from app.tasks.line.line import kind_of
from app.tasks.outcome.ending import fail
from app.tasks.rights import Lease, LeaseLost, Turn
from app.tasks.runners.events import RunnerAssigned, RunnerData
from app.tasks.runners.routing import TIER_PIPELINES, pipeline_of
from app.tasks.schemas import Status, Task, TaskError
from app.tasks.telling import besides, started
from app.tasks.tiers import tier
from app.worker.making.pace import Pace
from app.worker.making.work import Work
from app.worker.studio import Studio

_Claim = Callable[[Callable[[Task], Next | None]], Steps[Task]]

_NO_PIPELINE = TaskError(code="no_pipeline", detail="Its function template is gone, or names no pipeline.")


def take_next(studio: Studio, pipelines: Sequence[Pipeline], queue: str, pace: Pace) -> list[Work]:
    """The tasks whose turn it is, with their leases: one, or as many as the pace allows. Empty when none waits that
    this worker can do."""
    choice = _Choice(studio, pipelines, queue)
    while not choice.taken and (turns := choice.turns(pace.most)):
        quick = pace.quick(turns)
        for turn in turns:
            if turn not in quick:
                choice.release(turn)
        together(choice.taking(turn) for turn in quick)
    return choice.taken


@dataclass
class _Choice:
    """What a process takes on of a queue; the projects and kinds of tasks that it passes over."""

    studio: Studio
    pipelines: Sequence[Pipeline]
    queue: str
    taken: list[Work] = field(default_factory=list)
    passed_over: set[str] = field(default_factory=set)

    def turns(self, most: int) -> list[Turn]:
        studio, passed_over = self.studio, sorted(self.passed_over)
        return studio.ledger.next(self.queue, _token(studio), _lease_seconds(studio), passed_over, most)

    def release(self, turn: Turn) -> None:
        self.studio.ledger.release(turn.lease.task_id, turn.lease.token)

    def taking(self, turn: Turn) -> Steps[None]:
        studio, task = self.studio, turn.read.task
        try:
            film = studio.films.get(task.project_id)
            film.insist_writable()
            wanted = studio.library.pipelines(task.template_id)
            pipeline = _pipeline(_fitting(self.pipelines, wanted), task.type, self.queue)
            if wanted is not None and not wanted:
                self.release(turn)
                fail(studio.ledger, film, task.id, _NO_PIPELINE)
            elif pipeline is None:  # another worker may have one, now or later
                self.passed_over.add(kind_of(task))
                self.release(turn)
            elif work := (yield from _begin(studio, film, turn.lease, pipeline, partial(studio.ledger.taking, turn))):
                self.taken.append(work)
        except LeaseLost:
            return
        except (NotFound, ReadOnly):  # its film is out of this machine's sight, or just being deleted
            self.passed_over.add(task.project_id)
            self.release(turn)


def _fitting(pipelines: Sequence[Pipeline], wanted: Collection[str] | None) -> Sequence[Pipeline]:
    return [pipeline for pipeline in pipelines if wanted is None or pipeline.id in wanted]


def _pipeline(pipelines: Sequence[Pipeline], task_type: str, queue: str) -> Pipeline | None:
    """In a queue of a VRAM class its tier's; in the others one that needs none."""
    wanted = pipeline_of(queue)
    fitting = [pipeline for pipeline in pipelines if wanted in {None, pipeline.id}]
    embedded = [pipeline for pipeline in fitting if pipeline.id not in TIER_PIPELINES]
    return choose(fitting if wanted else embedded, task_type) or choose(fitting, task_type)


def claim(studio: Studio, film: Film, task_id: str, pipeline: Pipeline) -> Work | None:
    """The task with its lease; None when it does not wait any more. Raises `LeaseLost`, `NotFound`."""
    lease = Lease(task_id, _token(studio), _lease_seconds(studio))
    return alone(_begin(studio, film, lease, pipeline, partial(studio.ledger.claiming, lease)))


def _token(studio: Studio) -> str:
    return studio.shift.token(uuid.uuid4().hex)


def _lease_seconds(studio: Studio) -> float:
    return studio.settings.auteur_lease_seconds


def _begin(studio: Studio, film: Film, lease: Lease, pipeline: Pipeline, claimed_by: _Claim) -> Steps[Work | None]:
    runner_id = studio.shift.runner_id
    ours = False

    def take(task: Task) -> Next | None:
        nonlocal ours
        ours = task.status is Status.PENDING
        if not ours:
            return None
        wanted = tier(task.quality_preset).pipeline
        claimed = task.model_copy(
            update={
                "status": Status.PROCESSING,
                "attempt": task.attempt + 1,
                "runner_id": runner_id,
                "pipeline": pipeline.id,
                "fallback_from": None if pipeline.id == wanted else wanted,
                "started": now(),
            }
        )
        data = RunnerData(runner_id=runner_id, status=studio.shift.status([task.id]), metrics={})
        events = [
            draft(RunnerAssigned, task.project_id, data),
            draft(TaskStarted, task.project_id, started(claimed, runner_id)),
        ]
        return claimed, [*events, *besides(film, claimed, "processing")]

    task = yield from claimed_by(take)
    return Work(film, task, lease, pipeline) if ours else None
