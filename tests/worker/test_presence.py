from __future__ import annotations

from app.projects.film import Film
from app.tasks.queues import GENERATION, JOBS, TRAINING
from app.tasks.runners import register
from app.worker.making import claiming
from app.worker.presence import Presence
from app.worker.studio import Studio
from tests.support.films.stored import events
from tests.support.generation.making import draw
from tests.support.generation.pipelines import Recipe
from tests.worker.conftest import Submit


def test_a_worker_shows_what_it_has_and_what_it_holds(submit: Submit, workshop: Studio, film: Film) -> None:
    presence = Presence(workshop)
    presence.show()
    [idle] = register.alive(workshop.redis)
    assert (idle.id, idle.queues, idle.pipelines, idle.vram) == (
        workshop.shift.runner_id,
        [GENERATION, TRAINING, JOBS],
        ["recipe"],
        0,
    )
    task = submit()
    assert claiming.claim(workshop, film, task.id, Recipe(draw))
    presence.show()
    [busy] = register.alive(workshop.redis)
    assert busy.status.active_tasks == [task.id]
    presence.end()
    assert register.alive(workshop.redis) == []


def test_its_heartbeat_is_told_when_something_changes_and_now_and_then(
    submit: Submit, workshop: Studio, film: Film
) -> None:
    presence = Presence(workshop)
    for _ in range(15):
        presence.show()
    assert len(events(workshop.redis, "workspace", "runner.heartbeat")) == 1
    presence.show()
    assert claiming.claim(workshop, film, submit().id, Recipe(draw))
    presence.show()
    told = events(workshop.redis, "workspace", "runner.heartbeat")
    assert [len(event["data"]["status"]["active_tasks"]) for event in told] == [0, 0, 1]
