"""`python -m tests.support.generation.server_models MODELS`: a checkpoint and a LoRA of it for a ComfyUI server.

The weights are random, as small as such a server still takes for Stable Diffusion 1.5: it reads the sizes of the
denoiser from the file, and those of the autoencoder and of the text encoder from nowhere.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import torch
from diffusers import AutoencoderKL, StableDiffusionPipeline, UNet2DConditionModel
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel

from app.pipelines.diffusers.training import factors
from tests.support.generation.checkpoints import save_as_file
from tests.support.generation.tiny_models import byte_tokenizer, scheduler

CHECKPOINT, LORA = "random-sd15.safetensors", "random-sd15-lora.safetensors"
_WIDTH, _WORDS = 320, 768


def build(models: Path, seed: int = 0) -> None:
    torch.manual_seed(seed)
    pipe = StableDiffusionPipeline(
        vae=_autoencoder(),
        text_encoder=CLIPTextModel(_clip()),
        tokenizer=byte_tokenizer(),
        unet=_unet(),
        scheduler=scheduler(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    for folder in ("checkpoints", "loras"):
        (models / folder).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as whole:
        pipe.save_pretrained(whole)
        save_as_file(Path(whole), models / "checkpoints" / CHECKPOINT)
    factors.add(pipe.unet, rank=4, init_lora_weights=False)
    save_file(factors.exported(pipe.unet), models / "loras" / LORA)


def _unet() -> UNet2DConditionModel:
    return UNet2DConditionModel(
        layers_per_block=1,
        block_out_channels=(_WIDTH, _WIDTH),
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        attention_head_dim=8,
        cross_attention_dim=_WORDS,
    )


def _autoencoder() -> AutoencoderKL:
    return AutoencoderKL(
        latent_channels=4,
        block_out_channels=(128, 256, 512, 512),
        layers_per_block=2,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
    )


def _clip() -> CLIPTextConfig:
    return CLIPTextConfig(
        hidden_size=_WORDS, intermediate_size=4 * _WORDS, num_hidden_layers=12, num_attention_heads=12
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]))
