from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from redis.exceptions import ConnectionError as RedisAway

from app.config import Settings
from app.errors import NotFound
from app.pipelines.base import Context
from app.pipelines.null import NullPipeline
from app.projects.film import Film
from app.projects.service import Projects
from app.schemas import now
from app.takes import store as takes
from app.tasks import journal
from app.tasks.durations import learn
from app.tasks.ledger import lease_key
from app.tasks.queues import GENERATION, producer
from app.tasks.schemas import Status
from app.tasks.service import Tasks
from app.worker.making import running
from app.worker.shift import Shift
from app.worker.studio import Studio, assemble
from app.worker.upkeep.sweeping import sweep_tasks
from tests.support.films.stored import events
from tests.support.generation.making import draw, draw_in_steps, left_over, preview_of, renders
from tests.support.generation.pipelines import Recipe
from tests.worker.conftest import NO_GPU, Run, Submit


def test_a_finished_task_says_all_about_itself(film: Film, submit: Submit, run: Run, workshop: Studio) -> None:
    task = submit(parameters={"seed": 7})
    done = run(task, draw)
    assert (done.status, done.progress, done.attempt, done.error) == (Status.COMPLETED, 100, 1, None)
    assert (done.runner_id, done.pipeline, done.take_id) == (workshop.shift.runner_id, "recipe", task.id)
    assert done.output_path == done.outputs[0] == f"Nosferatu/03_Renders/output_{task.id}.png"
    assert done.created <= (done.started or done.created) <= (done.finished or done.created)
    assert journal.read(film, task.id) == done
    assert renders(film) == [f"output_{task.id}.json", f"output_{task.id}.png"]
    assert left_over(film) == []
    assert not workshop.ledger.leased(task.id)
    assert workshop.ledger.open_ids() == []


def test_a_fallback_is_never_silent(submit: Submit, run: Run) -> None:
    assert run(submit(quality_preset="high"), draw).fallback_from == "gms-flux:1.0-high-fidelity"


