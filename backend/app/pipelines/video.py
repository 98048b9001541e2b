"""Pictures one after the other, as H.264 in MP4."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import av
import numpy as np
from PIL import Image


class Video:
    """A film in the making, of even width and height."""

    def __init__(self, size: tuple[int, int], rate: int, metadata: dict[str, str]) -> None:
        self.size = size
        self._folder = TemporaryDirectory()  # the index goes to the front in a second pass over the file
        self._path = Path(self._folder.name) / "video.mp4"
        self._container = av.open(str(self._path), "w", format="mp4", options={"movflags": "+faststart"})
        self._container.metadata.update(metadata)
        self._stream = self._container.add_stream("libx264", rate=Fraction(rate))
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "yuv420p"
        self._stream.options = {"crf": "20", "preset": "veryfast", "threads": "1"}

    def add(self, picture: Image.Image) -> None:
        frame = av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")
        self._container.mux(self._stream.encode(frame))

    def finished(self) -> bytes:
        self._container.mux(self._stream.encode())
        self._container.close()
        return self._path.read_bytes()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._container.close()
        self._folder.cleanup()
