"""Checkpoints as one file, as most are shared."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.pipelines.diffusers import DiffusersPipeline
from tests.pipelines.diffusers.making.conftest import WISHES
from tests.pipelines.storyboard.studio import Studio
from tests.support.generation.checkpoints import save_as_file
from tests.support.generation.weights import SDXL_TENSOR, write_weights


@pytest.fixture(scope="module")
def shelf(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf")
    shutil.copytree(library / "tiny-sd15", folder / "whole")
    save_as_file(library / "tiny-sd15", folder / "one.safetensors")
    return folder


def drawn(pipeline: DiffusersPipeline, model: str) -> Studio:
    studio = Studio("A fox", {**WISHES, "model": model})
    pipeline.run(studio)
    return studio


def test_one_file_draws_what_the_folder_draws_that_it_was_made_of(shelf: Path) -> None:
    pipeline = DiffusersPipeline(shelf)
    one, whole = drawn(pipeline, "one"), drawn(pipeline, "whole")
    assert one.saved == whole.saved
    assert [used["name"] for used in one.models] == ["one"]
    assert one.models[0]["sha256"] != whole.models[0]["sha256"]


def test_a_library_of_one_file_alone_serves_nothing_and_says_what_is_missing(tmp_path: Path) -> None:
    write_weights(tmp_path / "xl.safetensors", SDXL_TENSOR)
    pipeline = DiffusersPipeline(tmp_path)
    assert pipeline.serves == frozenset()
    assert "put a diffusers folder of the same family (sdxl)" in pipeline.lacks
