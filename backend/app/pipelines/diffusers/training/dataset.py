"""What is learnt from: base face and variations with their captions, encoded once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import ImageOps

from app.pipelines.base import CharacterReference
from app.pipelines.diffusers.making.latents import encoded
from app.pipelines.diffusers.making.sources import opened


@dataclass(frozen=True)
class Dataset:
    """One row a picture; `added` is what SDXL wants to know beside the words."""

    latents: torch.Tensor
    words: torch.Tensor
    added: Mapping[str, torch.Tensor]


def captioned(character: CharacterReference) -> Sequence[tuple[str, Path]]:
    """Raises `ValueError` without a base face."""
    if character.base_face is None:
        raise ValueError(f"{character.name} has no base face to learn from")
    return list(_pictures(character, character.base_face))


def called(character: CharacterReference) -> str:
    return f"a photo of {character.trigger_word or character.name}"


def encode(family: str, pipe: Any, pictures: Sequence[tuple[str, Path]], edge: int) -> Dataset:
    latents = torch.stack([encoded(family, pipe, _tensor(path, edge)) for _, path in pictures])
    with torch.no_grad():
        told = {"device": pipe.device, "num_images_per_prompt": 1, "do_classifier_free_guidance": False}
        found = pipe.encode_prompt(prompt=[caption for caption, _ in pictures], **told)
    words = found[0].float()
    added = {}
    if family == "sdxl":
        times = torch.tensor([[edge, edge, 0, 0, edge, edge]], device=pipe.device).repeat(len(pictures), 1)
        added = {"text_embeds": found[2].float(), "time_ids": times}
    return Dataset(latents.to(pipe.device), words, added)


def _pictures(character: CharacterReference, face: Path) -> Iterator[tuple[str, Path]]:
    yield called(character), face
    for label, path in character.variations.items():
        yield f"{called(character)}, {label.replace('_', ' ')}", path


def _tensor(path: Path, edge: int) -> torch.Tensor:
    """(3, edge, edge) in -1..1."""
    picture = ImageOps.fit(opened(path, "a picture"), (edge, edge))
    return torch.from_numpy(np.asarray(picture, dtype=np.float32) / 127.5 - 1).permute(2, 0, 1)
