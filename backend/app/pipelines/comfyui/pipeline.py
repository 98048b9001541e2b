from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from app.config import Settings
from app.errors import Invalid
from app.pipelines.base import Context, Pipeline
from app.pipelines.comfyui.fleet import Servers
from app.pipelines.comfyui.making import Making
from app.pipelines.comfyui.outputs import Output
from app.pipelines.comfyui.templates import Templates

_HEALTH_SECONDS = 5.0  # for so long, what was seen of the servers holds


class ComfyUIPipeline:
    """Serves what there are workflows for, while a server is well. The same seed gives the same picture as long as
    the server's models stay the same."""

    id: str = "comfyui"
    version: str = "1.0"

    def __init__(self, urls: Sequence[str], workspace: Path, patience: float) -> None:
        self._servers, self._templates = Servers(urls), Templates(workspace)
        self._patience = patience
        self._seen = -_HEALTH_SECONDS
        self._well = False

    @property
    def serves(self) -> frozenset[str]:
        if time.monotonic() - self._seen > _HEALTH_SECONDS:
            self._well, self._seen = bool(self._servers.look().ready), time.monotonic()
        return self._templates.task_types if self._well else frozenset()

    def run(self, context: Context) -> None:
        workflow = self._templates.of(context)
        outputs = Making(self._servers, workflow, context, self._patience).outputs()
        for name, output in zip(_names(outputs), outputs, strict=True):
            context.save(name, output.extension, output.data)
        context.progress(1, 1, "Fetched")


def build(settings: Settings) -> Pipeline:
    """Raises `Invalid` where no server is named."""
    if not settings.comfyui_servers:
        raise Invalid("AUTEUR_PIPELINES names comfyui: say in COMFYUI_URLS where its servers are.")
    return ComfyUIPipeline(settings.comfyui_servers, settings.workspace_root, settings.comfyui_patience_seconds)


def _names(outputs: Sequence[Output]) -> list[str]:
    """`image`, `image_2`, …"""
    kinds = [output.kind for output in outputs]
    counts = [kinds[: number + 1].count(kind) for number, kind in enumerate(kinds)]
    return [kind if count == 1 else f"{kind}_{count}" for kind, count in zip(kinds, counts, strict=True)]
