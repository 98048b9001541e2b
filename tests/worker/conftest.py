from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from app.config import Settings
from app.pipelines.base import Context
from app.projects.film import Film
from app.tasks.queues import GENERATION, producer
from app.tasks.schemas import Task, TaskCreate
from app.tasks.service import Tasks
from app.worker.equipment import Equipment
from app.worker.making import running
from app.worker.shift import Shift
from app.worker.studio import Studio, assemble
from tests.support.generation.making import draw
from tests.support.generation.pipelines import Recipe
from tests.support.studios.studio import Studio as RunningStudio

Submit = Callable[..., Task]
Run = Callable[..., Task]
NO_GPU = Equipment(None, 0, [Recipe(draw)])


@pytest.fixture
def workshop(settings: Settings) -> Iterator[Studio]:
    """What a worker's process holds, with nobody at work."""
    app = producer(settings)
    found = assemble(settings, app, Shift(NO_GPU))
    yield found
    found.redis.close()
    app.close()


@pytest.fixture
def tasks(workshop: Studio) -> Tasks:
    return Tasks(workshop.redis, workshop.films, workshop.ledger, workshop.dispatch)


@pytest.fixture
def submit(tasks: Tasks, film: Film) -> Submit:
    """Submit a task of the film."""

    def accepted(**wishes: object) -> Task:
        body = {"type": "text_to_image", "prompt": "A lighthouse", "node_id": "node-1", **wishes}
        return tasks.submit(film, TaskCreate.model_validate(body))

    return accepted


@pytest.fixture
def run(workshop: Studio) -> Run:
    """Deliver a task's ticket to this process; returns the task as it is afterwards."""

    def delivered(task: Task, *steps: Callable[[Context], None]) -> Task:
        running.run(workshop, [Recipe(step) for step in steps], GENERATION)
        return workshop.ledger.get(task.id)

    return delivered


@pytest.fixture(scope="module")
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStudio]:
    """A studio that draws."""
    running = RunningStudio(tmp_path_factory.mktemp("drawing"), AUTEUR_PIPELINES="storyboard")
    running.start_worker()
    yield running
    running.close()
