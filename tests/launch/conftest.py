from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.studios.launched import LaunchedStack

Launch = Callable[[str], LaunchedStack]


@pytest.fixture(scope="module")
def launch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launch]:
    """Prepares stacks on free ports; what a test leaves running is stopped."""
    prepared: list[LaunchedStack] = []

    def prepare(name: str) -> LaunchedStack:
        prepared.append(LaunchedStack(tmp_path_factory.mktemp(name)))
        return prepared[-1]

    yield prepare
    for stack in prepared:
        stack.call("down")


@pytest.fixture(scope="module")
def stack(launch: Launch) -> LaunchedStack:
    """A studio as `make up` starts it, healthy at first."""
    started = launch("shared")
    started.call("up").check_returncode()
    return started


@pytest.fixture(scope="module")
def other_stack(launch: Launch) -> LaunchedStack:
    """A second one beside it."""
    started = launch("other")
    started.call("up").check_returncode()
    return started


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """An empty folder in the place of a checkout."""
    return tmp_path
