"""A context that keeps what a pipeline tells and saves, and ways to measure a picture."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.pipelines.base import Cancelled, CharacterReference, Reference
from app.pipelines.storyboard import StoryboardPipeline
from app.pipelines.storyboard.picture import Panel

SMALL = {"width": 320, "height": 180}


@dataclass
class Told:
    step: int
    total: int
    description: str
    preview: bytes | None
    loss: float | None = None


@dataclass
class Studio:
    prompt: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 7
    cancel_at: int = 0
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
    models: list[dict[str, str]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    saved: list[tuple[str, str, bytes]] = field(default_factory=list)

    def progress(
        self, step: int, total: int, description: str, preview: bytes | None = None, loss: float | None = None
    ) -> None:
        self.told.append(Told(step, total, description, preview, loss))
        if self.cancel_at and step == self.cancel_at:
            raise Cancelled

    def keep(self, checkpoint: bytes) -> None:
        self.checkpoint = checkpoint

    def made_with(self, kind: str, name: str, sha256: str, **details: str) -> None:
        self.models.append({"kind": kind, "name": name, "sha256": sha256, **details})

    def save(self, output: str, extension: str, data: bytes) -> None:
        self.saved.append((output, extension, data))

    def place(self, output: str, extension: str) -> Path:
        return self.folder / f"{output}.{extension}"


def drawn(prompt: str, seed: int = 7, **parameters: Any) -> bytes:
    studio = Studio(prompt, {"steps": 4, **SMALL, **parameters}, seed)
    StoryboardPipeline().run(studio)
    return studio.saved[0][2]


def finished(prompt: str, seed: int = 7) -> bytes:
    """The whole drawing at once, small, without its steps."""
    return Panel(prompt, (SMALL["width"], SMALL["height"]), seed).png(1.0)


def picture(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def pixels(data: bytes) -> NDArray[np.float64]:
    return np.asarray(picture(data).convert("RGB"), dtype=np.float64)


def fine_detail(data: bytes) -> float:
    """Mean difference between neighbouring pixels: how much is drawn."""
    grey = pixels(data).mean(axis=2)
    return float(np.abs(np.diff(grey, axis=0)).mean() + np.abs(np.diff(grey, axis=1)).mean())


def distance(one: bytes, other: bytes) -> float:
    """Root mean square between thumbnails of 16 by 9, in 0..255."""
    thumbs = [np.asarray(picture(data).convert("RGB").resize((16, 9)), dtype=np.float64) for data in (one, other)]
    return float(np.sqrt(np.mean((thumbs[0] - thumbs[1]) ** 2)))
