"""What a pipeline sees of the studio, and what the studio sees of a pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class Cancelled(Exception):
    """Raised out of `Context.progress` once the task was cancelled; a pipeline lets it pass."""


class Context(Protocol):
    """All that a pipeline knows: nothing of queues, sockets or folders."""

    @property
    def prompt(self) -> str: ...

    @property
    def parameters(self) -> Mapping[str, Any]:
        """`steps`, `cfg_scale`, `sampler`, `seed`; `width` and `height` in pixels where the task names them."""
        ...

    @property
    def seed(self) -> int: ...

    def progress(self, step: int, total: int, description: str, preview: bytes | None = None) -> None:
        """Tell step `step` of `total`, with a JPEG preview now and then. Raises `Cancelled`."""
        ...

    def save(self, output: str, extension: str, data: bytes) -> None:
        """Hand over the finished output, e.g. `("image", "png", ...)`."""
        ...


class Pipeline(Protocol):
    id: str
    version: str
    serves: frozenset[str]

    def run(self, context: Context) -> None: ...
