"""The key of a piece of music."""

from __future__ import annotations

import numpy as np

from app.worker.recognition.media.tempo import RATE, Curve, Samples

_WINDOW, _HOP = 8192, 4096  # samples: 2.7 Hz tell semitones apart down to 55 Hz
_LOWEST, _HIGHEST = 55.0, 2000.0  # Hz
_CLEAR = 0.6  # correlation with a profile; noise stays below
_HEARD = 0.1  # of the strongest pitch class
_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_PROFILES = {
    "major": (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88),
    "minor": (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17),
}


def key(samples: Samples) -> str | None:
    """E.g. `A minor`; None where no key is clear. `samples` are mono at `RATE`.

    The strengths of the twelve pitch classes, compared with how well each fits a key: C. Krumhansl, "Cognitive
    Foundations of Musical Pitch" (1990), chapter 4, with the profiles of Krumhansl and Kessler (1982).
    """
    chroma = _chroma(samples)
    if np.sort(chroma)[-3] <= _HEARD * chroma.max():
        return None  # a key takes three notes
    fits = {
        f"{name} {mode}": float(np.corrcoef(np.roll(profile, tonic), chroma)[0, 1])
        for mode, profile in _PROFILES.items()
        for tonic, name in enumerate(_NAMES)
    }
    best = max(fits, key=fits.__getitem__)
    return best if fits[best] >= _CLEAR else None


def _chroma(samples: Samples) -> Curve:
    """How strong each of the twelve pitch classes is, from C."""
    chroma = np.zeros(12)
    if len(samples) < _WINDOW:
        return chroma
    frequencies = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    heard = (frequencies >= _LOWEST) & (frequencies <= _HIGHEST)
    classes = (np.rint(12 * np.log2(frequencies[heard] / 440)).astype(int) + 9) % 12
    taper = np.hanning(_WINDOW).astype(np.float32)
    for window in np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::_HOP]:
        np.add.at(chroma, classes, np.abs(np.fft.rfft(window * taper))[heard])
    return chroma
