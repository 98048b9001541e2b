"""The look adapter: low-rank factors of one face, fitted by gradient descent.

A face, aligned to the drawing's own measures, is three matrices (red, green, blue). Each is the mean colour plus
`U diag(g) V'` of a small rank: U and V are the character's, the gains g those of an expression. It is no diffusion
LoRA and says so of itself; what it shares with one (Hu et al., 2021) is that a few factors hold what is particular.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load, save

from app.pipelines.storyboard.looks.descent import Adam
from app.pipelines.storyboard.looks.photograph import Grid

FORMAT = "auteur.look_adapter"
EDGE = 48
"""Pixels of the square patch that holds a head, crown to chin with a little about it."""

Factors = dict[str, Grid]


@dataclass(frozen=True)
class Settings:
    rank: int = 12
    steps: int = 240
    rate: float = 0.02
    batch: int = 8
    seed: int = 0


@dataclass(frozen=True)
class Adapter:
    factors: Factors
    labels: tuple[str, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)

    def face(self, label: str = "") -> Grid:
        """The head as (EDGE, EDGE, 3) in 0..255, with that expression where it was learnt, else the first."""
        index = self.labels.index(label) if label in self.labels else 0
        return np.asarray(np.clip(_drawn(self.factors, np.array([index]))[0], 0, 1).transpose(1, 2, 0) * 255)

    def dumped(self) -> bytes:
        told = {"format": FORMAT, "labels": json.dumps(self.labels), **self.metadata}
        return _ordered(save({name: value.astype(np.float32) for name, value in self.factors.items()}, told))


@dataclass(frozen=True)
class Moment:
    """The fitting after a step."""

    step: int
    loss: float
    """Of the step's batch: the mean square in 0..1, weighted toward the features."""
    adapter: Adapter
    descent: Adam


def fitting(
    patches: Sequence[Grid], captions: Sequence[str], settings: Settings, resume: bytes | None = None
) -> Iterator[Moment]:
    """`patches` are (EDGE, EDGE, 3) in 0..255; `resume` is what a moment's descent kept: of another dataset or rank it
    is passed over.

    Raises `ValueError` without a patch.
    """
    if not patches:
        raise ValueError("there is no face to learn")
    labels = tuple(dict.fromkeys(captions))
    faces = np.stack([patch.transpose(2, 0, 1) / 255 for patch in patches])
    which = np.array([labels.index(caption) for caption in captions])
    descent = _descent(_started(faces, len(labels), settings), resume)
    told = _metadata(patches, settings)
    for step in range(descent.step + 1, settings.steps + 1):
        batch = np.random.default_rng((settings.seed, step)).integers(0, len(faces), settings.batch)
        loss, slopes = _slopes(descent.factors, _augmented(faces[batch], settings.seed, step), which[batch])
        descent.down(slopes, settings.rate * (1 - 0.9 * step / settings.steps))
        measured = told | {"steps": str(step), "loss": f"{loss:.6f}"}
        yield Moment(step, loss, Adapter(dict(descent.factors), labels, measured), descent)


def _descent(started: Factors, resume: bytes | None) -> Adam:
    """From where it was left, unless that was of another rank or of other expressions."""
    resumed = Adam.resumed(resume) if resume else None
    fits = resumed and all(resumed.factors[name].shape == value.shape for name, value in started.items())
    return resumed if resumed and fits else Adam(started)


def opened(path: Path) -> Adapter | None:
    """The adapter in that file; None for weights of another kind."""
    try:
        with safe_open(path, "np") as file:
            told = file.metadata() or {}
    except (OSError, SafetensorError):
        return None
    if told.get("format") != FORMAT:
        return None
    factors = {name: np.asarray(value, dtype=np.float64) for name, value in load(path.read_bytes()).items()}
    return Adapter(factors, tuple(json.loads(told["labels"])), told)


def _ordered(dumped: bytes) -> bytes:
    """The same file with its header's keys in the order of the alphabet: the library leaves them to chance."""
    end = 8 + int.from_bytes(dumped[:8], "little")
    header = json.dumps(json.loads(dumped[8:end]), sort_keys=True).encode()
    header += b" " * (-len(header) % 8)
    return len(header).to_bytes(8, "little") + header + dumped[end:]


def _started(faces: Grid, labels: int, settings: Settings) -> Factors:
    lot = np.random.default_rng(settings.seed)
    return {
        "mean": faces.mean(axis=(0, 2, 3)),
        "rows": lot.normal(0, 0.12, (3, EDGE, settings.rank)),
        "columns": lot.normal(0, 0.12, (3, EDGE, settings.rank)),
        "gains": np.ones((labels, settings.rank)),
    }


def _drawn(factors: Factors, which: NDArray[np.int_]) -> Grid:
    """(faces, 3, EDGE, EDGE)"""
    scaled = factors["rows"][None] * factors["gains"][which][:, None, None, :]
    return np.asarray(factors["mean"][None, :, None, None] + scaled @ factors["columns"].transpose(0, 2, 1)[None])


def _slopes(factors: Factors, faces: Grid, which: NDArray[np.int_]) -> tuple[float, Factors]:
    weights, gains = _weights(), factors["gains"][which]
    apart = _drawn(factors, which) - faces
    loss = float(np.mean(weights * apart**2))
    pull = 2 * weights * apart / apart.size
    rows, columns = factors["rows"], factors["columns"]
    each = np.einsum("ncij,cir,cjr->nr", pull, rows, columns, optimize=True)
    slope_of_gains = np.zeros_like(factors["gains"])
    np.add.at(slope_of_gains, which, each)
    return loss, {
        "mean": pull.sum(axis=(0, 2, 3)),
        "rows": np.einsum("ncij,cjr,nr->cir", pull, columns, gains, optimize=True),
        "columns": np.einsum("ncij,cir,nr->cjr", pull, rows, gains, optimize=True),
        "gains": slope_of_gains,
    }


def _augmented(faces: Grid, seed: int, step: int) -> Grid:
    """A little lighter or darker, and moved by a pixel, so that neither is learnt as the face's own."""
    lot = np.random.default_rng((seed, step, 1))
    light = lot.uniform(0.95, 1.05, (len(faces), 1, 1, 1))
    moved = [np.roll(face, tuple(lot.integers(-1, 2, 2)), axis=(1, 2)) for face in faces]
    return np.clip(np.stack(moved) * light, 0, 1)


def _weights() -> Grid:
    at = np.linspace(-1, 1, EDGE)
    return np.asarray(0.25 + 1.5 * np.exp(-((at[:, None] / 0.7) ** 2) - (at[None, :] / 0.55) ** 2))


def _metadata(patches: Sequence[Grid], settings: Settings) -> dict[str, str]:
    hashes = [hashlib.sha256(patch.astype(np.uint8).tobytes()).hexdigest() for patch in patches]
    return {
        "about": "Look adapter of the storyboard pipeline: low-rank factors of a face. Not a diffusion LoRA.",
        "rank": str(settings.rank),
        "seed": str(settings.seed),
        "dataset": json.dumps(hashes),
    }
