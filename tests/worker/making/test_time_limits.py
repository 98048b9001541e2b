"""A task may take only so long, whether its pipeline makes steps or hangs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from app.pipelines.base import Context
from app.projects.film import Film
from app.tasks.queues import GENERATION
from app.tasks.rights import Lease
from app.tasks.schemas import Status
from app.worker.making import running
from app.worker.studio import Studio as Workshop
from tests.support.clients.calls import ended, make_film, submit
from tests.support.generation.making import left_over, renders
from tests.support.generation.pipelines import Gate, Recipe
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually
from tests.worker.conftest import Submit


def test_a_task_that_takes_too_long_is_stopped_between_two_steps(
    submit: Submit, workshop: Workshop, film: Film
) -> None:
    task = submit()
    settings = workshop.settings.model_copy(update={"auteur_task_limits": {"text_to_image": 1e-9}})
    reached: list[int] = []

    def slow(context: Context) -> None:
        context.progress(1, 2, "One")
        reached.append(1)

    running.run(dataclasses.replace(workshop, settings=settings), [Recipe(slow)], GENERATION)
    failed = workshop.ledger.get(task.id)
    assert failed.error
    assert (failed.status, failed.error.code) == (Status.FAILED, "time_limit")
    assert not reached
    assert renders(film) == left_over(film) == []


def test_what_ends_in_time_is_left_alone(workshop: Workshop) -> None:
    late: list[str] = []
    with workshop.keeper.kept([Lease("task", "token", seconds=0.3)]):
        with workshop.keeper.overseen(0, lambda: late.append("over")):
            pass
        with (
            workshop.keeper.overseen(3600, lambda: late.append("early")),
            workshop.keeper.overseen(0, lambda: late.append("late")),
        ):
            eventually(lambda: late)
    assert late == ["late"]


class GatedStudio(Studio):
    worker_module = "tests.support.studios.odd_worker"


@pytest.fixture
def own_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    limits = {"AUTEUR_PIPELINES": "gated", "AUTEUR_TASK_LIMITS": "text_to_image=1"}
    studio = GatedStudio(tmp_path_factory.mktemp("limited"), **limits)
    yield studio
    studio.close()


def test_a_pipeline_that_hangs_is_ended_with_its_process_and_the_worker_goes_on(
    own_studio: Studio, tmp_path_factory: pytest.TempPathFactory
) -> None:
    gate = Gate(tmp_path_factory.mktemp("gate") / "never")
    worker = own_studio.start_worker()
    film = make_film(own_studio.client)
    hung = submit(own_studio.client, film["id"], prompt=str(gate.path))
    after = submit(own_studio.client, film["id"], prompt="/dev/null")
    failed = ended(own_studio.client, hung["id"])
    assert (failed["status"], failed["error"]["code"], failed["attempt"]) == ("failed", "time_limit", 1)
    assert ended(own_studio.client, after["id"])["status"] == "completed"
    assert worker.running
