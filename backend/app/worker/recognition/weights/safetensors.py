"""Model weights: the header alone is read, never a tensor. Format: https://github.com/huggingface/safetensors#format"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

from app.assets.limits import MAX_TENSOR_HEADER
from app.pipelines.base_model import base_model
from app.worker.recognition.facts import Facts, Unfit
from app.worker.recognition.weights.triggers import trigger_words

Shapes: TypeAlias = Mapping[str, list[int]]

_LONGEST_VALUE = 500  # characters of metadata that are kept; training logs have megabytes
_MOST_VALUES = 100


@dataclass(frozen=True, kw_only=True)
class WeightsFacts(Facts):
    """`base_model` is a guess, `base_model_reason` what it rests on; `header` is the file's own metadata, without the
    longest."""

    kind: ClassVar[str] = "weights"
    tensors: int
    parameters: int
    dtypes: list[str]
    base_model: str | None
    base_model_reason: str | None
    trigger_words: list[str]
    header: dict[str, str]


def recognise(path: Path, mime: str) -> Facts:  # noqa: ARG001  there is one kind of safetensors
    """Raises `Unfit`."""
    header = _header(path)
    told = _metadata(header.pop("__metadata__", {}))
    shapes = _shapes(header)
    guess = base_model(told, shapes)
    return WeightsFacts(
        tensors=len(shapes),
        parameters=sum(prod(shape) for shape in shapes.values()),
        dtypes=sorted({tensor["dtype"] for tensor in header.values()}),
        base_model=guess.name if guess else None,
        base_model_reason=guess.reason if guess else None,
        trigger_words=trigger_words(told),
        header=dict([(k, v) for k, v in sorted(told.items()) if len(k) + len(v) <= _LONGEST_VALUE][:_MOST_VALUES]),
    )


def _header(path: Path) -> dict[str, Any]:
    size = path.stat().st_size
    with path.open("rb") as file:
        length = struct.unpack("<Q", file.read(8))[0] if size >= 8 else 0
        if length < 2 or length > min(size - 8, MAX_TENSOR_HEADER):
            raise Unfit(f"The safetensors header claims {length} bytes, which this file of {size} bytes can't have.")
        read = file.read(length)
    try:
        header = json.loads(read)
    except (ValueError, RecursionError) as error:
        raise Unfit("The safetensors header is damaged: it is not valid JSON.") from error
    if not isinstance(header, dict):
        raise Unfit("The safetensors header is damaged: it lists no tensors.")
    _refuse_extent(header, size - 8 - length)
    return header


def _refuse_extent(header: Mapping[str, Any], data: int) -> None:
    """The tensors must fill the file to its end: a shorter file was cut, a longer one hides something."""
    try:
        tensors = [tensor["data_offsets"] for name, tensor in header.items() if name != "__metadata__"]
        end = 0
        for begin, after in sorted(map(tuple, tensors)):
            if begin != end or after < begin:
                raise Unfit("The safetensors header is damaged: its tensors overlap or leave gaps.")
            end = after
    except (KeyError, TypeError, ValueError) as error:
        raise Unfit("The safetensors header is damaged: it does not say where each tensor lies.") from error
    if end != data:
        raise Unfit(f"The weights are not whole: the header tells of {end} bytes of tensors, the file has {data}.")


def _shapes(header: Mapping[str, Any]) -> Shapes:
    shapes = {name: tensor.get("shape") for name, tensor in header.items()}
    for name, shape in shapes.items():
        lawful = isinstance(shape, list) and all(type(n) is int and 0 <= n < 2**63 for n in shape)
        if not lawful or not isinstance(header[name].get("dtype"), str):
            raise Unfit("The safetensors header is damaged: a tensor has no lawful shape or type.")
    return shapes


def _metadata(told: object) -> dict[str, str]:
    """Text to text, by the format. Half a surrogate pair, which JSON can smuggle in, becomes a question mark."""
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise Unfit("The safetensors header is damaged: its metadata is not text.")
    return {_sound(key): _sound(value) for key, value in told.items()}


def _sound(text: str) -> str:
    return text.encode(errors="replace").decode()
