"""What `COMPOSE_PROFILES` adds to the four services."""

from __future__ import annotations

from collections.abc import Iterator

import docker
import httpx
import pytest

from tests.containers.stack import ContainerStack
from tests.support.clients.calls import ended, make_film, submit
from tests.support.studios.containers import build, runners
from tests.support.studios.processes import BACKEND
from tests.support.waiting import eventually

pytestmark = pytest.mark.containers


@pytest.fixture
def engine() -> Iterator[docker.DockerClient]:
    found = docker.from_env()
    yield found
    found.close()


@pytest.fixture
def profile_runners(stack: ContainerStack, engine: docker.DockerClient) -> Iterator[None]:
    example = build(engine, BACKEND / "runners/example", "example")
    started = stack.compose(
        *("--profile", "runners", "up", "-d", "--no-deps", "worker-runners"), AUTEUR_RUNNER_IMAGES=example
    )
    assert started.returncode == 0, started.stdout + started.stderr
    yield
    stack.container("worker-runners").remove(force=True)


@pytest.mark.usefixtures("profile_runners")
def test_a_worker_in_a_container_starts_runner_images(stack: ContainerStack, engine: docker.DockerClient) -> None:
    with httpx.Client(base_url=stack.origin, timeout=30) as client:
        film = make_film(client, "Film by runners", quality="draft")

        def made_by() -> str:  # the storyboard's worker takes some
            return str(ended(client, submit(client, film["id"])["id"])["pipeline"])

        eventually(lambda: made_by() == "container", seconds=90)
    eventually(lambda: runners(engine) == [])
