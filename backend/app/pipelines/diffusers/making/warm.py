"""Models stay loaded between tasks, the latest few of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch

from app.pipelines.base import Context
from app.pipelines.diffusers.making import memory
from app.pipelines.diffusers.making.loading import load
from app.pipelines.diffusers.making.previews import Colours, fit
from app.pipelines.diffusers.shelf.discovery import Found
from app.pipelines.diffusers.shelf.fingerprints import Fingerprints

_KEPT = 2
_Made = TypeVar("_Made")


@dataclass
class Loaded:
    """`own` is the configuration of the sampler that it came with; `step` how it lies in memory."""

    model: Found
    sha256: str
    pipe: Any
    own: Any
    colours: Colours
    step: str


class Warm:
    """In one process of the pool."""

    def __init__(self, library: Path, vram_gb: float | None, threads: int) -> None:
        self._hashes = Fingerprints(library)
        self._vram_gb, self._loaded = vram_gb, OrderedDict[str, Loaded]()
        self.device = memory.device(vram_gb)
        torch.set_num_threads(threads)

    def hash_of(self, model: Found) -> str:
        return self._hashes.of(model)

    def get(self, model: Found, models: Sequence[Found], budget_gb: float) -> Loaded:
        """`budget_gb`: what its tier is made for."""
        sha256 = self.hash_of(model)
        if sha256 not in self._loaded:
            self._make_room(_KEPT - 1)
            self._loaded[sha256] = self._load(model, models, sha256, budget_gb)
        self._loaded.move_to_end(sha256)
        return self._loaded[sha256]

    def use(self, loaded: Loaded, context: Context, make: Callable[[Loaded], _Made]) -> _Made:
        """What `make` gives; when memory runs out, once more with less of the model in it at one time. Raises what
        `make` does."""
        while True:
            try:
                return make(loaded)
            except (RuntimeError, MemoryError) as error:
                lower = self._lower(loaded) if memory.is_exhausted(error) else None
                if lower is None:
                    raise
            self._settle(loaded, lower)
            context.progress(0, 1, f"Out of memory: once more with {lower}")

    def _lower(self, loaded: Loaded) -> str | None:
        steps = memory.ladder(self.device)
        return next(iter(steps[steps.index(loaded.step) + 1 :]), None)

    def _settle(self, loaded: Loaded, step: str) -> None:
        for other in [sha256 for sha256, each in self._loaded.items() if each is not loaded]:
            del self._loaded[other]
        memory.release(self.device)
        memory.place(loaded.pipe, step, self.device)
        loaded.step = step

    def _load(self, model: Found, models: Sequence[Found], sha256: str, budget_gb: float) -> Loaded:
        pipe = load(model, models, self.device)
        free = memory.free_gb(self.device)
        step = memory.first(self.device, model.vram_gb, min(budget_gb, free, self._vram_gb or free))
        memory.place(pipe, step, self.device)
        return Loaded(model, sha256, pipe, pipe.scheduler.config, fit(model.family.name, pipe), step)

    def _make_room(self, left: int) -> None:
        while len(self._loaded) > left:
            self._loaded.popitem(last=False)
        memory.release(self.device)
