from __future__ import annotations

from collections.abc import Iterator

import pytest
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from tests.support.studios.processes import free_port


@pytest.fixture
def absent_redis() -> Iterator[Redis]:
    """A client whose server is not there."""
    with Redis(port=free_port(), retry=Retry(NoBackoff(), 0)) as client:
        yield client
