"""A pipeline called without a studio."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.pipelines.base import CharacterReference, Reference


@dataclass(frozen=True)
class Alone:
    """The context of a bare call: whatever the pipeline tells or saves goes nowhere."""

    prompt: str
    parameters: Mapping[str, Any]
    task_type: str = "text_to_image"
    folder: Path = Path()
    characters: Sequence[CharacterReference] = ()
    location: Reference | None = None
    style: Reference | None = None
    source: Path | None = None
    mask: Path | None = None
    memory_gb: float = 16
    checkpoint: bytes | None = None
    template: Mapping[str, Any] = field(default_factory=dict)

    @property
    def seed(self) -> int:
        return int(self.parameters["seed"])

    def progress(
        self, step: int, total: int, description: str, preview: bytes | None = None, loss: float | None = None
    ) -> None:
        return

    def keep(self, checkpoint: bytes) -> None:
        return

    def made_with(self, kind: str, name: str, sha256: str, **details: str) -> None:
        return

    def save(self, output: str, extension: str, data: bytes) -> None:
        return

    def place(self, output: str, extension: str) -> Path:
        return self.folder / f"{output}.{extension}"
