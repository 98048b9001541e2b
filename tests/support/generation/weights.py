"""Weights as files: the names and shapes of tensors are what tells them apart, so most are empty."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

SDXL_TENSOR = "conditioner.embedders.1.model.ln_final.weight"
SD15_TENSOR = "cond_stage_model.transformer.text_model.final_layer_norm.weight"
FLUX_TENSOR = "double_blocks.0.img_attn.norm.key_norm.scale"
LORA_TENSOR = "unet.down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_k.lora_A.weight"


def write_weights(path: Path, *names: str, numbers: int = 4) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: np.zeros(numbers, np.float16) for name in names}, path)
    return path


def write_model(folder: Path, kind: str, parts: Mapping[str, str]) -> Path:
    """A folder as the diffusers library lays it out; `parts` are files of weights by their folders."""
    for part, name in parts.items():
        write_weights(folder / part / name, "weight")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model_index.json").write_text(json.dumps({"_class_name": kind}), encoding="utf-8")
    return folder
