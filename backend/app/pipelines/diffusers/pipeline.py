"""The pipeline of local models. It serves what the library's weights can make, which may change at any time."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import Settings
from app.pipelines.base import Context, Pipeline
from app.pipelines.models import Model

if TYPE_CHECKING:
    from app.pipelines.diffusers.making.warm import Warm
    from app.pipelines.diffusers.shelf.discovery import Found

_PACKAGES = ("torch", "diffusers", "transformers", "peft", "accelerate")


class DiffusersPipeline:
    """Deterministic in prompt, parameters, seed and weights, on one machine."""

    id: str = "diffusers"
    version: str = "1.0"

    def __init__(self, library: Path, vram_gb: float | None = None, threads: int = 1) -> None:
        """`vram_gb` limits what is used of a GPU; 0 leaves it alone."""
        self._library, self._vram_gb, self._threads = library, vram_gb, threads

    @property
    def lacks(self) -> str:
        missing = [name for name in _PACKAGES if find_spec(name) is None]
        if missing:
            return f"The extra “models” is not installed: {', '.join(missing)} missing."
        from app.pipelines.diffusers.shelf.lending import lacks  # noqa: PLC0415

        found = self._found()
        reasons = [lacks(model, found) for model in found] or ["Library/AI_Models holds no weights that it could use."]
        return "" if "" in reasons else reasons[0]

    @property
    def serves(self) -> frozenset[str]:
        if self.lacks:
            return frozenset()
        from app.pipelines.diffusers.shelf.lending import usable  # noqa: PLC0415

        return frozenset().union(*(model.family.makes for model in usable(self._found())))

    @property
    def models(self) -> Sequence[Model]:
        if self.lacks:
            return []
        from app.pipelines.diffusers.shelf.announcing import announce  # noqa: PLC0415

        return announce(self._library, self._found())

    def run(self, context: Context) -> None:
        # torch takes seconds to import, and a process of the pool must not have it before it is forked.
        from app.pipelines.diffusers.work import make  # noqa: PLC0415

        make(context, self._warm, self._found())

    @cached_property
    def _warm(self) -> Warm:
        from app.pipelines.diffusers.making.warm import Warm  # noqa: PLC0415

        return Warm(self._library, self._vram_gb, self._threads)

    def _found(self) -> Sequence[Found]:
        from app.pipelines.diffusers.shelf.discovery import find  # noqa: PLC0415

        return find(self._library)


def build(settings: Settings) -> Pipeline:
    threads = max(1, (os.cpu_count() or 1) // settings.worker_concurrency)
    return DiffusersPipeline(settings.workspace_root / "Library" / "AI_Models", settings.auteur_vram_gb, threads)
