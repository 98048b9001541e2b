"""The node classes that the stub knows, as ComfyUI's `nodes.py` and `comfy/samplers.py` declare them.

Where releases differ, what all of them take: a prompt that passes here passes at an old server and at a new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.support.outside.comfyui.nodes import Disk

Declared = list[Any]  # a type and, mostly, its options; for a choice of names, these instead of a type

SAMPLERS = [
    *("euler", "euler_ancestral", "heun", "heunpp2", "dpm_2", "dpm_2_ancestral", "lms", "dpm_fast", "dpm_adaptive"),
    *("dpmpp_2s_ancestral", "dpmpp_sde", "dpmpp_sde_gpu", "dpmpp_2m", "dpmpp_2m_sde", "dpmpp_2m_sde_gpu"),
    *("dpmpp_3m_sde", "dpmpp_3m_sde_gpu", "ddpm", "lcm", "ddim", "uni_pc", "uni_pc_bh2"),
]
SCHEDULERS = ["normal", "karras", "exponential", "sgm_uniform", "simple", "ddim_uniform"]
_MOST = 16384  # pixels


@dataclass(frozen=True)
class NodeClass:
    required: dict[str, Declared]
    output: tuple[str, ...]
    output_node: bool = False

    def told(self, name: str) -> dict[str, Any]:
        """As `GET /object_info` does."""
        return {
            "input": {"required": self.required},
            "input_order": {"required": list(self.required)},
            "output": self.output,
            "output_is_list": [False] * len(self.output),
            "output_name": self.output,
            "name": name,
            "display_name": name,
            "description": "",
            "python_module": "nodes",
            "category": "",
            "output_node": self.output_node,
        }


def declared(disk: Disk) -> dict[str, NodeClass]:
    """By what lies on the disk now."""
    return _loaders(disk) | _latents() | _images(disk)


def _loaders(disk: Disk) -> dict[str, NodeClass]:
    strength = ["FLOAT", {"default": 1.0, "min": -100.0, "max": 100.0, "step": 0.01}]
    lora: dict[str, Declared] = {"model": ["MODEL"], "clip": ["CLIP"], "lora_name": [disk.loras]}
    text: Declared = ["STRING", {"multiline": True, "dynamicPrompts": True}]
    return {
        "CheckpointLoaderSimple": NodeClass({"ckpt_name": [disk.checkpoints]}, ("MODEL", "CLIP", "VAE")),
        "LoraLoader": NodeClass({**lora, "strength_model": strength, "strength_clip": strength}, ("MODEL", "CLIP")),
        "CLIPTextEncode": NodeClass({"text": text, "clip": ["CLIP"]}, ("CONDITIONING",)),
    }


def _latents() -> dict[str, NodeClass]:
    size = ["INT", {"default": 512, "min": 16, "max": _MOST, "step": 8}]
    batch = ["INT", {"default": 1, "min": 1, "max": 4096}]
    sampling: dict[str, Declared] = {
        "model": ["MODEL"],
        "seed": ["INT", {"default": 0, "min": 0, "max": 2**64 - 1}],
        "steps": ["INT", {"default": 20, "min": 1, "max": 10000}],
        "cfg": ["FLOAT", {"default": 8.0, "min": 0.0, "max": 100.0, "step": 0.1, "round": 0.01}],
        "sampler_name": [SAMPLERS],
        "scheduler": [SCHEDULERS],
        "positive": ["CONDITIONING"],
        "negative": ["CONDITIONING"],
        "latent_image": ["LATENT"],
        "denoise": ["FLOAT", {"default": 1.0, "min": 0.0, "max": 1.0, "step": 0.01}],
    }
    return {
        "EmptyLatentImage": NodeClass({"width": size, "height": size, "batch_size": batch}, ("LATENT",)),
        "KSampler": NodeClass(sampling, ("LATENT",)),
        "VAEDecode": NodeClass({"samples": ["LATENT"], "vae": ["VAE"]}, ("IMAGE",)),
        "VAEEncode": NodeClass({"pixels": ["IMAGE"], "vae": ["VAE"]}, ("LATENT",)),
    }


def _images(disk: Disk) -> dict[str, NodeClass]:
    side = ["INT", {"default": 512, "min": 1, "max": _MOST, "step": 1}]
    methods = ["nearest-exact", "bilinear", "area", "bicubic", "lanczos"]
    scale: dict[str, Declared] = {"image": ["IMAGE"], "upscale_method": [methods], "width": side, "height": side}
    lying = [sorted(name for name in disk.inputs if "/" not in name), {"image_upload": True}]
    prefix: Declared = ["STRING", {"default": "ComfyUI"}]
    return {
        "LoadImage": NodeClass({"image": lying}, ("IMAGE", "MASK")),
        "ImageScale": NodeClass({**scale, "crop": [["disabled", "center"]]}, ("IMAGE",)),
        "SaveImage": NodeClass({"images": ["IMAGE"], "filename_prefix": prefix}, (), output_node=True),
        "PreviewImage": NodeClass({"images": ["IMAGE"]}, (), output_node=True),
    }
