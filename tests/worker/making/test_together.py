"""Tasks that one process has taken on together, when one of them takes longer than it ever did."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from app.config import Settings
from app.pipelines.base import Context
from app.projects.film import Film
from app.tasks.ledger import lease_key
from app.tasks.queues import GENERATION
from app.tasks.schemas import Status
from app.worker.making import pace, running
from app.worker.studio import Studio
from tests.support.films.stored import events
from tests.support.generation.making import draw
from tests.support.generation.pipelines import Recipe
from tests.support.waiting import eventually
from tests.worker.conftest import Submit


def rising(read: Callable[[], int]) -> Callable[[], bool]:
    """Whether it is more than when it was last asked."""
    last = read()

    def risen() -> bool:
        nonlocal last
        before, last = last, read()
        return last > before

    return risen


def test_the_others_keep_their_leases_meanwhile_and_go_back_to_the_line(
    film: Film, submit: Submit, settings: Settings, workshop: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_QUICK_SECONDS", 5.0)
    monkeypatch.setattr(running, "_BEGIN_SECONDS", 0.2)
    short = settings.model_copy(update={"auteur_lease_seconds": 1.0})
    waiting = [submit(prompt=prompt) for prompt in ("first", "quick", "slow", "third", "last")]
    renewed = 0

    def make(context: Context) -> None:
        nonlocal renewed
        if context.prompt == "slow":
            lease_risen = rising(lambda: workshop.redis.pttl(lease_key(waiting[-1].id)))
            for _ in range(2):
                eventually(lease_risen, seconds=10)
                renewed += 1
        draw(context)

    running.run_for(dataclasses.replace(workshop, settings=short), [Recipe(make)], GENERATION, seconds=60)
    ends = [workshop.ledger.get(task.id) for task in waiting]
    assert renewed == 2
    assert [(end.status, end.attempt) for end in ends] == [(Status.COMPLETED, 1)] * 5
    returned = [event["data"]["task_id"] for event in events(workshop.redis, film.id, "task.retrying")]
    assert returned == [task.id for task in waiting[3:]]
