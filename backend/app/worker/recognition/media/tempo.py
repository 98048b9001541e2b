"""The tempo of a piece of music."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float32]
Curve: TypeAlias = NDArray[np.float64]

RATE = 22_050  # Hz
_WINDOW, _HOP = 1024, 256  # samples
_FRAMES = RATE / _HOP  # onset values a second
_SLOWEST, _FASTEST, _USUAL = 40, 240, 120  # beats a minute
_DISTINCT = 0.02  # spread of the onset strength, of the mean loudness; measured: hiss and tones < 0.01, beats > 0.05
_STEADY = 0.15  # of the autocorrelation at 0; noise and held tones stay below


def tempo(samples: Samples) -> float | None:
    """Beats a minute; None where nothing beats steadily. `samples` are mono at `RATE`.

    The lag at which the onset strength (rectified spectral flux) best agrees with itself, weighted by how usual that
    tempo is: D. Ellis, "Beat Tracking by Dynamic Programming", Journal of New Music Research 36 (2007), section 3.2.
    """
    onsets = _onsets(samples)
    agreement = _autocorrelation(onsets)
    slowest = int(_FRAMES * 60 / _SLOWEST)
    if len(agreement) < 3 * slowest or agreement[0] <= 0:
        return None
    lags = np.arange(int(_FRAMES * 60 / _FASTEST), slowest)
    usual = np.exp(-0.5 * np.log2(lags * _USUAL / 60 / _FRAMES) ** 2)
    best = int(lags[np.argmax(agreement[lags] * usual)])
    if agreement[best] < _STEADY * agreement[0]:
        return None
    return round(60 * _FRAMES / _refined(agreement, best), 1)


def _onsets(samples: Samples) -> Curve:
    """How much louder the partials become, from window to window, around its mean; empty where nothing stands out."""
    if len(samples) < 2 * _WINDOW:
        return np.zeros(0)
    windows = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::_HOP]
    taper = np.hanning(_WINDOW).astype(np.float32)
    strength, before, total = np.zeros(len(windows)), np.zeros(_WINDOW // 2 + 1), 0.0
    for first in range(0, len(windows), 1024):  # a whole song at once would take gigabytes
        loudness = np.log1p(10 * np.abs(np.fft.rfft(windows[first : first + 1024] * taper)))
        rises = np.diff(loudness, axis=0, prepend=before[None])
        strength[first : first + 1024] = np.maximum(rises, 0).sum(axis=1)
        before, total = loudness[-1], total + float(loudness.sum())
    strength[0] = 0  # the beginning is no onset
    centred: Curve = strength - strength.mean()
    return centred if centred.std() > _DISTINCT * total / len(windows) else np.zeros(0)


def _autocorrelation(curve: Curve) -> Curve:
    if not len(curve):
        return curve
    spectrum = np.fft.rfft(curve, 2 * len(curve))
    agreement: Curve = np.fft.irfft(np.abs(spectrum) ** 2)[: len(curve)]
    return agreement


def _refined(agreement: Curve, lag: int) -> float:
    """The lag to a fraction of a frame, from the peaks at twice, four times and eight times its length."""
    exact = _peak(agreement, lag)
    for times in (2, 4, 8):
        expected = round(exact * times)
        if expected + times >= len(agreement) // 2:
            break
        near = np.arange(expected - times, expected + times + 1)
        exact = _peak(agreement, int(near[np.argmax(agreement[near])])) / times
    return exact


def _peak(curve: Curve, at: int) -> float:
    """The top of the parabola through a point and its neighbours."""
    before, top, after = curve[at - 1 : at + 2]
    bend = before - 2 * top + after
    return at + float(0.5 * (before - after) / bend) if bend < 0 else float(at)
