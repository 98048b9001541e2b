"""Which queue a task waits in: its tier's, or the next lower one's that a live runner can serve, or the embedded
pipelines'."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from app.projects.schemas import Quality
from app.tasks.queues import GENERATION, JOBS, QUEUE_OF, vram_queue
from app.tasks.runners.schemas import Runner
from app.tasks.schemas import TaskType
from app.tasks.tiers import tier

_FROM_THE_TOP = (Quality.PREMIUM, Quality.STANDARD, Quality.DRAFT)
EXPORTER = "export"  # of every worker: it makes files of a cut, and no pictures
TIER_PIPELINES = frozenset(tier(quality).pipeline for quality in Quality)


def route(kind: TaskType, quality: Quality, runners: Sequence[Runner], pipelines: Collection[str] | None = None) -> str:
    """The name of a queue; with `pipelines`, only these may make the task."""
    if QUEUE_OF[kind] != GENERATION:
        return QUEUE_OF[kind]
    lower = _FROM_THE_TOP[_FROM_THE_TOP.index(quality) :]
    fitting = [tier(each) for each in lower if pipelines is None or tier(each).pipeline in pipelines]
    queues = (vram_queue(each.vram_gb) for each in fitting)
    return next((queue for queue in queues if is_served(kind, queue, runners)), GENERATION)


def is_served(kind: TaskType, queue: str, runners: Sequence[Runner], pipelines: Collection[str] | None = None) -> bool:
    """Whether a runner of this queue makes such tasks; with `pipelines`, by one of these."""
    if queue == JOBS:
        return places_of(queue, runners) > 0
    only = pipeline_of(queue)
    return any(
        kind in types and only in {None, pipeline} and (pipelines is None or pipeline in pipelines)
        for runner in runners
        if queue in runner.queues
        for pipeline, types in runner.status.makes.items()
    )


@cache
def pipeline_of(queue: str) -> str | None:
    """The pipeline that a queue of a VRAM class is for."""
    found = (tier(each) for each in _FROM_THE_TOP)
    return next((each.pipeline for each in found if vram_queue(each.vram_gb) == queue), None)


def maker_of(queue: str, runners: Sequence[Runner]) -> str | None:
    """The pipeline that will make what waits in a queue; None while no runner does."""
    if queue == JOBS:
        return EXPORTER
    serving = [pipeline for runner in runners if queue in runner.queues for pipeline in runner.pipelines]
    embedded = [pipeline for pipeline in serving if pipeline not in TIER_PIPELINES]
    return pipeline_of(queue) or next(iter(embedded or serving), None)


def places_of(queue: str, runners: Sequence[Runner]) -> int:
    """How many tasks of a queue are worked on at one time."""
    return sum(runner.concurrency for runner in runners if queue in runner.queues)


def queues_of(pipelines: Collection[str], vram: float) -> list[str]:
    """Of the tiers whose pipeline is among these and fits into so many GiB."""
    tiers = [tier(each) for each in reversed(_FROM_THE_TOP)]
    return [vram_queue(each.vram_gb) for each in tiers if each.pipeline in pipelines and each.vram_gb <= vram]
