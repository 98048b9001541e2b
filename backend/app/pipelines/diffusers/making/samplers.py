"""Samplers by the names that tiers and people use for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from diffusers import (
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EulerAncestralDiscreteScheduler,
    EulerDiscreteScheduler,
    UniPCMultistepScheduler,
)

_DPM = {"algorithm_type": "dpmsolver++", "solver_order": 2}
SAMPLERS: Mapping[str, tuple[Any, Mapping[str, Any]]] = {
    "euler": (EulerDiscreteScheduler, {}),
    "euler_a": (EulerAncestralDiscreteScheduler, {}),
    "dpm++_2m": (DPMSolverMultistepScheduler, _DPM),
    "dpm++_2m_karras": (DPMSolverMultistepScheduler, {**_DPM, "use_karras_sigmas": True}),
    "dpm++_2m_sde": (DPMSolverMultistepScheduler, {**_DPM, "algorithm_type": "sde-dpmsolver++"}),
    "ddim": (DDIMScheduler, {}),
    "unipc": (UniPCMultistepScheduler, {}),
}


def sampler(name: str, config: Any) -> Any:
    """A scheduler of the library, for a model whose own has this configuration. Raises `ValueError`."""
    if name not in SAMPLERS:
        raise ValueError(f"there is no sampler {name!r}, but {', '.join(SAMPLERS)}")
    kind, settings = SAMPLERS[name]
    return kind.from_config(config, **settings)
