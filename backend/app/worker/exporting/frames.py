"""Every frame of a cut in turn: stills, the frames of videos, cards, and a slate where a take is missing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import av
import numpy as np
from PIL import Image, ImageOps

from app.cut.schemas import CutClip
from app.worker.exporting.lettering import Lettering
from app.worker.exporting.reel import Reel

_BLACK = (0, 0, 0)
_PREVIEW = (400, 400)
_ROUNDING = 1e-6  # seconds; times of frames are no exact numbers
_Item = TypeVar("_Item")


class Frames:
    def __init__(self, reel: Reel, size: tuple[int, int], *, burn_in: bool) -> None:
        self.size = size
        self._reel = reel
        self._lettering = Lettering(size, reel.cut.fps)
        self._burn_in = burn_in

    def __iter__(self) -> Iterator[av.VideoFrame]:
        for clip in self._reel.cut.clips:
            pictures = self._pictures(clip)
            if self._burn_in and clip.kind == "shot":
                for number, picture in enumerate(_held(pictures, clip.frames)):
                    yield _frame(self._lettering.burnt_in(picture, clip, self._reel.name(clip), number))
            else:
                yield from _held(map(_frame, pictures), clip.frames)

    def preview(self, frame: av.VideoFrame) -> bytes:
        image = Image.fromarray(frame.to_ndarray(format="rgb24"))
        image.thumbnail(_PREVIEW)
        out = io.BytesIO()
        image.save(out, "JPEG", quality=70)
        return out.getvalue()

    def _pictures(self, clip: CutClip) -> Iterator[Image.Image]:
        """As many as there are; the last one is held for what is left."""
        file = self._reel.file(clip)
        if clip.kind == "card":
            yield self._lettering.card(clip.text)
        elif file is None:
            yield self._lettering.slate(clip)
        elif clip.media == "video":
            yield from self._played(file, clip)
        else:
            with Image.open(file) as image:
                yield self._fitted(ImageOps.exif_transpose(image))

    def _played(self, file: Path, clip: CutClip) -> Iterator[Image.Image]:
        """At each frame of the cut the one that the video shows at that time."""
        fps, wanted, last = self._reel.cut.fps, clip.start, None
        with av.open(str(file)) as video:
            for frame in video.decode(video=0):
                while (
                    last is not None
                    and wanted / fps + _ROUNDING < (frame.time or 0)
                    and wanted < clip.start + clip.frames
                ):
                    yield last
                    wanted += 1
                if wanted >= clip.start + clip.frames:
                    return
                last = self._fitted(Image.fromarray(frame.to_ndarray(format="rgb24")))
        yield last or self._lettering.slate(clip)

    def _fitted(self, image: Image.Image) -> Image.Image:
        """Whole, with black beside it: a picture is never cropped unasked."""
        return ImageOps.pad(image.convert("RGB"), self.size, Image.Resampling.LANCZOS, color=_BLACK)


def _frame(picture: Image.Image) -> av.VideoFrame:
    return av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24").reformat(format="yuv420p")


def _held(items: Iterator[_Item], count: int) -> Iterator[_Item]:
    """Exactly so many, the last one again and again."""
    last = next(items)
    yield last
    for _ in range(1, count):
        last = next(items, last)
        yield last
