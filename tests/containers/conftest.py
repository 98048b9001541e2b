from __future__ import annotations

from collections.abc import Iterator

import docker
import pytest

from tests.containers.stack import ContainerStack


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ContainerStack]:
    """The studio as `make docker-up` starts it: healthy, on ports of its own, with an empty workspace."""
    client = docker.from_env()
    running = ContainerStack(client, tmp_path_factory.mktemp("films"))
    try:
        running.up()
        yield running
    finally:
        running.remove()
        client.close()
