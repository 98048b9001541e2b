from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from app.pipelines.base import Context
from app.pipelines.null import NullPipeline
from app.projects import outbox
from app.projects.film import Film
from app.takes import store as takes
from app.tasks import journal
from app.tasks.ledger import WORKING, lease_key
from app.tasks.queues import GENERATION, JOBS
from app.tasks.schemas import Status, Task, TaskError
from app.tasks.service import Tasks
from app.worker.making import claiming, finishing
from app.worker.studio import Studio
from app.worker.upkeep.sweeping import sweep_films, sweep_tasks
from tests.support.films.stored import events
from tests.support.generation.pipelines import Recipe
from tests.worker.conftest import Run, Submit


class Killed(BaseException):
    """As sudden for the code as the end of its process; nothing of ours catches it."""


def drop(workshop: Studio, task: Task) -> None:
    workshop.redis.delete(lease_key(task.id))


def queued(workshop: Studio, queue: str) -> int:
    length: Any = workshop.redis.llen(queue)
    return int(length)


def abandon(workshop: Studio, film: Film, task: Task) -> None:
    """A worker claims the task and dies."""
    assert claiming.claim(workshop, film, task.id, Recipe(lambda _: None))
    drop(workshop, task)


def test_a_task_whose_worker_died_is_queued_again(film: Film, submit: Submit, run: Run, workshop: Studio) -> None:
    task = submit()
    abandon(workshop, film, task)
    workshop.redis.delete(GENERATION)
    sweep_tasks(workshop)
    assert workshop.ledger.get(task.id).status is Status.PENDING
    assert queued(workshop, GENERATION) == 1
    [told] = events(workshop.redis, film.id, "task.retrying")
    assert told["data"]["error"]["code"] == "worker_lost"
    done = run(task, NullPipeline().run)
    assert (done.status, done.attempt) == (Status.COMPLETED, 2)


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (Status.CANCELLED, None, "task.cancelled"),
        (Status.FAILED, TaskError(code="pipeline_failed", detail="It broke."), "task.failed"),
    ],
)
def test_an_end_that_only_the_journal_knows_is_told(
    film: Film, submit: Submit, workshop: Studio, status: Status, error: TaskError | None, kind: str
) -> None:
    task = submit()
    abandon(workshop, film, task)
    over = task.model_copy(update={"status": status, "error": error})
    journal.write(film, over)
    for _ in range(2):
        sweep_tasks(workshop)
    assert workshop.ledger.get(task.id) == over
    assert len(events(workshop.redis, film.id, kind)) == 1


def test_what_had_ended_already_when_it_was_made_again_is_told_without_waiting_for_its_lease(
    film: Film, submit: Submit, run: Run, workshop: Studio
) -> None:
    task = submit()
    error = TaskError(code="pipeline_failed", detail="It broke.")
    over = task.model_copy(update={"status": Status.FAILED, "error": error})
    journal.write(film, over)
    run(task, NullPipeline().run)
    sweep_tasks(workshop)
    assert workshop.ledger.get(task.id) == over
    assert takes.all_of(film) == []


def test_a_task_that_an_earlier_version_left_in_work_is_found(film: Film, submit: Submit, workshop: Studio) -> None:
    task = submit()
    abandon(workshop, film, task)
    workshop.redis.delete(WORKING)
    sweep_tasks(workshop)
    assert workshop.ledger.get(task.id).status is Status.PROCESSING
    sweep_tasks(workshop, every_record=True)
    assert workshop.ledger.get(task.id).status is Status.PENDING


def test_a_task_whose_worker_lives_is_left_alone(film: Film, submit: Submit, workshop: Studio) -> None:
    task = submit()
    assert claiming.claim(workshop, film, task.id, Recipe(lambda _: None))
    sweep_tasks(workshop)
    assert workshop.ledger.get(task.id).status is Status.PROCESSING


def test_after_three_lost_attempts_a_task_is_given_up(film: Film, submit: Submit, workshop: Studio) -> None:
    task = submit()
    for attempt in range(1, 4):
        abandon(workshop, film, task)
        assert workshop.ledger.get(task.id).attempt == attempt
        sweep_tasks(workshop)
    failed = workshop.ledger.get(task.id)
    assert failed.error
    assert (failed.status, failed.error.code) == (Status.FAILED, "worker_lost")
    assert "3 times" in failed.error.detail
    assert journal.read(film, task.id) == failed
    assert [len(events(workshop.redis, film.id, kind)) for kind in ("task.retrying", "task.failed")] == [2, 1]
    assert workshop.ledger.open_ids() == []


