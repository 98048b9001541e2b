"""A worker that was frozen, and wakes up when its task is someone else's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.pipelines.base import Context
from app.pipelines.null import PIXEL, NullPipeline
from app.projects.film import Film
from app.steps import Steps
from app.takes import store as takes
from app.tasks import journal
from app.tasks.ledger import lease_key
from app.tasks.outcome.settling import settling
from app.tasks.schemas import Status, Task
from app.tasks.service import Tasks
from app.worker.making import finishing
from app.worker.studio import Studio
from app.worker.upkeep.sweeping import sweep_tasks
from tests.support.films.disk import snapshot
from tests.support.films.stored import events
from tests.worker.conftest import Run, Submit


def frozen_until_replaced(workshop: Studio, task: Task) -> None:
    """What happens to a task while its worker is frozen: the lease runs out and the sweep puts it back."""
    workshop.redis.delete(lease_key(task.id))
    sweep_tasks(workshop)


def test_who_wakes_up_after_the_end_writes_and_tells_nothing(
    film: Film, submit: Submit, run: Run, workshop: Studio
) -> None:
    task = submit()
    after: dict[str, bytes] = {}

    def freeze(context: Context) -> None:
        frozen_until_replaced(workshop, task)
        run(task, NullPipeline().run)
        after.update(snapshot(film.folder))
        context.save("image", "png", b"of the first attempt")

    done = run(task, freeze)
    assert (done.status, done.attempt) == (Status.COMPLETED, 2)
    assert {path for path in snapshot(film.folder) if "05_Cache" not in path} == {
        p for p in after if "05_Cache" not in p
    }
    assert journal.read(film, task.id) == done
    assert len(takes.all_of(film)) == 1
    assert len(events(workshop.redis, film.id, "task.completed")) == 1
    assert len(events(workshop.redis, film.id, "task.retrying")) == 1


def test_who_wakes_up_to_tell_progress_is_stopped(film: Film, submit: Submit, run: Run, workshop: Studio) -> None:
    task = submit()
    reached: list[str] = []

    def freeze(context: Context) -> None:
        frozen_until_replaced(workshop, task)
        context.progress(1, 1, "Too late")
        reached.append("the step after")

    waiting = run(task, freeze)
    assert reached == []
    assert (waiting.status, waiting.progress, waiting.step) == (Status.PENDING, 0, None)
    assert events(workshop.redis, film.id, "task.progress") == []


def test_who_wakes_up_to_fail_does_not_end_the_task(film: Film, submit: Submit, run: Run, workshop: Studio) -> None:
    task = submit()

    def freeze(_: Context) -> None:
        frozen_until_replaced(workshop, task)
        raise ValueError("of the first attempt")

    assert run(task, freeze).status is Status.PENDING
    kept = journal.read(film, task.id)
    assert kept
    assert kept.status is not Status.FAILED
    assert events(workshop.redis, film.id, "task.failed") == []
    assert run(task, NullPipeline().run).status is Status.COMPLETED


def test_who_wakes_up_clears_nothing_of_the_attempt_at_work(
    film: Film, submit: Submit, run: Run, workshop: Studio
) -> None:
    task = submit()

    def second(context: Context) -> None:
        context.place("image", "png").write_bytes(PIXEL)
        (film.folder / f"05_Cache/tasks/{task.id}.1").mkdir()

    def first(_: Context) -> None:
        frozen_until_replaced(workshop, task)

        def meanwhile(context: Context) -> None:
            second(context)
            aside = film.folder / "05_Cache/tasks"
            assert sorted(path.name for path in aside.iterdir()) == [f"{task.id}.1", f"{task.id}.2"]

        run(task, meanwhile)
        raise ValueError

    assert run(task, first).status is Status.COMPLETED
    assert list((film.folder / "05_Cache/tasks").iterdir()) == []


def test_an_attempt_that_died_after_moving_its_picture_in_is_made_good(film: Film, submit: Submit, run: Run) -> None:
    task = submit()
    (film.folder / f"03_Renders/output_{task.id}.png").write_bytes(b"of an attempt that was killed")
    assert run(task, NullPipeline().run).status is Status.COMPLETED
    [take] = takes.all_of(film)
    assert json.loads((film.folder / f"03_Renders/output_{take.id}.json").read_text())["task_id"] == task.id


def test_a_cancellation_that_meets_the_end_does_not_unwrite_it(
    film: Film, submit: Submit, run: Run, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = submit()

    def cancelled_first(*everything: Any) -> Steps[None]:
        tasks.cancel(task.id)
        yield from settling(*everything)

    monkeypatch.setattr(finishing, "settling", cancelled_first)
    done = run(task, NullPipeline().run)
    assert done.status is Status.COMPLETED
    assert journal.read(film, task.id) == done
