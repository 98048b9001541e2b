"""Fitting a model into a GPU: from all of it there to one layer at a time, by the names of the tiers' optimizations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import torch

FULL: Final = "full_parallel"  # everything on the GPU
SLICED: Final = "moderate_parallel"  # everything there, computed in pieces
BY_PART: Final = "cpu_offloading"  # one part there at a time: text encoder, denoiser, decoder
BY_LAYER: Final = "sequential"  # one layer there at a time

# How much of what a model needs in full it needs so.
_SHARES = {FULL: 1.0, SLICED: 0.85, BY_PART: 0.6}


def device(vram_gb: float | None) -> str:
    return "cuda" if vram_gb != 0 and torch.cuda.is_available() else "cpu"


def ladder(on: str) -> Sequence[str]:
    """Each step needs less memory and more time. Without a GPU there is nothing to move parts to and fro."""
    return (FULL, SLICED, BY_PART, BY_LAYER) if on == "cuda" else (FULL, SLICED)


def first(on: str, need_gb: float, memory_gb: float) -> str:
    """The quickest that should fit."""
    steps = ladder(on)
    if on == "cpu":
        return steps[0]
    return next((step for step in steps if need_gb * _SHARES.get(step, 0) <= memory_gb), steps[-1])


def free_gb(on: str) -> float:
    return torch.cuda.mem_get_info()[0] / 2**30 if on == "cuda" else 0.0


def place(pipe: Any, step: str, on: str) -> None:
    """`pipe` is one of the library's pipelines, wherever its parts are now."""
    if step != FULL:
        _slice(pipe)
    if step == BY_PART:
        pipe.enable_model_cpu_offload()
    elif step == BY_LAYER:
        pipe.enable_sequential_cpu_offload()
    else:
        pipe.to(on)


def release(on: str) -> None:
    if on == "cuda":
        torch.cuda.empty_cache()


def is_exhausted(error: BaseException) -> bool:
    """Whether it says that memory ran out: the CPU's allocator has no type of error of its own."""
    return isinstance(error, torch.OutOfMemoryError | MemoryError) or "can't allocate memory" in str(error)


def _slice(pipe: Any) -> None:
    pipe.vae.enable_slicing()
    pipe.vae.enable_tiling()
    if hasattr(pipe, "unet"):
        pipe.enable_attention_slicing()
