"""Sound and music."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from av import AudioResampler
from av.audio.frame import AudioFrame
from av.container import InputContainer
from av.error import InvalidDataError

from app.worker.recognition.facts import Facts, Unfit
from app.worker.recognition.media.key import key
from app.worker.recognition.media.mood import mood
from app.worker.recognition.media.tempo import RATE, Samples, tempo
from app.worker.recognition.media.whole import duration

_ANALYSED = 180  # seconds from the beginning; tempo and key of a longer piece are those of its first part


@dataclass(frozen=True, kw_only=True)
class AudioFacts(Facts):
    """`duration` is seconds, `sample_rate` hertz. Without a steady beat there is no `bpm`, without tones no `key`, and
    without both no `mood`."""

    kind: ClassVar[str] = "audio"
    duration: float
    sample_rate: int
    channels: int
    codec: str
    bpm: float | None
    key: str | None
    mood: str | None


def facts(container: InputContainer) -> AudioFacts:
    """Raises `Unfit`, or what FFmpeg raises."""
    context = container.streams.audio[0].codec_context
    if context is None:
        raise Unfit("The codec of the sound is not known.")
    samples = _samples(container)
    beats, tones = tempo(samples), key(samples)
    return AudioFacts(
        duration=round(duration(container) or len(samples) / RATE, 3),
        sample_rate=context.sample_rate,
        channels=context.channels,
        codec=context.codec.canonical_name,
        bpm=beats,
        key=tones,
        mood=mood(beats, tones),
    )


def _samples(container: InputContainer) -> Samples:
    """Mono, at `RATE`."""
    resampler = AudioResampler(format="flt", layout="mono", rate=RATE)
    chunks: list[Samples] = []
    gathered = 0
    for frame in _frames(container):
        for resampled in resampler.resample(frame):
            chunks.append(resampled.to_ndarray()[0])
            gathered += resampled.samples
        if gathered > _ANALYSED * RATE:
            break
    if not chunks:
        raise Unfit("The file holds no sound that can be decoded.")
    return np.nan_to_num(np.concatenate(chunks))


def _frames(container: InputContainer) -> Iterator[AudioFrame]:
    """A damaged packet is passed over, as every player does."""
    for packet in container.demux(container.streams.audio[0]):
        try:
            yield from packet.decode()
        except InvalidDataError:
            continue
