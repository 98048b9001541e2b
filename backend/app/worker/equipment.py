"""What a worker has to work with: pipelines, a GPU's memory, and so the queues that it takes tasks from."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.config import Settings
from app.pipelines.base import Pipeline, Stocked
from app.pipelines.models import Model
from app.pipelines.registry import load
from app.tasks.queues import GENERATION, JOBS, TRAINING
from app.tasks.runners.routing import queues_of
from app.tasks.runners.schemas import Memory

_NVIDIA = ("nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader,nounits")


@dataclass(frozen=True)
class Equipment:
    """`vram` in GiB, 0 without a GPU."""

    gpu: str | None
    vram: float
    pipelines: Sequence[Pipeline]

    @property
    def queues(self) -> list[str]:
        return [GENERATION, TRAINING, JOBS, *queues_of([each.id for each in self.pipelines], self.vram)]

    @property
    def able(self) -> list[str]:
        """Ids of the pipelines that can make something now."""
        return [each.id for each in self.pipelines if each.serves]

    @property
    def makes(self) -> dict[str, list[str]]:
        """The types of tasks that each of them makes."""
        return {each.id: sorted(each.serves) for each in self.pipelines if each.serves}

    @property
    def lacking(self) -> dict[str, str]:
        return {name: each.lacks for name, each in self._stocked.items() if each.lacks}

    @property
    def versions(self) -> dict[str, str]:
        return {each.id: each.version for each in self.pipelines}

    @property
    def models(self) -> list[Model]:
        return [model for each in self._stocked.values() for model in each.models]

    @cached_property
    def _stocked(self) -> Mapping[str, Stocked]:
        return {each.id: each for each in self.pipelines if isinstance(each, Stocked)}


def look(settings: Settings) -> Equipment:
    """The largest GPU of this machine; AUTEUR_VRAM_GB wins over what the driver says."""
    name, vram = max(_gpus(), key=lambda gpu: gpu[1], default=(None, 0.0))
    wanted = settings.auteur_vram_gb
    return Equipment(name, vram if wanted is None else wanted, load(settings))


def memory() -> Memory:
    page = os.sysconf("SC_PAGE_SIZE")
    total, free = (os.sysconf(name) * page // 2**20 for name in ("SC_PHYS_PAGES", "SC_AVPHYS_PAGES"))
    return Memory(total_mb=total, free_mb=free)


def _gpus() -> list[tuple[str, float]]:
    """Names and GiB, as NVIDIA's driver tells them; its tool is there wherever the driver is."""
    try:
        told = subprocess.run(_NVIDIA, capture_output=True, text=True, timeout=10, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    rows = [line.rpartition(",") for line in told.splitlines()]
    return [(name.strip(), round(float(mib) / 1024, 1)) for name, _, mib in rows if mib.strip().isdecimal()]
