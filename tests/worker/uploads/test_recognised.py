"""Every type that is recognised, from a real file through a real worker to what the studio tells of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from safetensors.numpy import save_file

from tests.support.clients.calls import finished_assets, make_film, upload
from tests.support.films.disk import committed, sound
from tests.support.studios.studio import Studio
from tests.worker.recognition import samples

BEATS = (
    "# The Last Ferry\n\n1. Opening Image: A lone woman mourns at an empty pier.\n2. Finale: They laugh and dance.\n"
)
SCREENPLAY = "Title: The Last Ferry\n\nEXT. PIER - NIGHT\n\nRain.\n\nÉMILIE\nGo.\n"
Make = Callable[[Path], Path]


def music(path: Path) -> Path:
    beat = samples.clicks(128)
    tune = samples.tones(("A", "C", "E", "A", "G#", "B", "E", "A"))
    return samples.sound(path, beat + np.resize(tune, len(beat)), "flac")


def lora(path: Path) -> Path:
    tensors = {"lora_unet_down_blocks_1_attn2_to_k.lora_down.weight": np.zeros((8, 768), dtype=np.float16)}
    save_file(tensors, path, {"modelspec.architecture": "stable-diffusion-v1/lora", "trigger_word": "mina_lora"})
    return path


def sky(path: Path) -> Path:
    light = np.full((64, 128), 2.0**-6, dtype=np.float32)
    light[:, 64:] = 2.0**8
    return samples.exr(path, light)


def sun(path: Path) -> Path:
    exponents = np.full((32, 64), 120, dtype=np.uint8)
    exponents[:, :32] = 135
    return samples.radiance(path, exponents)


def text(words: str) -> Make:
    def written(path: Path) -> Path:
        path.write_text(words)
        return path

    return written


KNOWN: dict[str, tuple[Make, dict[str, Any]]] = {
    "plate.png": (samples.picture, {"kind": "image", "width": 320, "height": 180}),
    "plate.jpg": (samples.picture, {"kind": "image", "width": 320, "height": 180}),
    "shot.mp4": (
        samples.film,
        {"kind": "video", "width": 160, "height": 90, "fps": 24.0, "duration": pytest.approx(3, abs=0.1)},
    ),
    "tune.flac": (
        music,
        {"kind": "audio", "duration": pytest.approx(20, abs=0.1), "bpm": pytest.approx(128, rel=0.01),
         "key": "A minor", "mood": "tense"},
    ),
    "lora.safetensors": (
        lora,
        {"kind": "weights", "parameters": 8 * 768, "base_model": "SD 1.5", "trigger_words": ["mina_lora"]},
    ),
    "sky.exr": (sky, {"kind": "high_range", "environment": True, "dynamic_range": pytest.approx(14, abs=0.1)}),
    "sun.hdr": (sun, {"kind": "high_range", "environment": True, "dynamic_range": pytest.approx(15, abs=0.1)}),
    "ferry.fountain": (
        text(SCREENPLAY),
        {"kind": "screenplay", "title": "The Last Ferry", "scenes": ["EXT. PIER - NIGHT"], "characters": ["ÉMILIE"]},
    ),
    "ferry.md": (text(BEATS), {"kind": "beat_sheet", "title": "The Last Ferry"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One real file of each type."""
    folder = tmp_path_factory.mktemp("real")
    return {name: make(folder / name).read_bytes() for name, (make, _) in KNOWN.items()}


@pytest.fixture(scope="module")
def told(studio: Studio, real: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """What the studio says of each, all sent at once, whole and cut in half."""
    film = make_film(studio.client)
    halves = {f"half {name}": data[: len(data) // 2] for name, data in real.items()}
    upload(studio.client, film["id"], *real.items(), *halves.items())
    found = finished_assets(studio.client, film["id"], 2 * len(KNOWN))
    folder = studio.workspace / str(film["folder"])
    committed(folder)
    assert sound(folder)
    return {asset["name"]: asset for asset in found}


@pytest.mark.parametrize("name", KNOWN)
def test_a_real_file_is_known_for_what_it_is(told: dict[str, dict[str, Any]], name: str) -> None:
    asset, expected = told[name], KNOWN[name][1]
    assert (asset["status"], asset["reason"]) == ("ready", None)
    assert {key: asset["metadata"][key] for key in expected} == expected


def test_beats_tell_what_they_make_one_feel(told: dict[str, dict[str, Any]]) -> None:
    beats = told["ferry.md"]["metadata"]["beats"]
    assert [(beat["name"], beat["emotion"]) for beat in beats] == [("Opening Image", "sadness"), ("Finale", "joy")]


@pytest.mark.parametrize("name", [name for name in KNOWN if not name.endswith((".md", ".fountain"))])
def test_half_a_file_has_a_reason_and_is_kept(
    studio: Studio, told: dict[str, dict[str, Any]], real: dict[str, bytes], name: str
) -> None:
    asset = told[f"half {name}"]
    assert asset["status"] == "failed"
    assert asset["reason"]
    kept: httpx.Response = studio.client.get(asset["url"])
    assert kept.content == real[name][: len(real[name]) // 2]
