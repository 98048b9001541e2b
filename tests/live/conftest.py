from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.studios.replicas import Replicas


@pytest.fixture(scope="module")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    running = Replicas(tmp_path_factory.mktemp("replicas"))
    yield running
    running.close()
