"""EXR and HDR: size, channels, stops, and whether they surround a scene."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.worker.recognition.child import recognise
from tests.worker.recognition.samples import cut, exr, radiance


def stops(height: int, width: int, lowest: int, highest: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Half dark, half bright."""
    light = np.full((height, width), 2.0**lowest, dtype=np.float32)
    light[:, width // 2 :] = 2.0**highest
    return light


def test_an_exr_tells_its_range_in_stops(tmp_path: Path) -> None:
    report = recognise(exr(tmp_path / "a.exr", stops(90, 120, -6, 8)), "a.exr")
    assert report.reason is None
    assert report.mime == "image/x-exr"
    assert report.metadata == {
        "kind": "high_range",
        "width": 120,
        "height": 90,
        "channels": ["B", "G", "R"],
        "dynamic_range": pytest.approx(14, abs=0.1),
        "environment": False,
    }
    assert report.poster


def test_twice_as_wide_as_high_is_an_environment(tmp_path: Path) -> None:
    report = recognise(exr(tmp_path / "a.exr", stops(64, 128, 0, 4)), "a.exr")
    assert report.metadata["environment"] is True


def test_darkness_has_no_range(tmp_path: Path) -> None:
    report = recognise(exr(tmp_path / "a.exr", np.zeros((9, 9), dtype=np.float32)), "a.exr")
    assert report.reason is None
    assert "dynamic_range" not in report.metadata


def test_infinite_and_undefined_light_does_no_harm(tmp_path: Path) -> None:
    light = stops(90, 120, 0, 3)
    light[0, :3] = (np.inf, -np.inf, np.nan)
    report = recognise(exr(tmp_path / "a.exr", light), "a.exr")
    assert report.reason is None
    assert report.metadata["dynamic_range"] == pytest.approx(3, abs=0.1)


def test_a_radiance_picture_is_read(tmp_path: Path) -> None:
    exponents = np.full((10, 20), 120, dtype=np.uint8)
    exponents[:, :10] = 135
    report = recognise(radiance(tmp_path / "sky.hdr", exponents), "sky.hdr")
    assert report.reason is None
    assert (report.metadata["width"], report.metadata["height"]) == (20, 10)
    assert report.metadata["dynamic_range"] == pytest.approx(15, abs=0.1)
    assert report.metadata["environment"] is True


def test_truncated_light_has_a_reason(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).random((200, 200), dtype=np.float32)
    assert recognise(cut(exr(tmp_path / "a.exr", noise)), "a.exr").reason
    assert recognise(cut(radiance(tmp_path / "a.hdr", np.full((50, 50), 130, dtype=np.uint8)), 0.1), "a.hdr").reason


def test_an_exr_too_large_by_its_header_is_not_decoded(tmp_path: Path) -> None:
    path = exr(tmp_path / "a.exr", stops(9, 9, 0, 1))
    window = path.read_bytes().index(b"dataWindow\0box2i\0") + len(b"dataWindow\0box2i\0") + 4
    data = bytearray(path.read_bytes())
    data[window + 8 : window + 16] = (50_000).to_bytes(4, "little") * 2
    path.write_bytes(data)
    assert "50001×50001 pixels" in (recognise(path, "a.exr").reason or "")
