"""Latents as they are while a picture is made: scaled, and in some families packed into a sequence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch


def encoded(family: str, pipe: Any, picture: torch.Tensor) -> torch.Tensor:
    """(channels, height, width) of a picture (3, height, width) in -1..1; nothing random is in it."""
    frames = picture[None, :, None] if family == "ltx" else picture[None]
    with torch.inference_mode():
        found = pipe.vae.encode(frames.to(pipe._execution_device, pipe.vae.dtype)).latent_dist.mode()  # noqa: SLF001
        return _scaled(family, pipe, found)[0].float().cpu()


def unpacked(family: str, pipe: Any, packed: torch.Tensor, asked: Mapping[str, Any]) -> torch.Tensor:
    """(channels, height, width) of the first picture; of a film its middle."""
    if family == "flux":
        found: torch.Tensor = pipe._unpack_latents(packed, asked["height"], asked["width"], pipe.vae_scale_factor)[0]  # noqa: SLF001
        return found
    if family == "ltx":
        return _film(pipe, packed, asked)
    return packed[0]


def _film(pipe: Any, packed: torch.Tensor, asked: Mapping[str, Any]) -> torch.Tensor:
    height, width = (asked[edge] // pipe.vae_spatial_compression_ratio for edge in ("height", "width"))
    frames = (asked["num_frames"] - 1) // pipe.vae_temporal_compression_ratio + 1
    patches = pipe.transformer_spatial_patch_size, pipe.transformer_temporal_patch_size
    found: torch.Tensor = pipe._unpack_latents(packed, frames, height, width, *patches)[0, :, frames // 2]  # noqa: SLF001
    return found


def _scaled(family: str, pipe: Any, found: torch.Tensor) -> torch.Tensor:
    config = pipe.vae.config
    if family == "ltx":
        normal: torch.Tensor = pipe._normalize_latents(found, pipe.vae.latents_mean, pipe.vae.latents_std)[:, :, 0]  # noqa: SLF001
        return normal
    return (found - (config.get("shift_factor") or 0)) * config.scaling_factor
