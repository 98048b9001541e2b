"""A task's wishes as values for a workflow's slots."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.pipelines.base import CharacterReference, Context
from app.pipelines.comfyui.errors import Rejected
from app.pipelines.comfyui.server import Graph, Server
from app.pipelines.comfyui.workflow import Lora, Workflow
from app.pipelines.lora import strength

_SAMPLERS = {"euler": "euler", "euler_a": "euler_ancestral", "dpm++_2m": "dpmpp_2m"}
"""The tiers' names in ComfyUI's words; any other is passed on."""
_LOADERS = {"checkpoint": ("CheckpointLoaderSimple", "ckpt_name"), "unet": ("UNETLoader", "unet_name")}

_PEFT_ATTENTION = re.compile(r"unet\..*\.to_(q|k|v|out\.0)\.lora_A\.weight")


def graph_at(server: Server, workflow: Workflow, context: Context, job: str) -> Graph:
    """For this server: its models, its uploads. Raises `Away` or `Rejected`."""
    values = {**plain(context), "filename_prefix": f"auteur/{job}"}  # a name of its own: no old file for a cached run
    values |= {slot: _model(server, workflow, slot, values.get(slot)) for slot in _LOADERS if slot in workflow.slots}
    wanted = {slot: path for slot, path in _pictures(context).items() if slot in workflow.slots}
    values |= {slot: _uploaded(server, slot, path) for slot, path in wanted.items()}
    return workflow.filled(values, _loras(server, context) if workflow.loras else ())


def plain(context: Context) -> dict[str, Any]:
    """What needs no server."""
    parameters = dict(context.parameters)
    sampler = str(parameters.get("sampler") or "")
    return {
        **{name: value for name, value in parameters.items() if not isinstance(value, (dict, list, Path))},
        "prompt": words(context),
        "negative": parameters.get("negative_prompt"),
        "checkpoint": parameters.get("model"),
        "unet": parameters.get("model"),
        "seed": context.seed,
        "sampler": _SAMPLERS.get(sampler, sampler) or None,
    }


def words(context: Context) -> str:
    """The prompt, and what it does not yet say of who and what is in it."""
    parts = [context.prompt]
    for character in context.characters:
        parts += [character.trigger_word, character.description]
    parts += [reference.words for reference in (context.location, context.style) if reference]
    said: list[str] = []
    for part in filter(None, map(str.strip, parts)):
        if not any(part.casefold() in earlier.casefold() for earlier in said):
            said.append(part)
    return ", ".join(said)


def _pictures(context: Context) -> Mapping[str, Path | None]:
    people = {f"face_{number}": who.base_face for number, who in enumerate(context.characters, 1)}
    places = {"location": context.location, "style": context.style}
    looks = {name: found.picture if found else None for name, found in places.items()}
    named = {name: value for name, value in context.parameters.items() if isinstance(value, Path)}
    return {"source": context.source, "mask": context.mask, **people, **looks, **named}


def _uploaded(server: Server, slot: str, path: Path | None) -> str:
    if path is None:
        raise Rejected(f"This workflow starts from a picture, and the task names none as {slot}.")
    return server.upload(path)


def _model(server: Server, workflow: Workflow, slot: str, wanted: str | None) -> str:
    """The one that the task names, else the template's own, else the first that the server has."""
    there = server.choices(*_LOADERS[slot])
    if wanted and wanted not in there:
        raise Rejected(f"{server.name} has no {slot} {wanted}")
    if not there:
        raise Rejected(f"{server.name} has no {slot}: put one into its models folder")
    own = workflow.default(slot)
    return wanted or (own if own in there else there[0])


def _loras(server: Server, context: Context) -> Sequence[Lora]:
    """Those of strength 0 are left out, so that they need not be there."""
    trained = [(who, strength(context.parameters, who.id)) for who in context.characters if _is_trained(who)]
    wanted = [(who, laid) for who, laid in trained if laid]
    there = server.choices("LoraLoader", "lora_name") if wanted else []
    return [Lora(name=_lora(server, who, there), strength=laid) for who, laid in wanted]


def _is_trained(who: CharacterReference) -> bool:
    return who.weights is not None and is_lora(who.weights)


def _lora(server: Server, who: CharacterReference, there: Sequence[str]) -> str:
    """A picture of somebody else would be a lie: what the server lacks is said, and another server may have it."""
    wanted = who.weights.name if who.weights else ""
    if who.weights and is_half_known(who.weights):
        raise Rejected(
            f"ComfyUI lays only a part of {wanted} over a model: its attention bears peft's names, not kohya's"
        )
    for name in there:
        if name.replace("\\", "/").rpartition("/")[2] == wanted:
            return name
    raise Rejected(f"{server.name} lacks the LoRA of {who.name}: copy {wanted} to its models/loras")


def is_lora(weights: Path) -> bool:
    """A look adapter, which only storyboards draw with, says so in its safetensors header."""
    header = _header(weights)
    return header is not None and "look_adapter" not in str((header.get("__metadata__") or {}).get("format"))


def is_half_known(weights: Path) -> bool:
    """Of peft's names ComfyUI knows a denoiser's convolutions; what it does not know it passes over in its log."""
    return any(_PEFT_ATTENTION.fullmatch(name) for name in _header(weights) or ())


def _header(weights: Path) -> Mapping[str, Any] | None:
    """Of a safetensors file: its metadata and what each tensor is."""
    with weights.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        try:
            found: Mapping[str, Any] = json.loads(file.read(min(length, 2**24)))
        except ValueError:
            return None
    return found
