from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from diffusers import StableDiffusionPipeline

from app.pipelines.diffusers.training import factors


@pytest.fixture
def trained(library: Path) -> Any:
    torch.manual_seed(0)
    pipe = loaded(library)
    factors.add(pipe.unet, 4, init_lora_weights=False)
    return pipe


def loaded(library: Path) -> Any:
    return StableDiffusionPipeline.from_pretrained(library / "tiny-sd15", local_files_only=True)


def told(pipe: Any) -> torch.Tensor:
    lot = torch.Generator().manual_seed(1)
    latents, words = (torch.randn(shape, generator=lot) for shape in ((1, 4, 8, 8), (1, 77, 32)))
    with torch.no_grad():
        found: torch.Tensor = pipe.unet(latents, 10, words).sample
    return found


def test_what_is_handed_over_is_all_that_was_added(library: Path, trained: Any) -> None:
    plain = loaded(library)
    before = told(plain)
    plain.load_lora_weights(factors.exported(trained.unet))
    assert told(plain).equal(told(trained))
    assert not told(plain).allclose(before)


def test_each_layer_bears_the_names_that_other_programs_know(trained: Any) -> None:
    names = set(factors.exported(trained.unet))
    layers = {name.partition(".")[0] for name in names}
    assert {f"{layer}.{part}" for layer in layers for part in ("lora_down.weight", "lora_up.weight", "alpha")} == names
    assert "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn1_to_out_0" in layers
    assert "lora_unet_mid_block_resnets_1_conv2" in layers
