"""Waiting tasks follow the runners, and say which pipeline made them instead of which."""

from __future__ import annotations

from app.pipelines.null import NullPipeline
from app.projects.film import Film
from app.tasks.queues import GENERATION
from app.tasks.runners import register
from app.tasks.schemas import Status
from app.worker.making import claiming, running
from app.worker.studio import Studio
from app.worker.upkeep.rerouting import Routes, reroute
from tests.support.films.stored import events
from tests.support.generation.runners import new_runner
from tests.worker.conftest import Submit

HIGH = "gms-flux:1.0-high-fidelity"
LARGE = "task:queue:vram-24"


class Diffusion(NullPipeline):
    id = HIGH


def test_what_waits_goes_up_when_a_better_runner_comes_and_down_when_it_goes(
    submit: Submit, workshop: Studio, film: Film
) -> None:
    premium, draft = submit(quality_preset="premium"), submit(quality_preset="draft")
    assert premium.queue == draft.queue == GENERATION
    register.announce(workshop.redis, new_runner("large", 24, (HIGH,)))
    for _ in range(2):
        reroute(workshop)
    assert [workshop.ledger.get(task.id).queue for task in (premium, draft)] == [LARGE, GENERATION]
    assert workshop.ledger.line.first(LARGE) == (premium.id, film.id)
    assert workshop.ledger.line.first(GENERATION) == (draft.id, film.id)
    register.withdraw(workshop.redis, "large")
    reroute(workshop)
    assert workshop.ledger.get(premium.id).queue == GENERATION
    moves = [event["data"] for event in events(workshop.redis, film.id, "task.queued")][2:]
    assert [(move["task_id"], move["position"]) for move in moves] == [(premium.id, 0), (premium.id, 0)]


def test_all_that_wait_are_looked_at_when_the_runners_change(submit: Submit, workshop: Studio) -> None:
    routes = Routes(workshop)
    first = submit(quality_preset="premium")
    register.announce(workshop.redis, new_runner("large", 24, (HIGH,)))
    routes.look()
    assert workshop.ledger.get(first.id).queue == LARGE
    for name in ("small", "middle"):
        register.announce(workshop.redis, new_runner(name))
        routes.look()
    register.withdraw(workshop.redis, "large")
    routes.look()
    assert workshop.ledger.get(first.id).queue == GENERATION


def test_what_is_in_work_stays_where_it_is(submit: Submit, workshop: Studio, film: Film) -> None:
    task = submit(quality_preset="premium")
    assert claiming.claim(workshop, film, task.id, NullPipeline())
    register.announce(workshop.redis, new_runner("large", 24, (HIGH,)))
    reroute(workshop)
    assert workshop.ledger.get(task.id).queue == GENERATION


def test_each_queue_has_its_pipeline(submit: Submit, workshop: Studio) -> None:
    loaded = [Diffusion(), NullPipeline()]
    task = submit(quality_preset="premium")
    running.run(workshop, loaded, GENERATION)
    drawn = workshop.ledger.get(task.id)
    assert (drawn.status, drawn.pipeline, drawn.fallback_from) == (Status.COMPLETED, "null", HIGH)
    register.announce(workshop.redis, new_runner("large", 24, (HIGH,)))
    task = submit(quality_preset="premium")
    running.run(workshop, loaded, LARGE)
    rendered = workshop.ledger.get(task.id)
    assert (rendered.status, rendered.pipeline, rendered.fallback_from) == (Status.COMPLETED, HIGH, None)


def test_a_runner_is_told_when_it_begins_and_when_it_has_done(submit: Submit, workshop: Studio, film: Film) -> None:
    task = submit()
    running.run(workshop, [NullPipeline()], GENERATION)
    [assigned], [completed] = (events(workshop.redis, film.id, f"runner.{word}") for word in ("assigned", "completed"))
    assert assigned["data"]["runner_id"] == completed["data"]["runner_id"] == workshop.shift.runner_id
    assert (assigned["data"]["status"]["active_tasks"], completed["data"]["status"]["active_tasks"]) == ([task.id], [])
    assert completed["data"]["metrics"]["seconds"] >= 0
