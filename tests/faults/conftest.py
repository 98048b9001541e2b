from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.studios.crashes import Crashes
from tests.support.studios.studio import Studio


@pytest.fixture(scope="module")
def crashes(tmp_path_factory: pytest.TempPathFactory) -> Crashes:
    return Crashes(tmp_path_factory.mktemp("faults") / "crashes")


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory, crashes: Crashes) -> Iterator[Studio]:
    """A studio whose processes die where a test arms a point."""
    studio = Studio(
        tmp_path_factory.mktemp("mortal"),
        AUTEUR_SWEEP_SECONDS="2",
        AUTEUR_PIPELINES="null,storyboard",
        **crashes.variables,
    )
    studio.start_worker()
    yield studio
    studio.close()
