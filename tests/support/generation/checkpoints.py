"""A diffusers folder of Stable Diffusion 1.5 as the one file that models are shared as: the same numbers under the
names of the original code (CompVis). After `scripts/convert_diffusers_to_original_stable_diffusion.py` of diffusers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from diffusers import StableDiffusionPipeline
from safetensors.torch import save_file

_EMBEDDINGS = {
    "time_embedding.linear_1.": "time_embed.0.",
    "time_embedding.linear_2.": "time_embed.2.",
    "conv_in.": "input_blocks.0.0.",
    "conv_norm_out.": "out.0.",
    "conv_out.": "out.2.",
}
_RESNET = {
    "norm1.": "in_layers.0.",
    "conv1.": "in_layers.2.",
    "norm2.": "out_layers.0.",
    "conv2.": "out_layers.3.",
    "time_emb_proj.": "emb_layers.1.",
    "conv_shortcut.": "skip_connection.",
}
_ATTENTION = {
    "group_norm.": "norm.",
    "to_q.": "q.",
    "to_k.": "k.",
    "to_v.": "v.",
    "to_out.0.": "proj_out.",
}


_CONVOLVED = re.compile(r"mid\.attn_1\.(q|k|v|proj_out)\.weight$")


def save_as_file(folder: Path, path: Path) -> Path:
    pipe = StableDiffusionPipeline.from_pretrained(folder, safety_checker=None, local_files_only=True)
    layers: int = pipe.unet.config.layers_per_block
    tensors = {
        **_named(pipe.unet.state_dict(), lambda name: f"model.diffusion_model.{_of_unet(name, layers)}"),
        **_convolved(_named(pipe.vae.state_dict(), lambda name: f"first_stage_model.{_of_vae(name, pipe.vae)}")),
        **_named(pipe.text_encoder.state_dict(), lambda name: f"cond_stage_model.transformer.{_of_text(name)}"),
    }
    save_file(tensors, path)
    return path


def _named(tensors: Mapping[str, Any], name: Callable[[str], str]) -> dict[str, Any]:
    return {name(old): tensor.contiguous().clone() for old, tensor in tensors.items()}


def _convolved(tensors: Mapping[str, Any]) -> dict[str, Any]:
    """The original's attention is made of convolutions over one pixel."""
    return {name: each[:, :, None, None] if _CONVOLVED.search(name) else each for name, each in tensors.items()}


def _of_text(name: str) -> str:
    return name if name.startswith("text_model.") else f"text_model.{name}"


def _of_unet(name: str, layers: int) -> str:
    for ours, theirs in _EMBEDDINGS.items():
        if name.startswith(ours):
            return theirs + name.removeprefix(ours)
    place, rest = _unet_place(name, layers)
    if ".resnets." in name:
        rest = _begins(rest, _RESNET)
    return f"{place}.{rest}"


def _unet_place(name: str, layers: int) -> tuple[str, str]:
    if found := re.match(r"mid_block\.(resnets|attentions)\.(\d)\.(.*)", name):
        return f"middle_block.{1 if found[1] == 'attentions' else 2 * int(found[2])}", found[3]
    found = re.match(r"(down|up)_blocks\.(\d)\.(\w+)\.(\d)\.(.*)", name)
    assert found, name
    way, block, part, layer, rest = found[1], int(found[2]), found[3], int(found[4]), found[5]
    if part == "downsamplers":
        return f"input_blocks.{(layers + 1) * (block + 1)}.0", rest.replace("conv.", "op.")
    if part == "upsamplers":
        return f"output_blocks.{(layers + 1) * block + layers}.{2 if block == 0 else 1}", rest
    at = (layers + 1) * block + layer + (1 if way == "down" else 0)
    return f"{'input' if way == 'down' else 'output'}_blocks.{at}.{0 if part == 'resnets' else 1}", rest


def _of_vae(name: str, vae: Any) -> str:
    last = len(vae.config.block_out_channels) - 1
    name = name.replace("conv_shortcut", "nin_shortcut").replace("conv_norm_out", "norm_out")
    name = re.sub(r"mid_block\.resnets\.(\d)", lambda at: f"mid.block_{int(at[1]) + 1}", name)
    name = re.sub(r"down_blocks\.(\d)\.resnets", r"down.\1.block", name)
    name = re.sub(r"down_blocks\.(\d)\.downsamplers\.0", r"down.\1.downsample", name)
    name = re.sub(r"up_blocks\.(\d)\.resnets", lambda at: f"up.{last - int(at[1])}.block", name)
    name = re.sub(r"up_blocks\.(\d)\.upsamplers\.0", lambda at: f"up.{last - int(at[1])}.upsample", name)
    head, attention, rest = name.partition("mid_block.attentions.0.")
    return f"{head}mid.attn_1.{_begins(rest, _ATTENTION)}" if attention else name


def _begins(name: str, names: Mapping[str, str]) -> str:
    return next((theirs + name.removeprefix(ours) for ours, theirs in names.items() if name.startswith(ours)), name)
