"""The music of a cut, mixed as its frames go by."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from av.container import OutputContainer
from numpy.typing import NDArray

from app.cut.schemas import CutMusic
from app.worker.exporting.reel import Reel

RATE = 48_000  # samples a second
Samples: TypeAlias = NDArray[np.float32]


class Mix:
    """Stereo; what is louder than full scale is cut off."""

    def __init__(self, reel: Reel, fps: Fraction, target: OutputContainer) -> None:
        self._fps, self._target = fps, target
        self._stream = target.add_stream("aac", rate=RATE, layout="stereo")
        self._tracks = [Track(reel.sound(music), music, fps) for music in reel.cut.music]
        self._done = 0  # samples

    def advance(self, frame: int) -> None:
        """To the end of this frame of the cut."""
        until = round((frame + 1) * RATE / self._fps)
        block = np.zeros((2, until - self._done), np.float32)
        for track in self._tracks:
            track.add_to(block, self._done)
        self._write(block.clip(-1, 1))
        self._done = until

    def finish(self) -> None:
        self._target.mux(self._stream.encode())

    def _write(self, block: Samples) -> None:
        frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = RATE, self._done
        frame.time_base = Fraction(1, RATE)
        self._target.mux(self._stream.encode(frame))


class Track:
    """One sound, read no further than it is heard."""

    def __init__(self, path: Path, music: CutMusic, fps: Fraction) -> None:
        self._from = round(music.at * RATE / fps)
        self._to = round((music.at + music.frames) * RATE / fps)
        self._gain = np.float32(10 ** (music.gain / 20))
        self._blocks = _decoded(path, float(music.start / fps))
        self._left: Samples = np.zeros((2, 0), np.float32)

    def add_to(self, block: Samples, begins: int) -> None:
        """`begins` is the block's first sample in the cut."""
        first, last = max(begins, self._from), min(begins + block.shape[1], self._to)
        if first < last:
            heard = self._next(last - first)
            at = first - begins
            block[:, at : at + heard.shape[1]] += heard * self._gain

    def _next(self, count: int) -> Samples:
        """Fewer at the end of the file."""
        while self._left.shape[1] < count and (more := next(self._blocks, None)) is not None:
            self._left = np.concatenate([self._left, more], axis=1)
        heard, self._left = self._left[:, :count], self._left[:, count:]
        return heard


def _decoded(path: Path, seconds: float) -> Iterator[Samples]:
    """From so many seconds on."""
    skip = round(seconds * RATE)
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            for part in resampler.resample(frame):
                samples = part.to_ndarray().astype(np.float32, copy=False)
                yield samples[:, skip:]
                skip = max(0, skip - samples.shape[1])
