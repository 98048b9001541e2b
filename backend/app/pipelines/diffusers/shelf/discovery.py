"""The models in a library: folders with a `model_index.json`, and single files of weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path

from safetensors import SafetensorError, safe_open

from app.files.cached import Remembered, Stamp, read_cached, stamp
from app.pipelines.base_model import FLUX as BASE_FLUX
from app.pipelines.base_model import SD1, base_model
from app.pipelines.base_model import SDXL as BASE_SDXL
from app.pipelines.diffusers.shelf.families import FLUX, SD15, SDXL, Family, by_class

INDEX = "model_index.json"
_GIB = 2**30
_HALF = 2  # bytes of a number on a GPU
_ROOM = 1.2  # beside the weights lie what they compute
_OF_BASE = {SD1: SD15, BASE_SDXL: SDXL, BASE_FLUX: FLUX}


@dataclass(frozen=True)
class Found:
    """`weights` are the files that make it up; `numbers` how many they hold."""

    name: str
    path: Path
    family: Family
    weights: tuple[Path, ...]
    numbers: int

    @property
    def is_folder(self) -> bool:
        return self.path.suffix != ".safetensors"

    @property
    def size(self) -> int:
        return sum(path.stat().st_size for path in self.weights)

    @property
    def vram_gb(self) -> float:
        return round(self.numbers * _HALF * _ROOM / _GIB, 2)

    @property
    def stamp(self) -> Stamp:
        return stamp(*self.weights)


_headers: Remembered[Mapping[str, list[int]] | None] = Remembered()


def find(library: Path) -> list[Found]:
    """By name; of two with one name the first path."""
    found: dict[str, Found] = {}
    for path in sorted(_candidates(library)):
        model = _folder(path) if path.name == INDEX else _file(path)
        if model:
            found.setdefault(model.name, model)
    return sorted(found.values(), key=lambda model: model.name)


def _candidates(library: Path) -> Iterator[Path]:
    """Directly in the library, or in folders that sort it. What lies in a model's folder is a part of it."""
    for pattern in (INDEX, "*.safetensors"):
        yield from library.glob(f"*/*/{pattern}") if pattern == INDEX else library.glob(pattern)
        yield from (path for path in library.glob(f"*/{pattern}") if pattern == INDEX or not _is_part(path))


def _is_part(path: Path) -> bool:
    return (path.parent / INDEX).is_file()


def _folder(index: Path) -> Found | None:
    told = read_cached(index)
    family = by_class(str(told.get("_class_name", ""))) if isinstance(told, dict) else None
    if family is None:
        return None
    weights = tuple(sorted(_chosen(index.parent)))
    headers = [shapes(path) for path in weights]
    if not weights or not all(headers):
        return None
    return Found(index.parent.name, index.parent, family, weights, sum(map(_numbers, headers)))


def _chosen(folder: Path) -> Iterator[Path]:
    """The full weights of each part, or their only variant, e.g. `fp16`. Pickles are never looked at."""
    for part in folder.iterdir():
        files = list(part.glob("*.safetensors")) if part.is_dir() else []
        whole = [path for path in files if not _variant(path)]
        yield from whole or files


def _variant(path: Path) -> str:
    """`fp16` of `model.fp16.safetensors` and `model.fp16-00001-of-00002.safetensors`."""
    return path.name.removesuffix(".safetensors").partition(".")[2].partition("-")[0]


def variant(model: Found) -> str | None:
    return next(filter(None, map(_variant, model.weights)), None) if model.is_folder else None


def _file(path: Path) -> Found | None:
    """A whole checkpoint, or a denoiser alone; adapters are no models."""
    tensors = shapes(path)
    if not tensors or is_adapter(tensors):
        return None
    guess = base_model({}, dict(tensors))
    family = _OF_BASE.get(guess.name) if guess else None
    return Found(path.stem, path, family, (path,), _numbers(tensors)) if family else None


def shapes(path: Path) -> Mapping[str, list[int]] | None:
    """Of each tensor, from the header alone; None for what can't be read."""
    return _headers.get(str(path), stamp(path), lambda: _read(path))


def is_adapter(tensors: Mapping[str, object]) -> bool:
    return any("lora_" in name for name in tensors)


def _read(path: Path) -> Mapping[str, list[int]] | None:
    try:
        with safe_open(path, "numpy") as file:
            return {name: file.get_slice(name).get_shape() for name in file.keys()}  # noqa: SIM118  it is no mapping
    except (OSError, SafetensorError):
        return None


def _numbers(tensors: Mapping[str, list[int]] | None) -> int:
    return sum(map(prod, (tensors or {}).values()))