def test_a_task_that_was_to_be_cancelled_is_not_made_again(
    film: Film, submit: Submit, tasks: Tasks, workshop: Studio
) -> None:
    task = submit()
    assert claiming.claim(workshop, film, task.id, Recipe(lambda _: None))
    tasks.cancel(task.id)
    drop(workshop, task)
    sweep_tasks(workshop)
    assert workshop.ledger.get(task.id).status is Status.CANCELLED
    assert len(events(workshop.redis, film.id, "task.cancelled")) == 1


@pytest.mark.parametrize("point", ["outbox.noting", "settling"])
def test_a_crash_after_the_journals_line_is_told_once(
    film: Film, submit: Submit, run: Run, workshop: Studio, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    task = submit()

    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as crash, pytest.raises(Killed):
        crash.setattr(outbox if point == "outbox.noting" else finishing, point.rpartition(".")[2], die)
        run(task, NullPipeline().run)
    assert workshop.ledger.get(task.id).status is Status.PROCESSING
    drop(workshop, task)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: sweep_tasks(workshop), range(4)))
    done = workshop.ledger.get(task.id)
    assert (done.status, done.attempt) == (Status.COMPLETED, 1)
    assert len(takes.all_of(film)) == 1
    assert outbox.pending(film)
    for kind in ("task.completed", "take.created"):
        assert len(events(workshop.redis, film.id, kind)) == 1


def test_a_crash_before_the_journals_line_makes_the_take_anew(
    film: Film, submit: Submit, run: Run, workshop: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = submit()

    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as crash, pytest.raises(Killed):
        crash.setattr(journal.Entry, "writing", die)
        run(task, NullPipeline().run)
    drop(workshop, task)
    sweep_tasks(workshop)
    done = run(task, NullPipeline().run)
    assert (done.status, done.attempt) == (Status.COMPLETED, 2)
    assert len(takes.all_of(film)) == 1


def test_a_lost_ticket_is_sent_again(submit: Submit, workshop: Studio) -> None:
    for _ in range(3):
        submit()
    sweep_tasks(workshop)
    assert queued(workshop, GENERATION) == 3
    workshop.redis.delete(GENERATION)
    for _ in range(2):
        sweep_tasks(workshop)
        assert queued(workshop, GENERATION) == 3


def test_a_film_that_is_out_of_sight_does_not_stop_the_sweep(
    film: Film, submit: Submit, workshop: Studio, tasks: Tasks
) -> None:
    gone = submit()
    drop(workshop, gone)
    film.folder.rename(film.folder.parents[1] / "elsewhere")
    sweep_tasks(workshop)
    (film.folder.parents[1] / "elsewhere").rename(film.folder)
    assert tasks.get(gone.id).status is Status.PENDING


def test_what_waits_for_git_is_asked_for_again(film: Film, submit: Submit, run: Run, workshop: Studio) -> None:
    run(submit(), NullPipeline().run)
    workshop.redis.flushall()
    sweep_films(workshop)
    sweep_films(workshop)
    assert workshop.redis.zrange("commits:wanted", 0, -1) == [film.id.encode()]


def test_an_upload_that_was_left_half_way_is_sent_again(film: Film, workshop: Studio) -> None:
    (film.place(".auteur/uploads") / "some-id.json").write_text("{}")
    sweep_films(workshop)
    assert queued(workshop, JOBS) == 1


def test_progress_of_a_dead_attempt_is_taken_back(film: Film, submit: Submit, run: Run, workshop: Studio) -> None:
    task = submit()

    def die(context: Context) -> None:
        context.progress(1, 2, "Half")
        raise Killed

    with pytest.raises(Killed):
        run(task, die)
    assert workshop.ledger.get(task.id).progress == 50
    drop(workshop, task)
    sweep_tasks(workshop)
    waiting = workshop.ledger.get(task.id)
    assert (waiting.progress, waiting.step, waiting.preview_url, waiting.runner_id) == (0, None, None, None)
    states = [event["data"]["state"] for event in events(workshop.redis, film.id, "node.state.updated")]
    assert states == ["queued", "processing", "queued"]
