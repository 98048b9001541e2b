"""A task that kills whoever makes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.clients.calls import API, ended, make_film, submit
from tests.support.generation.pipelines import POISON
from tests.support.studios.studio import Studio


class PoisonedStudio(Studio):
    worker_module = "tests.support.studios.odd_worker"


@pytest.fixture
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    studio = PoisonedStudio(tmp_path_factory.mktemp("poisoned"), AUTEUR_PIPELINES="poisonous", AUTEUR_SWEEP_SECONDS="1")
    studio.start_worker()
    yield studio
    studio.close()


def test_it_is_given_up_and_takes_none_of_its_neighbours_with_it(poisoned: Studio) -> None:
    film_id = make_film(poisoned.client)["id"]
    assert poisoned.client.post(f"{API}/queue/pause").is_success
    prompts = [POISON if at == 20 else "A ferry" for at in range(40)]
    tasks = [submit(poisoned.client, film_id, prompt=prompt)["id"] for prompt in prompts]
    assert poisoned.client.post(f"{API}/queue/resume").is_success
    ends = [ended(poisoned.client, task_id) for task_id in tasks]
    lost = [(end["prompt"], end["error"]["code"]) for end in ends if end["status"] != "completed"]
    assert lost == [(POISON, "worker_lost")]
