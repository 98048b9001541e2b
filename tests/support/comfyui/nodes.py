"""The nodes that the stub knows: what they take, and what they do, in the forms of ComfyUI's `nodes.py`."""

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
SAMPLERS = ["euler", "euler_ancestral", "dpmpp_2m", "ddim"]
_SIZE: list[Any] = ["INT", {"default": 512, "min": 16, "max": 16384, "step": 8}]


@dataclass
class Disk:
    """The folders of the server; they outlive a restart."""

    checkpoints: list[str] = field(default_factory=lambda: list(CHECKPOINTS))
    loras: list[str] = field(default_factory=list)
    metadata: dict[str, dict[str, str]] = field(default_factory=dict)
    inputs: dict[str, bytes] = field(default_factory=dict)
    outputs: dict[str, bytes] = field(default_factory=dict)

    def required(self) -> dict[str, dict[str, Any]]:
        """What each class takes, as `/object_info` tells it."""
        text: list[Any] = ["STRING", {"multiline": True}]
        image: list[Any] = [sorted(self.inputs), {"image_upload": True}]
        strength: list[Any] = ["FLOAT", {"min": -100.0, "max": 100.0}]
        return {
            "CheckpointLoaderSimple": {"ckpt_name": [self.checkpoints]},
            "LoraLoader": {
                "model": ["MODEL"],
                "clip": ["CLIP"],
                "lora_name": ["COMBO", {"options": self.loras}],  # newer nodes tell their choices so
                "strength_model": strength,
                "strength_clip": strength,
            },
            "CLIPTextEncode": {"text": text, "clip": ["CLIP"]},
            "EmptyLatentImage": {"width": _SIZE, "height": _SIZE, "batch_size": ["INT", {"min": 1, "max": 4096}]},
            "LoadImage": {"image": image},
            "ImageScale": {"image": ["IMAGE"], "width": _SIZE, "height": _SIZE},
            "VAEEncode": {"pixels": ["IMAGE"], "vae": ["VAE"]},
            "KSampler": {
                "model": ["MODEL"],
                "seed": ["INT", {"min": 0, "max": 2**64 - 1}],
                "steps": ["INT", {"min": 1, "max": 10000}],
                "cfg": ["FLOAT", {"min": 0.0, "max": 100.0}],
                "sampler_name": [SAMPLERS],
                "positive": ["CONDITIONING"],
                "negative": ["CONDITIONING"],
                "latent_image": ["LATENT"],
                "denoise": ["FLOAT", {"min": 0.0, "max": 1.0}],
            },
            "VAEDecode": {"samples": ["LATENT"], "vae": ["VAE"]},
            "SaveImage": {"images": ["IMAGE"], "filename_prefix": ["STRING", {}]},
            "PreviewImage": {"images": ["IMAGE"]},
        }

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


OUTPUTS = {"SaveImage", "PreviewImage"}


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


def _lora(inputs: Inputs) -> tuple[str, str]:
    added = f"+{inputs['lora_name']}:{inputs['strength_model']}"
    return inputs["model"] + added, inputs["clip"] + added


_SIMPLE: dict[str, Callable[[Inputs], tuple[Any, ...]]] = {
    "CheckpointLoaderSimple": lambda inputs: (inputs["ckpt_name"],) * 3,
    "LoraLoader": _lora,
    "CLIPTextEncode": lambda inputs: (f"{inputs['clip']}|{inputs['text']}",),
    "EmptyLatentImage": lambda inputs: (Image.new("RGB", (inputs["width"], inputs["height"])),),
    "ImageScale": lambda inputs: (inputs["image"].resize((inputs["width"], inputs["height"])),),
    "VAEEncode": lambda inputs: (inputs["pixels"],),
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
