"""A studio whose library holds a tiny model."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.clients.calls import ended, make_film, submit
from tests.support.studios.studio import Studio

installed = pytest.mark.skipif(find_spec("torch") is None, reason="the extra for models is not installed")

LOADING = 400.0  # seconds: a process that begins imports the model libraries, on a busy machine slowly
SMALL = {"steps": 4, "width": 64, "height": 64, "seed": 5}


def studio_with_models(folder: Path, *families: str) -> Studio:
    from tests.support.generation.tiny_models import BUILDERS  # noqa: PLC0415  it imports torch

    running = Studio(folder, AUTEUR_PIPELINES="diffusers,storyboard", AUTEUR_VRAM_GB="0", WORKER_CONCURRENCY="1")
    for family in families:
        BUILDERS[family](running.workspace / "Library/AI_Models")
    running.start_worker()
    first = submit(
        running.client, make_film(running.client)["id"], parameters={**SMALL, "model": f"tiny-{families[-1]}"}
    )
    ended(running.client, first["id"], LOADING)
    return running
