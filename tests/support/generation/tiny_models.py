"""Models of each family, real in every part but tiny and with random weights: built here, fetched from nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKL,
    AutoencoderKLLTXVideo,
    DDIMScheduler,
    EulerDiscreteScheduler,
    FlowMatchEulerDiscreteScheduler,
    FluxPipeline,
    FluxTransformer2DModel,
    LTXPipeline,
    LTXVideoTransformer3DModel,
    StableDiffusionPipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPTokenizer,
    T5Config,
    T5EncoderModel,
    T5TokenizerFast,
)

_BYTES = 256
_START, _END = 2 * _BYTES, 2 * _BYTES + 1
_NOISE = {
    "num_train_timesteps": 1000,
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "steps_offset": 1,
}


def build_sd15(library: Path, seed: int = 0) -> Path:
    torch.manual_seed(seed)
    pipe = StableDiffusionPipeline(
        vae=_autoencoder(),
        text_encoder=CLIPTextModel(_clip()),
        tokenizer=byte_tokenizer(),
        unet=_unet(cross_attention_dim=32),
        scheduler=scheduler(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    return _saved(pipe, library / "tiny-sd15")


def build_sdxl(library: Path) -> Path:
    torch.manual_seed(1)
    added = {"addition_embed_type": "text_time", "addition_time_embed_dim": 8}
    pipe = StableDiffusionXLPipeline(
        vae=_autoencoder(),
        text_encoder=CLIPTextModel(_clip()),
        text_encoder_2=CLIPTextModelWithProjection(_clip()),
        tokenizer=byte_tokenizer(),
        tokenizer_2=byte_tokenizer(),
        unet=_unet(
            cross_attention_dim=64,
            use_linear_projection=True,
            projection_class_embeddings_input_dim=32 + 6 * 8,
            **added,
        ),
        scheduler=EulerDiscreteScheduler(**_NOISE),
    )
    return _saved(pipe, library / "tiny-sdxl")


def build_flux(library: Path) -> Path:
    torch.manual_seed(2)
    transformer = FluxTransformer2DModel(
        patch_size=1,
        in_channels=16,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=32,
        pooled_projection_dim=32,
        axes_dims_rope=(4, 4, 8),
    )
    pipe = FluxPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_autoencoder(shift_factor=0.0, use_quant_conv=False, use_post_quant_conv=False),
        text_encoder=CLIPTextModel(_clip()),
        tokenizer=byte_tokenizer(),
        text_encoder_2=_t5(),
        tokenizer_2=_t5_tokenizer(),
        transformer=transformer,
    )
    return _saved(pipe, library / "tiny-flux")


def build_ltx(library: Path) -> Path:
    torch.manual_seed(3)
    vae = AutoencoderKLLTXVideo(
        latent_channels=8,
        block_out_channels=(8, 8, 8, 8),
        decoder_block_out_channels=(8, 8, 8, 8),
        layers_per_block=(1, 1, 1, 1, 1),
        decoder_layers_per_block=(1, 1, 1, 1, 1),
    )
    transformer = LTXVideoTransformer3DModel(
        in_channels=8,
        out_channels=8,
        num_attention_heads=4,
        attention_head_dim=8,
        cross_attention_dim=32,
        num_layers=1,
        caption_channels=32,
    )
    pipe = LTXPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=vae,
        text_encoder=_t5(),
        tokenizer=_t5_tokenizer(),
        transformer=transformer,
    )
    return _saved(pipe, library / "tiny-ltx")


BUILDERS: dict[str, Callable[[Path], Path]] = {
    "sd15": build_sd15,
    "sdxl": build_sdxl,
    "flux": build_flux,
    "ltx": build_ltx,
}


def _saved(pipe: Any, folder: Path) -> Path:
    pipe.save_pretrained(folder, safe_serialization=True)
    return folder


def _unet(**settings: Any) -> Any:
    return UNet2DConditionModel(
        sample_size=8,
        layers_per_block=1,
        block_out_channels=(32, 64),
        norm_num_groups=8,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        attention_head_dim=8,
        **settings,
    )


def _autoencoder(**settings: Any) -> Any:
    """Eight pixels to one latent, like the large ones."""
    return AutoencoderKL(
        latent_channels=4,
        sample_size=64,
        block_out_channels=(8, 8, 16, 16),
        norm_num_groups=4,
        layers_per_block=1,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        **settings,
    )


def _clip() -> Any:
    return CLIPTextConfig(
        vocab_size=_END + 1,
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=77,
        projection_dim=32,
        bos_token_id=_START,
        eos_token_id=_END,
        pad_token_id=_END,
    )


def scheduler() -> Any:
    return DDIMScheduler(**_NOISE, clip_sample=False, set_alpha_to_one=False)


def byte_tokenizer() -> Any:
    """One token a byte, and one a byte that ends a word: every text has its own."""
    letters = _letters()
    words = [*letters, *(f"{letter}</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    return CLIPTokenizer(vocab={word: n for n, word in enumerate(words)}, merges=[], model_max_length=77)


def _letters() -> list[str]:
    """The letters that stand for bytes in this kind of vocabulary (GPT-2's table)."""
    shown = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [byte for byte in range(_BYTES) if byte not in shown]
    return [*map(chr, shown), *(chr(_BYTES + n) for n in range(len(hidden)))]


def _t5() -> Any:
    sizes = {"vocab_size": 110, "d_model": 32, "d_kv": 8, "d_ff": 37, "num_layers": 2, "num_heads": 4}
    tokens = {"pad_token_id": 0, "eos_token_id": 1, "decoder_start_token_id": 0}
    return T5EncoderModel(T5Config(**sizes, **tokens, relative_attention_num_buckets=8))


def _t5_tokenizer() -> Any:
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("\u2581", -2.0)]
    letters = [(chr(code), -4.0) for code in range(32, 127)]
    return T5TokenizerFast(vocab=[*pieces, *letters], extra_ids=0, model_max_length=64)
