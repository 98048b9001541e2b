"""Training of a character where no model is: the look adapter is fitted to the faces that there are."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from app.pipelines.base import CharacterReference, Context
from app.pipelines.storyboard.looks.adapter import EDGE, Adapter, Settings, fitting
from app.pipelines.storyboard.looks.finding import find
from app.pipelines.storyboard.looks.photograph import Photograph

EPOCH = 24  # steps: each shows every picture many times, lighter, darker or moved a little
RATE_SCALE = 200  # told as for a diffusion LoRA, whose usual 1e-4 is 0.02 here
KEPT_EVERY = 20
SAMPLES = 8


def train(context: Context) -> None:
    """`epochs`, `learning_rate`, `batch_size` and `rank` as parameters. Raises `ValueError` without a character's
    face."""
    if not context.characters:
        raise ValueError("training needs a character")
    character = context.characters[0]
    named = list(pictures(character))
    if not named:
        raise ValueError(f"{character.name} has no base face to learn from")
    settings = wished(context)
    patches = [find(Photograph.opened(path)).patch(EDGE) for _, path in named]
    adapter = None
    for moment in fitting(patches, [caption for caption, _ in named], settings, context.checkpoint):
        adapter = moment.adapter
        sample = moment.step % max(1, settings.steps // SAMPLES) == 0
        told = _shown(adapter, "JPEG") if sample else None
        context.progress(moment.step, settings.steps, "Learning the face", told, loss=moment.loss)
        if moment.step % KEPT_EVERY == 0 and moment.step < settings.steps:  # of the last step nothing could go on
            context.keep(moment.descent.kept())
    if adapter is None:
        raise ValueError("its checkpoint is of a longer training")
    about = {"character": character.id, "trigger_word": character.trigger_word, **adapter.metadata}
    context.save("look", "safetensors", Adapter(adapter.factors, adapter.labels, about).dumped())
    context.save("sample", "png", _shown(adapter, "PNG"))


def pictures(character: CharacterReference) -> Iterator[tuple[str, Path]]:
    """The dataset: what each picture shows, and where it is."""
    if character.base_face:
        yield "neutral", character.base_face
    yield from character.variations.items()


def wished(context: Context) -> Settings:
    usual, asked = Settings(), context.parameters
    return Settings(
        rank=min(int(asked.get("rank") or usual.rank), EDGE),
        steps=EPOCH * int(asked["epochs"]) if asked.get("epochs") else usual.steps,
        rate=min(RATE_SCALE * float(asked["learning_rate"]), 0.2) if asked.get("learning_rate") else usual.rate,
        batch=int(asked.get("batch_size") or usual.batch),
        seed=context.seed,
    )


def _shown(adapter: Adapter, form: str) -> bytes:
    """The face of each label, side by side."""
    faces = np.hstack([adapter.face(label) for label in adapter.labels[:6]]).astype(np.uint8)
    image = Image.fromarray(faces)
    out = io.BytesIO()
    image.resize((image.width * 4, image.height * 4), Image.Resampling.BICUBIC).save(out, form)
    return out.getvalue()
