"""Training as a task: told step by step, kept on the way, handed over as a file that says what it is."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from safetensors.torch import save

from app.pipelines.base import CharacterReference, Context
from app.pipelines.diffusers.making.loading import load
from app.pipelines.diffusers.making.sources import Picture
from app.pipelines.diffusers.making.warm import Warm
from app.pipelines.diffusers.shelf.discovery import Found
from app.pipelines.diffusers.shelf.fingerprints import sha256
from app.pipelines.diffusers.training.dataset import called, captioned, encode
from app.pipelines.diffusers.training.fitting import Fitting
from app.pipelines.diffusers.training.settings import Settings, wished

_KEPT_EVERY = 25  # steps
_SAMPLES = 4
_SAMPLE_STEPS = 12
_BASES = {
    "sd15": {"modelspec.architecture": "stable-diffusion-v1/lora", "ss_base_model_version": "sd_v1"},
    "sdxl": {"modelspec.architecture": "stable-diffusion-xl-v1-base/lora", "ss_base_model_version": "sdxl_base_v1-0"},
}


def train(context: Context, warm: Warm, model: Found, models: Sequence[Found]) -> None:
    """Raises `ValueError` without a character or its base face, `Cancelled`."""
    if not context.characters:
        raise ValueError("training needs a character")
    character, pictures = context.characters[0], captioned(context.characters[0])
    context.progress(0, 1, f"Loading {model.name}")
    pipe = load(model, models, "cpu").to(warm.device)  # in full numbers: halves lose small steps
    settings = wished(context, len(pictures), pipe.unet.config.sample_size * pipe.vae_scale_factor)
    about = _about(warm, model, character, settings)
    fitting = Fitting(pipe, settings, about)
    if context.checkpoint:
        fitting.resume(context.checkpoint)
    data = encode(model.family.name, pipe, pictures, settings.edge)
    loss = 0.0
    for loss in fitting.run(data):
        _told(context, fitting, pipe, settings, loss)
    metadata = _metadata(model, about, loss)
    context.save("lora", "safetensors", save(fitting.weights(), metadata))
    context.save("sample", "png", _encoded(_sample(pipe, called(character), settings), "PNG"))
    context.made_with("model", model.name, str(about["base_sha256"]))


def _told(context: Context, fitting: Fitting, pipe: Any, settings: Settings, loss: float) -> None:
    step, last = fitting.step, settings.steps
    shown = None
    if step % max(1, last // _SAMPLES) == 0 and step < last:
        shown = _encoded(_sample(pipe, called(context.characters[0]), settings), "JPEG")
    if step % _KEPT_EVERY == 0 and step < last:
        context.keep(fitting.kept())
    context.progress(step, last, "Learning the face", shown, loss=loss)


def _sample(pipe: Any, prompt: str, settings: Settings) -> Picture:
    with torch.no_grad():
        made: Picture = pipe(
            prompt,
            num_inference_steps=_SAMPLE_STEPS,
            width=settings.edge,
            height=settings.edge,
            generator=torch.Generator("cpu").manual_seed(settings.seed),
        ).images[0]
    return made


def _encoded(picture: Picture, form: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, form)
    return out.getvalue()


def _about(warm: Warm, model: Found, character: CharacterReference, settings: Settings) -> dict[str, Any]:
    return {
        "base": model.name,
        "base_sha256": warm.hash_of(model),
        "character": character.id,
        "trigger_word": character.trigger_word,
        "dataset": {caption: sha256(path) for caption, path in captioned(character)},
        "steps": settings.steps,
        "batch_size": settings.batch,
        "rank": settings.rank,
        "learning_rate": settings.rate,
        "resolution": settings.edge,
        "seed": settings.seed,
    }


def _metadata(model: Found, about: Mapping[str, Any], loss: float) -> dict[str, str]:
    """By the words that other programs look for, then ours; safetensors knows text alone."""
    said = {name: value if isinstance(value, str) else json.dumps(value) for name, value in about.items()}
    rank = str(about["rank"])
    theirs = {"format": "pt", "ss_network_dim": rank, "ss_network_alpha": rank, **_BASES[model.family.name]}
    return said | theirs | {"modelspec.trigger_phrase": str(about["trigger_word"]), "loss": f"{loss:.6f}"}
