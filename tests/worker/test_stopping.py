"""A worker that stops finishes what is nearly done and hands back the rest, which does not count as lost."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from app.pipelines.base import Context
from app.pipelines.null import NullPipeline
from app.projects.film import Film
from app.tasks.outcome.returning import hand_back
from app.tasks.queues import GENERATION
from app.tasks.rights import Lease
from app.tasks.schemas import Status
from app.tasks.service import Tasks
from app.worker.leaving import leave
from app.worker.making import claiming, context
from app.worker.shift import Shift
from app.worker.studio import Studio
from app.worker.upkeep.sweeping import sweep_tasks
from tests.support.films.stored import events
from tests.support.generation.making import draw, left_over, renders
from tests.support.generation.pipelines import Recipe
from tests.worker.conftest import NO_GPU, Run, Submit


def test_what_would_take_long_is_handed_back_between_two_steps(
    submit: Submit, run: Run, workshop: Studio, film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = submit()
    monkeypatch.setattr(context, "_FINISH_SECONDS", -1.0)
    reached: list[int] = []

    def asked_to_stop(view: Context) -> None:
        view.progress(1, 3, "One")
        workshop.shift.end()
        view.progress(2, 3, "Two")
        reached.append(2)

    waiting = run(task, asked_to_stop)
    assert reached == []
    assert (waiting.status, waiting.attempt, waiting.progress) == (Status.PENDING, 0, 0)
    assert renders(film) == left_over(film) == []
    [told] = events(workshop.redis, film.id, "task.retrying")
    assert told["data"]["error"]["code"] == "handed_back"
    assert not workshop.ledger.leased(task.id)
    assert workshop.ledger.line.first(GENERATION) == (task.id, film.id)


def test_what_shall_be_cancelled_is_not_handed_back(
    submit: Submit, run: Run, workshop: Studio, tasks: Tasks, film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = submit()
    monkeypatch.setattr(context, "_FINISH_SECONDS", -1.0)

    def asked_to_stop(view: Context) -> None:
        tasks.cancel(task.id)
        workshop.shift.end()
        view.progress(1, 3, "One")

    assert run(task, asked_to_stop).status is Status.CANCELLED
    assert left_over(film) == []
    assert events(workshop.redis, film.id, "task.retrying") == []


def test_what_is_nearly_done_is_finished(submit: Submit, run: Run, workshop: Studio) -> None:
    def asked_to_stop(view: Context) -> None:
        workshop.shift.end()
        view.progress(3, 3, "Three")
        draw(view)

    assert run(submit(), asked_to_stop).status is Status.COMPLETED


def test_a_task_may_be_handed_back_however_often(submit: Submit, run: Run, workshop: Studio, film: Film) -> None:
    task = submit()
    for _ in range(5):
        work = claiming.claim(workshop, film, task.id, Recipe(draw))
        assert work
        hand_back(workshop.ledger, work.film, work.lease)
    assert run(task, NullPipeline().run).attempt == 1


def test_the_last_act_of_a_worker_hands_back_what_it_holds(
    submit: Submit, workshop: Studio, tasks: Tasks, film: Film
) -> None:
    held, unwanted, of_another = submit(), submit(), submit()
    assert all(claiming.claim(workshop, film, task.id, Recipe(draw)) for task in (held, unwanted))
    tasks.cancel(unwanted.id)
    workshop.ledger.claim(
        Lease(of_another.id, "elsewhere-1:2:nonce", 60),
        lambda task: (task.model_copy(update={"status": Status.PROCESSING, "attempt": 1}), []),
    )
    leave(workshop)
    assert workshop.ledger.get(held.id).status is Status.PENDING
    assert workshop.ledger.get(unwanted.id).status is Status.CANCELLED
    assert workshop.ledger.get(of_another.id).status is Status.PROCESSING


def test_a_dead_pool_process_is_seen_before_its_lease_runs_out(submit: Submit, workshop: Studio, film: Film) -> None:
    task = submit()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        token = f"{workshop.shift.runner_id}:{child.pid}:nonce"
        lease = Lease(task.id, token, 600)
        workshop.ledger.claim(
            lease, lambda task: (task.model_copy(update={"status": Status.PROCESSING, "attempt": 1}), [])
        )
        sweep_tasks(workshop)
        assert workshop.ledger.get(task.id).status is Status.PROCESSING
        child.kill()
    sweep_tasks(workshop)
    waiting = workshop.ledger.get(task.id)
    assert (waiting.status, waiting.attempt) == (Status.PENDING, 1)
    assert film.id == waiting.project_id


def test_the_end_of_a_shift_is_seen_in_every_process(workshop: Studio) -> None:
    shift = workshop.shift
    child = os.fork()
    if child == 0:
        shift.end()
        os._exit(0)
    os.waitpid(child, 0)
    assert shift.over


def test_a_lease_names_the_process_that_took_it() -> None:
    shift = Shift(NO_GPU)
    assert shift.process_of(shift.token("nonce")) == os.getpid()
    assert shift.process_of("another-1:2:nonce") is None
    assert shift.process_of("outside:1") is None
