from __future__ import annotations

import pytest

from app.pipelines.base import Cancelled, Context
from app.projects.film import Film
from app.tasks import journal
from app.tasks.schemas import Status, Task
from app.tasks.service import Tasks
from app.worker.making import claiming
from app.worker.studio import Studio
from tests.support.films.stored import events
from tests.support.generation.making import draw, left_over, renders
from tests.support.generation.pipelines import Recipe
from tests.worker.conftest import Run, Submit


def test_a_waiting_task_that_was_cancelled_is_never_made(submit: Submit, run: Run, tasks: Tasks, film: Film) -> None:
    task = submit()
    cancelled = tasks.cancel(task.id)
    assert cancelled.status is Status.CANCELLED
    assert run(task, draw) == cancelled == journal.read(film, task.id)
    assert renders(film) == []


def test_a_task_that_is_claimed_while_it_is_cancelled_is_told_as_cancelled(
    submit: Submit, run: Run, tasks: Tasks, film: Film, workshop: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The claim comes between the journal's line and the record."""
    task = submit()
    write = journal.Entry.write

    def slow(entry: journal.Entry, over: Task) -> None:
        write(entry, over)
        monkeypatch.undo()
        assert claiming.claim(workshop, film, task.id, Recipe(draw))

    monkeypatch.setattr(journal.Entry, "write", slow)
    assert tasks.cancel(task.id).status is Status.CANCELLED
    assert workshop.ledger.get(task.id).status is Status.CANCELLED
    assert len(events(workshop.redis, film.id, "task.cancelled")) == 1
    assert run(task, draw).status is Status.CANCELLED
    assert renders(film) == []


def test_a_running_task_is_cancelled_between_its_steps(
    submit: Submit, run: Run, tasks: Tasks, film: Film, workshop: Studio
) -> None:
    task = submit()

    def asked_to_stop(context: Context) -> None:
        context.progress(1, 3, "One")
        assert [tasks.cancel(task.id).status for _ in range(3)] == [Status.PROCESSING] * 3
        with pytest.raises(Cancelled):
            context.progress(3, 3, "Three")
        raise Cancelled

    cancelled = run(task, asked_to_stop)
    assert cancelled.status is Status.CANCELLED
    assert tasks.cancel(task.id) == cancelled == journal.read(film, task.id)
    assert renders(film) == left_over(film) == []
    assert len(events(workshop.redis, film.id, "task.cancelled")) == 1


def test_a_task_cancelled_after_its_last_step_makes_no_take(submit: Submit, run: Run, tasks: Tasks, film: Film) -> None:
    task = submit()

    def too_late(context: Context) -> None:
        draw(context)
        tasks.cancel(task.id)

    assert run(task, too_late).status is Status.CANCELLED
    assert renders(film) == left_over(film) == []


def test_a_finished_task_can_not_be_cancelled_any_more(submit: Submit, run: Run, tasks: Tasks) -> None:
    done = run(submit(), draw)
    assert tasks.cancel(done.id) == done
