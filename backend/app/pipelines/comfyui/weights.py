"""What weights a graph loads, as it was run: the record of a take names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

# The inputs of the loaders in ComfyUI's `nodes.py`: what kind of weights each takes, and the server's folder of them.
_LOADED = {
    "ckpt_name": ("model", "checkpoints"),
    "unet_name": ("model", "diffusion_models"),
    "lora_name": ("lora", "loras"),
    "vae_name": ("vae", "vae"),
    "clip_name": ("text_encoder", "text_encoders"),
    "clip_name1": ("text_encoder", "text_encoders"),
    "clip_name2": ("text_encoder", "text_encoders"),
    "clip_name3": ("text_encoder", "text_encoders"),
    "clip_name4": ("text_encoder", "text_encoders"),
    "control_net_name": ("controlnet", "controlnet"),
}
_OF_CLASS = {("CLIPVisionLoader", "clip_name"): ("image_encoder", "clip_vision")}


class Used(NamedTuple):
    """`path` is the file's in the server's `folder`."""

    kind: str
    folder: str
    path: str
    strength: float | None

    @property
    def name(self) -> str:
        return self.path.replace("\\", "/").rpartition("/")[2]


def loaded(graph: Mapping[str, Any]) -> Iterator[Used]:
    """Each once, in the order of the graph."""
    yield from dict.fromkeys(each for node in graph.values() for each in _by(node))


def _by(node: Mapping[str, Any]) -> Iterator[Used]:
    inputs = node.get("inputs") or {}
    strength = inputs.get("strength_model")
    for name, usual in _LOADED.items():
        kind, folder = _OF_CLASS.get((node.get("class_type", ""), name), usual)
        if isinstance(path := inputs.get(name), str):
            yield Used(kind, folder, path, float(strength) if isinstance(strength, int | float) else None)
