"""What was trained of the characters, laid over the model for one task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.pipelines.base import CharacterReference, Context
from app.pipelines.diffusers.shelf.discovery import is_adapter, shapes
from app.pipelines.diffusers.shelf.fingerprints import sha256
from app.pipelines.lora import strength


@dataclass(frozen=True)
class Lora:
    character: CharacterReference
    path: Path
    strength: float
    sha256: str


def wanted(context: Context) -> Sequence[Lora]:
    """Of the task's characters; those of strength 0 are left out, so that they change nothing at all. A look adapter
    of the storyboard is none."""
    found = ((each, strength(context.parameters, each.id)) for each in context.characters)
    return [
        Lora(each, each.weights, laid, sha256(each.weights))
        for each, laid in found
        if laid and each.weights and is_adapter(shapes(each.weights) or {})
    ]


@contextmanager
def applied(pipe: Any, loras: Sequence[Lora]) -> Iterator[None]:
    """Raises `ValueError` for one that was trained on another family."""
    try:
        for lora in loras:
            _lay(pipe, lora)
        if loras:
            pipe.set_adapters([_name(lora) for lora in loras], adapter_weights=[lora.strength for lora in loras])
        yield
    finally:
        if loras:
            pipe.unload_lora_weights()


def _lay(pipe: Any, lora: Lora) -> None:
    try:
        pipe.load_lora_weights(str(lora.path.parent), weight_name=lora.path.name, adapter_name=_name(lora))
    except (RuntimeError, KeyError, ValueError) as error:  # what the library raises for tensors that fit nowhere
        raise ValueError(f"the LoRA of {lora.character.name} does not fit this model: {error}") from error


def _name(lora: Lora) -> str:
    return f"character_{lora.sha256[:16]}"
