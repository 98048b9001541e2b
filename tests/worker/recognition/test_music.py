"""Tempo, key and mood, heard in what was made to have them."""

from __future__ import annotations

import numpy as np
import pytest

from app.worker.recognition.media import tempo as tempo_module
from app.worker.recognition.media.key import key
from app.worker.recognition.media.mood import mood
from app.worker.recognition.media.tempo import Samples, tempo
from tests.worker.recognition.samples import RATE, Wave, clicks, tones


def heard(wave: Wave) -> Samples:
    """At half the rate, as the analysis hears it."""
    assert RATE == 2 * tempo_module.RATE
    halved: Samples = wave.reshape(-1, 2).mean(axis=1)
    return halved


@pytest.mark.parametrize("bpm", [60, 72, 90, 100, 120, 128, 140, 160])
def test_hears_the_tempo_of_clicks(bpm: int) -> None:
    assert tempo(heard(clicks(bpm))) == pytest.approx(bpm, rel=0.005)


@pytest.mark.parametrize("seed", range(3))
def test_noise_has_neither_tempo_nor_key(seed: int) -> None:
    noise = np.random.default_rng(seed).normal(0, 0.2, 15 * tempo_module.RATE).astype(np.float32)
    assert tempo(noise) is None
    assert key(noise) is None


def test_silence_and_a_blink_have_neither() -> None:
    for length in (0, 10, 1024, 5000, 10 * tempo_module.RATE):
        assert tempo(np.zeros(length, dtype=np.float32)) is None
        assert key(np.zeros(length, dtype=np.float32)) is None


def test_a_held_tone_has_neither() -> None:
    assert tempo(heard(tones("A", seconds=12))) is None
    assert key(heard(tones("A", seconds=12))) is None


@pytest.mark.parametrize(
    ("tune", "expected"),
    [
        (["C", "D", "E", "F", "G", "A", "B", "C", "G", "E", "C"], "C major"),
        (["G", "A", "B", "C", "D", "E", "G", "D", "B", "G"], "G major"),
        (["A", "B", "C", "D", "E", "F", "G#", "A", "E", "C", "A"], "A minor"),
        (["E", "G", "B", "E", "B", "A", "G", "E"], "E minor"),
    ],
)
def test_hears_the_key_of_a_tune(tune: list[str], expected: str) -> None:
    assert key(heard(tones(tune))) == expected


@pytest.mark.parametrize(
    ("bpm", "tonality", "expected"),
    [(140, "C major", "joyful"), (70, "C major", "serene"), (140, "A minor", "tense"), (70, "F# minor", "melancholic"),
     (None, "C major", None), (120, None, None)],
)  # fmt: skip
def test_mood_follows_mode_and_tempo(bpm: float | None, tonality: str | None, expected: str | None) -> None:
    assert mood(bpm, tonality) == expected
