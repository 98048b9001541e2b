from __future__ import annotations

from pathlib import Path

import pytest

from app.pipelines.diffusers.shelf.announcing import announce
from app.pipelines.diffusers.shelf.choosing import choose
from app.pipelines.diffusers.shelf.discovery import find
from app.pipelines.diffusers.shelf.lending import lender, usable
from tests.support.generation.weights import SD15_TENSOR, SDXL_TENSOR, write_model, write_weights

UNET = {"unet": "diffusion_pytorch_model.safetensors"}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    write_weights(tmp_path / "alone.safetensors", SDXL_TENSOR)
    return tmp_path


def test_a_file_makes_nothing_without_a_folder_of_its_family_and_says_why(library: Path) -> None:
    write_model(library / "other", "StableDiffusionPipeline", UNET)
    found = find(library)
    assert [model.name for model in usable(found)] == ["other"]
    alone, other = announce(library, found)
    assert (alone.makes, other.lacks) == ([], "")
    assert "put a diffusers folder of the same family (sdxl) into Library/AI_Models" in alone.lacks
    with pytest.raises(ValueError, match="alone is a single file"):
        choose(found, "text_to_image", "alone", 24)
    assert choose(found, "text_to_image", None, 24).name == "other"


def test_a_folder_of_its_family_lends_to_it(library: Path) -> None:
    write_weights(library / "old.safetensors", SD15_TENSOR)
    write_model(library / "xl", "StableDiffusionXLPipeline", UNET)
    alone, old, xl = find(library)
    assert [lender(model, [alone, old, xl]) for model in (alone, old, xl)] == [xl, None, xl]
