"""Moving pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from app.worker.recognition.facts import Facts, Unfit
from app.worker.recognition.media.whole import duration
from app.worker.recognition.pictures import poster
from app.worker.recognition.pictures.size import refuse_size


@dataclass(frozen=True, kw_only=True)
class VideoFacts(Facts):
    """Sizes are pixels as shown, `duration` is seconds, `fps` frames a second."""

    kind: ClassVar[str] = "video"
    width: int
    height: int
    duration: float | None
    fps: float | None
    codec: str
    audio_codec: str | None


def facts(container: InputContainer, stream: VideoStream) -> VideoFacts:
    """Raises `Unfit`, or what FFmpeg raises."""
    if stream.codec_context is None:
        raise Unfit("The codec of the picture is not known.")
    refuse_size(stream.width, stream.height)
    seconds = duration(container)
    frame = _typical(container, stream, seconds or 0.0)
    width, height = stream.width, stream.height
    if frame.rotation % 180:
        width, height = height, width
    rate = stream.average_rate or stream.guessed_rate
    sound = next(iter(container.streams.audio), None)
    return VideoFacts(
        width=width,
        height=height,
        duration=round(seconds, 3) if seconds else None,
        fps=round(float(rate), 3) if rate else None,
        codec=stream.codec_context.codec.canonical_name,
        audio_codec=sound.codec_context.codec.canonical_name if sound and sound.codec_context else None,
        poster=_poster(frame),
    )


def _typical(container: InputContainer, stream: VideoStream, seconds: float) -> VideoFrame:
    """A little way in, since films begin in black; the first one where nothing is found there."""
    stream.codec_context.thread_count = 1
    start = (container.start_time or 0) / av.time_base
    for place in (start + seconds / 10, 0.0):
        container.seek(int(place * av.time_base))
        if frame := next(container.decode(stream), None):
            return frame
    raise Unfit("The file holds no picture that can be decoded.")


def _poster(frame: VideoFrame) -> bytes:
    scale = min(1.0, poster.EDGE / max(frame.width, frame.height))
    size = {"width": max(1, round(frame.width * scale)), "height": max(1, round(frame.height * scale))}
    image = Image.fromarray(frame.reformat(**size, format="rgb24").to_ndarray())
    return poster.jpeg(image.rotate(frame.rotation, expand=True) if frame.rotation else image)
