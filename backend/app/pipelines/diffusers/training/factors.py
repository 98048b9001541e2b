"""What a training adds to a denoiser, and the names that it is handed over by."""

from __future__ import annotations

from typing import Any

import torch
from diffusers.utils import convert_state_dict_to_kohya
from peft import LoraConfig
from peft.utils import get_peft_model_state_dict

# Attention alone learns a style; a face also needs the convolutions.
_LAYERS = ["to_k", "to_q", "to_v", "to_out.0", "proj_in", "proj_out", "conv1", "conv2"]


def add(unet: Any, rank: int, **settings: Any) -> None:
    unet.add_adapter(LoraConfig(r=rank, lora_alpha=rank, target_modules=_LAYERS, **settings))


def exported(unet: Any) -> dict[str, torch.Tensor]:
    """By kohya's names: of peft's, ComfyUI lays the convolutions over a model and leaves out the attention."""
    factors = {f"unet.{name}": each for name, each in get_peft_model_state_dict(unet).items()}
    named = convert_state_dict_to_kohya(factors)
    return {name: each.detach().cpu().contiguous() for name, each in named.items()}
