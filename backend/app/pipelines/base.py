"""What a pipeline sees of the studio, and what the studio sees of a pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from app.pipelines.models import Model


class Cancelled(Exception):
    """Raised out of `Context.progress` once the task was cancelled; a pipeline lets it pass."""


@dataclass(frozen=True)
class CharacterReference:
    """Somebody the task is about, as far as the film knows them. The files are read, never written."""

    id: str
    name: str
    trigger_word: str = ""
    description: str = ""
    base_face: Path | None = None
    variations: Mapping[str, Path] = field(default_factory=dict)
    """Further pictures by what they show, e.g. `happy`."""
    weights: Path | None = None
    """What training made of them: a LoRA or a look adapter, as its metadata says."""


@dataclass(frozen=True)
class Reference:
    """A location or a style: its words, and a picture where there is one."""

    words: str
    picture: Path | None = None


class Context(Protocol):
    """All that a pipeline knows: nothing of queues and sockets, nor of how films are kept."""

    @property
    def folder(self) -> Path:
        """The film's: all files that a task refers to lie in it. Read, never written."""
        ...

    @property
    def task_type(self) -> str: ...

    @property
    def prompt(self) -> str: ...

    @property
    def parameters(self) -> Mapping[str, Any]:
        """`steps`, `cfg_scale`, `sampler`, `seed`; `width` and `height` in pixels where the task names them, and
        what its function template knows. A file of the film is a `Path`, at any depth."""
        ...

    @property
    def template(self) -> Mapping[str, Any]:
        """What the task's function template says to this pipeline alone; empty when that is nothing."""
        ...

    @property
    def seed(self) -> int: ...

    @property
    def characters(self) -> Sequence[CharacterReference]: ...

    @property
    def location(self) -> Reference | None: ...

    @property
    def style(self) -> Reference | None: ...

    @property
    def source(self) -> Path | None:
        """The picture that is to be moved or changed."""
        ...

    @property
    def mask(self) -> Path | None:
        """What is white in it may change, where a task changes a part of `source`."""
        ...

    @property
    def memory_gb(self) -> float:
        """GiB of a GPU's memory that the task's tier is made for."""
        ...

    @property
    def checkpoint(self) -> bytes | None:
        """What an earlier attempt at this task kept last."""
        ...

    def progress(
        self, step: int, total: int, description: str, preview: bytes | None = None, loss: float | None = None
    ) -> None:
        """Tell step `step` of `total`, with a JPEG preview now and then; in training, its loss. Raises `Cancelled`."""
        ...

    def keep(self, checkpoint: bytes) -> None:
        """Have it as `checkpoint` should this attempt be lost."""
        ...

    def made_with(self, kind: str, name: str, sha256: str, **details: str) -> None:
        """Name weights for the record, e.g. `("lora", "ada.safetensors", …, strength="0.8")`."""
        ...

    def save(self, output: str, extension: str, data: bytes) -> None:
        """Hand over a finished output, e.g. `("image", "png", ...)`; a task may have several, of different names."""
        ...

    def place(self, output: str, extension: str) -> Path:
        """Where to write an output that is too large to be handed over; it counts as saved once the run ends well."""
        ...


class Pipeline(Protocol):
    id: str
    version: str

    @property
    def serves(self) -> frozenset[str]:
        """Types of tasks that it can make at this moment: what it needs may come and go."""
        ...

    def run(self, context: Context) -> None: ...


@runtime_checkable
class Stocked(Protocol):
    """A pipeline that works with what may be there or not."""

    @property
    def lacks(self) -> str:
        """What keeps it from making anything, in a sentence; empty while nothing does."""
        ...

    @property
    def models(self) -> Sequence[Model]: ...
