"""Film and sound: what a player would tell, and a reason for what no player could play to its end."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.worker.recognition.child import recognise
from tests.worker.recognition.samples import RATE, clicks, cut, film, sound, tones


@pytest.mark.parametrize(
    ("name", "codec", "told"),
    [("a.mp4", "libx264", "h264"), ("a.mov", "mpeg4", "mpeg4"), ("a.mkv", "libx264", "h264"),
     ("a.webm", "libvpx-vp9", "vp9"), ("a.avi", "mpeg4", "mpeg4"), ("a.ts", "libx264", "h264"),
     ("a.mxf", "mpeg2video", "mpeg2video")],
)  # fmt: skip
def test_a_film_tells_size_duration_codec_and_rate(tmp_path: Path, name: str, codec: str, told: str) -> None:
    report = recognise(film(tmp_path / name, codec=codec), name)
    assert report.reason is None
    assert report.metadata["kind"] == "video"
    assert (report.metadata["width"], report.metadata["height"]) == (160, 90)
    assert report.metadata["fps"] == pytest.approx(24, abs=0.1)
    assert report.metadata["duration"] == pytest.approx(3, abs=0.1)
    assert report.metadata["codec"] == told


def test_a_rate_that_is_no_whole_number_is_kept(tmp_path: Path) -> None:
    report = recognise(film(tmp_path / "a.mp4", fps=Fraction(24000, 1001)), "a.mp4")
    assert report.metadata["fps"] == 23.976


def test_a_film_has_a_poster_from_within(tmp_path: Path) -> None:
    report = recognise(film(tmp_path / "a.mp4", seconds=5), "a.mp4")
    assert report.poster
    poster = Image.open(io.BytesIO(report.poster))
    assert (poster.format, poster.size) == ("JPEG", (160, 90))


@pytest.mark.parametrize(("name", "movflags"), [("a.mp4", ""), ("a.mp4", "faststart"), ("a.mkv", "")])
def test_a_truncated_film_has_a_reason(tmp_path: Path, name: str, movflags: str) -> None:
    report = recognise(cut(film(tmp_path / name, seconds=5, movflags=movflags)), name)
    assert "not whole" in (report.reason or "")


@pytest.mark.parametrize(
    ("name", "codec", "told"),
    [("a.wav", "pcm_s16le", "pcm_s16le"), ("a.flac", "flac", "flac"), ("a.mp3", "libmp3lame", "mp3"),
     ("a.m4a", "aac", "aac"), ("a.ogg", "flac", "flac")],
)  # fmt: skip
def test_sound_tells_duration_rate_and_channels(tmp_path: Path, name: str, codec: str, told: str) -> None:
    report = recognise(sound(tmp_path / name, tones("CEG" * 2), codec, "stereo"), name)
    assert report.reason is None
    assert report.metadata["kind"] == "audio"
    assert report.metadata["duration"] == pytest.approx(3, abs=0.1)
    assert (report.metadata["sample_rate"], report.metadata["channels"]) == (RATE, 2)
    assert report.metadata["codec"] == told


def test_a_film_container_with_sound_alone_is_sound(tmp_path: Path) -> None:
    assert recognise(sound(tmp_path / "a.mp4", clicks(100), "aac"), "a.mp4").metadata["kind"] == "audio"


def test_music_tells_tempo_key_and_mood(tmp_path: Path) -> None:
    beat, tune = clicks(128), tones(("A", "C", "E", "A", "G#", "B", "E", "A"))
    report = recognise(sound(tmp_path / "a.wav", beat + np.resize(tune, len(beat))), "a.wav")
    assert report.metadata["bpm"] == pytest.approx(128, rel=0.01)
    assert report.metadata["key"] == "A minor"
    assert report.metadata["mood"] == "tense"


def test_truncated_sound_has_a_reason(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 5 * RATE).astype(np.float32)
    for name, codec in (("a.wav", "pcm_s16le"), ("a.flac", "flac")):
        assert "not whole" in (recognise(cut(sound(tmp_path / name, noise, codec)), name).reason or ""), name


def test_a_film_of_noise_behind_a_lawful_beginning_has_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"\0\0\0\x18ftypisom" + np.random.default_rng(1).bytes(100_000))
    assert recognise(tmp_path / "a.mp4", "a.mp4").reason
