"""Everything below works with real models, tiny ones: it is collected where the extra for models is installed."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from app.pipelines.diffusers import DiffusersPipeline
from tests.pipelines.storyboard.studio import Studio

Make = Callable[..., Studio]
INSTALLED = find_spec("torch") is not None
collect_ignore_glob = [] if INSTALLED else ["test_*.py"]
WISHES = {"steps": 3, "cfg_scale": 5.0, "sampler": "euler", "width": 64, "height": 64}


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One tiny model of each family."""
    from tests.support.generation.tiny_models import BUILDERS  # noqa: PLC0415  it imports torch

    folder = tmp_path_factory.mktemp("AI_Models")
    for build in BUILDERS.values():
        build(folder)
    return folder


@pytest.fixture(scope="session")
def pipeline(library: Path) -> DiffusersPipeline:
    return DiffusersPipeline(library)


@pytest.fixture
def make(pipeline: DiffusersPipeline) -> Make:
    """Run a task; returns what the studio was told and given."""

    def made(model: str = "tiny-sd15", prompt: str = "A fox", **wishes: Any) -> Studio:
        wishes.setdefault("parameters", {})
        parameters = {**WISHES, "model": model, **wishes.pop("parameters")}
        studio = Studio(prompt, parameters, **wishes)
        pipeline.run(studio)
        return studio

    return made
