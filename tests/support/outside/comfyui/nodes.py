"""The disk of the stub, and what its nodes do."""

from __future__ import annotations

import hashlib
import io
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

Inputs = dict[str, Any]
Step = Callable[[int, int, Image.Image], None]

CHECKPOINTS = ["v1-5-pruned-emaonly-fp16.safetensors", "sd_xl_base_1.0.safetensors"]


@dataclass
class Disk:
    """The folders of the server; they outlive a restart."""

    checkpoints: list[str] = field(default_factory=lambda: list(CHECKPOINTS))
    loras: list[str] = field(default_factory=list)
    metadata: dict[str, dict[str, str]] = field(default_factory=dict)
    inputs: dict[str, bytes] = field(default_factory=dict)
    outputs: dict[str, bytes] = field(default_factory=dict)

    def save(self, picture: Image.Image, prefix: str, graph: Any) -> dict[str, str]:
        subfolder, _, name = prefix.rpartition("/")
        number = sum(path.startswith(f"{prefix}_") for path in self.outputs) + 1
        filename = f"{name}_{number:05}_.png"
        carried = PngInfo()
        carried.add_text("prompt", json.dumps(graph))
        data = io.BytesIO()
        picture.save(data, "PNG", pnginfo=carried)
        self.outputs[f"{subfolder}/{filename}".lstrip("/")] = data.getvalue()
        return {"filename": filename, "subfolder": subfolder, "type": "output"}


def run(node: str, inputs: Inputs, disk: Disk, graph: Any, step: Step) -> tuple[Any, ...]:
    """What a node puts out; for one that saves, what the history keeps."""
    match node:
        case "KSampler":
            return (_sampled(inputs, step),)
        case "LoadImage":
            return (Image.open(io.BytesIO(disk.inputs[inputs["image"]])).convert("RGB"),)
        case "SaveImage":
            return ({"images": [disk.save(inputs["images"], inputs["filename_prefix"], graph)]},)
    return _SIMPLE[node](inputs)


def _whole(width: int, height: int) -> tuple[int, int]:
    """A latent is an eighth of its picture, rounded down."""
    return width // 8 * 8, height // 8 * 8


def _lora(inputs: Inputs) -> tuple[str, str]:
    added = f"+{inputs['lora_name']}:{inputs['strength_model']}"
    return inputs["model"] + added, inputs["clip"] + added


_SIMPLE: dict[str, Callable[[Inputs], tuple[Any, ...]]] = {
    "CheckpointLoaderSimple": lambda inputs: (inputs["ckpt_name"],) * 3,
    "LoraLoader": _lora,
    "CLIPTextEncode": lambda inputs: (f"{inputs['clip']}|{inputs['text']}",),
    "EmptyLatentImage": lambda inputs: (Image.new("RGB", _whole(inputs["width"], inputs["height"])),),
    "ImageScale": lambda inputs: (inputs["image"].resize((inputs["width"], inputs["height"])),),
    "VAEEncode": lambda inputs: (inputs["pixels"].crop((0, 0, *_whole(*inputs["pixels"].size))),),
    "VAEDecode": lambda inputs: (inputs["samples"],),
    "PreviewImage": lambda _: ({"images": [{"filename": "preview.png", "subfolder": "", "type": "temp"}]},),
}


def _sampled(inputs: Inputs, step: Step) -> Image.Image:
    words = {name: value for name, value in inputs.items() if name != "latent_image"}
    seed = hashlib.sha256(json.dumps(words, sort_keys=True).encode()).digest()
    start: Image.Image = inputs["latent_image"]
    noise = Image.frombytes("RGB", (16, 9), random.Random(seed).randbytes(16 * 9 * 3)).resize(start.size)
    picture = start
    for number in range(1, inputs["steps"] + 1):
        picture = Image.blend(start, noise, inputs["denoise"] * number / inputs["steps"])
        step(number, inputs["steps"], picture)
    return picture
