from __future__ import annotations

from pathlib import Path

import pytest

from app.config import Settings
from app.errors import Invalid
from app.pipelines.container.confinement import Limits, confined
from app.pipelines.container.leftovers import labels
from app.pipelines.container.pipeline import ContainerPipeline
from app.pipelines.registry import load
from tests.support.studios.processes import free_port


@pytest.fixture(autouse=True)
def _no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"tcp://127.0.0.1:{free_port()}")


def test_without_an_engine_it_serves_nothing() -> None:
    pipeline = ContainerPipeline(["example"], Limits(cpus=1, memory=2**26))
    assert pipeline.serves == frozenset()


def test_it_is_built_from_the_settings() -> None:
    with pytest.raises(Invalid, match="AUTEUR_RUNNER_IMAGES"):
        load(Settings(auteur_pipelines="container"))
    [built] = load(Settings(auteur_pipelines="container", auteur_runner_images=" one, two,"))
    assert built.id == "container"


def test_limits_are_the_engines_own(tmp_path: Path) -> None:
    told = confined(Limits(cpus=1.5, memory=2**26), tmp_path, tmp_path)
    assert (told["nano_cpus"], told["mem_limit"], told["memswap_limit"]) == (
        1_500_000_000,
        2**26,
        2**26,
    )
    assert told["network_mode"] == "none"
    assert told["user"].partition(":")[0] not in {"", "0", "root"}


def test_a_container_is_known_to_be_of_this_very_process(tmp_path: Path) -> None:
    assert labels(tmp_path) == labels(tmp_path)
    assert all(labels(tmp_path).values())
