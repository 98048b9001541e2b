"""The one table of quality tiers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.projects.schemas import Quality
from app.tasks.schemas import Tier, TierTable

TIERS = TierTable(
    draft=Tier(
        steps=20,
        cfg_scale=7.0,
        sampler="euler",
        pipeline="gms-flux:1.0-low-vram",
        vram_gb=12,
        optimizations=["cpu_offloading", "sequential"],
    ),
    standard=Tier(
        steps=30,
        cfg_scale=7.5,
        sampler="euler_a",
        pipeline="gms-flux:1.0-standard",
        vram_gb=16,
        optimizations=["moderate_parallel"],
    ),
    premium=Tier(
        steps=50,
        cfg_scale=7.5,
        sampler="dpm++_2m",
        pipeline="gms-flux:1.0-high-fidelity",
        vram_gb=24,
        optimizations=["full_parallel"],
    ),
)


def tier(quality: Quality) -> Tier:
    found: Tier = getattr(TIERS, quality.value)
    return found


def compose(quality: Quality, own: Mapping[str, Any], seed: int) -> dict[str, Any]:
    """A task's parameters in full: its own win over its tier's."""
    table = tier(quality)
    defaults = {"steps": table.steps, "cfg_scale": table.cfg_scale, "sampler": table.sampler, "seed": seed}
    return defaults | dict(own)
