from __future__ import annotations

from pathlib import Path

import pytest

from app.pipelines.diffusers.shelf.discovery import find, variant
from tests.support.generation.weights import (
    FLUX_TENSOR,
    LORA_TENSOR,
    SD15_TENSOR,
    SDXL_TENSOR,
    write_model,
    write_weights,
)

UNET = {"unet": "diffusion_pytorch_model.safetensors"}


@pytest.mark.parametrize(
    ("kind", "family"),
    [
        ("StableDiffusionPipeline", "sd15"),
        ("StableDiffusionXLPipeline", "sdxl"),
        ("StableDiffusionXLImg2ImgPipeline", "sdxl"),
        ("FluxPipeline", "flux"),
        ("LTXPipeline", "ltx"),
        ("LTXImageToVideoPipeline", "ltx"),
    ],
)
def test_a_folder_is_known_by_its_index(tmp_path: Path, kind: str, family: str) -> None:
    write_model(tmp_path / "some-model", kind, UNET)
    [found] = find(tmp_path)
    assert (found.name, found.family.name, found.is_folder) == ("some-model", family, True)


@pytest.mark.parametrize(("tensor", "family"), [(SDXL_TENSOR, "sdxl"), (SD15_TENSOR, "sd15"), (FLUX_TENSOR, "flux")])
def test_a_file_is_known_by_its_tensors(tmp_path: Path, tensor: str, family: str) -> None:
    write_weights(tmp_path / "checkpoints" / "v1.5.safetensors", tensor)
    [found] = find(tmp_path)
    assert (found.name, found.family.name, found.is_folder) == ("v1.5", family, False)


def test_models_may_be_sorted_into_folders(tmp_path: Path) -> None:
    write_model(tmp_path / "films" / "ltx", "LTXPipeline", {"transformer": "a.safetensors"})
    write_model(tmp_path / "xl", "StableDiffusionXLPipeline", UNET)
    assert [model.name for model in find(tmp_path)] == ["ltx", "xl"]


def test_parts_of_a_model_are_no_models(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "xl", "StableDiffusionXLPipeline", UNET)
    write_weights(folder / "whole.safetensors", SDXL_TENSOR)
    assert [model.name for model in find(tmp_path)] == ["xl"]


def test_what_is_no_model_is_passed_over(tmp_path: Path) -> None:
    write_weights(tmp_path / "ada.safetensors", LORA_TENSOR)
    write_weights(tmp_path / "unknown.safetensors", "something.else")
    (tmp_path / "torn.safetensors").write_bytes(b"\x00" * 5)
    write_model(tmp_path / "sounds", "StableAudioPipeline", UNET)
    (write_model(tmp_path / "torn", "FluxPipeline", UNET) / "model_index.json").write_text("{")
    (write_model(tmp_path / "cut", "FluxPipeline", UNET) / "unet/diffusion_pytorch_model.safetensors").write_bytes(b"{")
    assert find(tmp_path) == []


def test_pickles_are_never_weights(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "old", "StableDiffusionPipeline", {})
    (folder / "unet").mkdir()
    (folder / "unet/diffusion_pytorch_model.bin").write_bytes(b"\x80\x04")
    assert find(tmp_path) == []


def test_full_weights_go_before_a_variant(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "both", "FluxPipeline", {"transformer": "a.safetensors"})
    write_weights(folder / "transformer/a.fp16.safetensors", "weight")
    write_model(tmp_path / "half", "FluxPipeline", {"transformer": "a.fp16-00001-of-00002.safetensors"})
    both, half = find(tmp_path)
    assert ([path.name for path in both.weights], variant(both)) == (["a.safetensors"], None)
    assert variant(half) == "fp16"


def test_what_it_needs_is_counted_in_halves(tmp_path: Path) -> None:
    write_weights(tmp_path / "one.safetensors", FLUX_TENSOR, numbers=10**8)
    [found] = find(tmp_path)
    assert found.vram_gb == pytest.approx(2e8 * 1.2 / 2**30, abs=0.01)
    assert found.size == (tmp_path / "one.safetensors").stat().st_size


def test_an_empty_or_missing_library_holds_none(tmp_path: Path) -> None:
    assert find(tmp_path) == find(tmp_path / "missing") == []