def test_progress_is_told_with_steps_and_previews(film: Film, submit: Submit, run: Run, workshop: Studio) -> None:
    task = submit()
    seen: list[bytes] = []

    def peek(context: Context) -> None:
        draw_in_steps(context)
        seen.append(preview_of(film, task.id).read_bytes())

    run(task, peek)
    told = [event["data"] for event in events(workshop.redis, film.id, "task.progress")]
    assert [told[0]["progress"], told[-1]["progress"]] == [25, 100]
    for one in told:
        step = int(one["progress"] // 25)
        assert one["step"] == {"current": step, "total": 4, "description": f"Step {step}", "loss": None}
        assert one["preview_url"] == f"/api/v1/tasks/{task.id}/preview?step={step}"
    assert told[-1]["eta_seconds"] == 0
    assert seen[0].startswith(b"\xff\xd8")
    assert not preview_of(film, task.id).exists()


def test_before_its_first_step_a_task_is_foreseen_by_what_such_tasks_took(
    film: Film, submit: Submit, run: Run, workshop: Studio
) -> None:
    def begin(context: Context) -> None:
        context.progress(0, 4, "Loading")
        NullPipeline().run(context)

    first = run(submit(), begin)
    learn(workshop.redis, first.model_copy(update={"started": now(), "finished": now() + timedelta(seconds=600)}))
    learn(workshop.redis, first.model_copy(update={"started": now(), "finished": now() + timedelta(seconds=600)}))
    run(submit(), begin)
    told = [event["data"] for event in events(workshop.redis, film.id, "task.progress")]
    unknown, known = [one["eta_seconds"] for one in told if one["step"]["current"] == 0]
    assert unknown is None
    assert 0 < known <= 600


def test_progress_without_previews_is_told_a_few_times_a_second(
    film: Film, submit: Submit, run: Run, workshop: Studio
) -> None:
    def hurry(context: Context) -> None:
        for step in range(1, 1001):
            context.progress(step, 1000, "Step")
        draw(context)

    run(submit(), hurry)
    told = events(workshop.redis, film.id, "task.progress")
    assert told[-1]["data"]["progress"] == 100
    assert len(told) < 100


@pytest.mark.parametrize("fault", [ValueError("no such colour"), MemoryError(), KeyError("seed"), OSError("gone")])
def test_a_broken_pipeline_fails_its_task_with_the_reason(
    film: Film, submit: Submit, run: Run, workshop: Studio, fault: Exception
) -> None:
    def broken(context: Context) -> None:
        context.save("image", "png", b"half a picture")
        raise fault

    failed = run(submit(), broken)
    assert failed.status is Status.FAILED
    assert failed.error
    assert failed.error.code == "pipeline_failed"
    assert str(fault) in failed.error.detail
    assert journal.read(film, failed.id) == failed
    assert renders(film) == left_over(film) == []
    [told] = events(workshop.redis, film.id, "task.failed")
    assert told["data"]["error"]["detail"] == failed.error.detail
    assert run(submit(), draw).status is Status.COMPLETED


def test_a_pipeline_that_makes_nothing_has_failed(film: Film, submit: Submit, run: Run) -> None:
    failed = run(submit(), lambda _: None)
    assert failed.status is Status.FAILED
    assert renders(film) == []
    assert takes.all_of(film) == []


def test_a_picture_that_is_none_fails_its_task(film: Film, submit: Submit, run: Run) -> None:
    failed = run(submit(), lambda context: context.save("image", "png", b"<html>"))
    assert failed.status is Status.FAILED
    assert renders(film) == left_over(film) == []


def test_what_this_worker_can_not_make_is_left_to_another_and_holds_nobody_up(
    submit: Submit, run: Run, workshop: Studio
) -> None:
    other = submit(type="text_to_video")
    task = submit()
    assert run(task, draw).status is Status.COMPLETED
    assert workshop.ledger.get(other.id) == other
    moving = Recipe(draw)
    moving.serves = frozenset({"text_to_video"})
    running.run(workshop, [moving], GENERATION)
    assert workshop.ledger.get(other.id).status is Status.COMPLETED


def test_an_absent_redis_is_no_fault_of_the_task(film: Film, submit: Submit, run: Run, workshop: Studio) -> None:
    task = submit()

    def cut_off(_: Context) -> None:
        raise RedisAway("away")

    with pytest.raises(RedisAway):
        run(task, cut_off)
    assert workshop.ledger.get(task.id).status is Status.PROCESSING
    workshop.redis.delete(lease_key(task.id))
    sweep_tasks(workshop)
    again = run(task, draw)
    assert (again.status, again.attempt) == (Status.COMPLETED, 2)
    assert left_over(film) == []


def test_a_message_that_comes_again_does_nothing(film: Film, submit: Submit, run: Run, workshop: Studio) -> None:
    task = submit()
    done = [run(task, draw) for _ in range(5)]
    assert all(one == done[0] for one in done)
    assert len(events(workshop.redis, film.id, "task.completed")) == 1


def test_five_messages_at_once_make_one_take(film: Film, submit: Submit, settings: Settings, workshop: Studio) -> None:
    task = submit()
    together = threading.Barrier(5)
    made: list[str] = []

    def count(context: Context) -> None:
        made.append(task.id)
        draw(context)

    def deliver(_: int) -> None:
        own = assemble(settings, producer(settings), Shift(NO_GPU))
        together.wait()
        running.run(own, [Recipe(count)], GENERATION)
        own.redis.close()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(deliver, range(5)))
    assert made == [task.id]
    assert len(takes.all_of(film)) == 1
    for kind in ("task.started", "task.completed", "take.created"):
        assert len(events(workshop.redis, film.id, kind)) == 1


def test_a_ticket_too_many_finds_nothing(workshop: Studio) -> None:
    assert running.run(workshop, [], GENERATION) is False


def test_a_film_deleted_under_a_running_task_is_not_brought_back(
    submit: Submit, workshop: Studio, projects: Projects, tasks: Tasks, film: Film
) -> None:
    task = submit()

    def orphaned(context: Context) -> None:
        tasks.withdraw(film)
        projects.delete(film.id)
        draw_in_steps(context)

    running.run(workshop, [Recipe(orphaned)], GENERATION)
    assert not film.folder.exists()
    with pytest.raises(NotFound):
        workshop.ledger.get(task.id)


def test_small_tasks_need_no_further_tickets(submit: Submit, workshop: Studio, tasks: Tasks) -> None:
    waiting = [submit() for _ in range(3)]
    running.run_for(workshop, [Recipe(draw)], GENERATION, seconds=60)
    assert [tasks.get(task.id).status for task in waiting] == [Status.COMPLETED] * 3
    assert not running.run(workshop, [Recipe(draw)], GENERATION)


def test_after_its_time_a_ticket_is_used_up_and_another_lies_behind_what_else_is_asked_for(
    submit: Submit, workshop: Studio, tasks: Tasks
) -> None:
    waiting = [submit() for _ in range(2)]
    workshop.redis.delete(GENERATION)
    running.run_for(workshop, [Recipe(draw)], GENERATION, seconds=0)
    assert sorted(tasks.get(task.id).status for task in waiting) == [Status.COMPLETED, Status.PENDING]
    assert workshop.dispatch.tickets(GENERATION) == 1
