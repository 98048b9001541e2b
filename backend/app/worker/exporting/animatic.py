"""The cut as one MP4: H.264 pictures at its frame rate, AAC where there is music."""

from __future__ import annotations

import json
from fractions import Fraction

import av
from av.container import OutputContainer

from app.pipelines.base import Context
from app.worker.exporting.frames import Frames
from app.worker.exporting.reel import Reel
from app.worker.exporting.sound import Mix

_HEIGHT = 720
_TELL_EVERY = 12  # frames
_PREVIEW_EVERY = 96


def export(context: Context, reel: Reel) -> None:
    """`height` in pixels; `burn_in` shows codes, timecode and what is said."""
    size = _size(reel.cut.resolution, int(context.parameters.get("height") or _HEIGHT))
    frames = Frames(reel, size, burn_in=bool(context.parameters.get("burn_in")))
    path = context.place("animatic", "mp4")
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart+use_metadata_tags"}) as target:
        target.metadata.update(_described(reel))
        _write(context, reel, frames, target)


def _write(context: Context, reel: Reel, frames: Frames, target: OutputContainer) -> None:
    rate = Fraction(reel.cut.fps).limit_denominator(1001)
    picture = target.add_stream("libx264", rate=rate)
    picture.width, picture.height = frames.size
    picture.pix_fmt = "yuv420p"
    picture.options = {"crf": "21", "preset": "veryfast", "tune": "stillimage"}
    picture.codec_context.thread_count = 1
    mix = Mix(reel, rate, target) if reel.cut.music else None
    total = reel.cut.frames
    for number, frame in enumerate(frames):
        frame.pts, frame.time_base = number, 1 / rate
        target.mux(picture.encode(frame))
        if mix:
            mix.advance(number)
        if number % _TELL_EVERY == 0 or number + 1 == total:
            preview = frames.preview(frame) if number % _PREVIEW_EVERY == 0 else None
            context.progress(number + 1, total, "Frame", preview)
    target.mux(picture.encode())
    if mix:
        mix.finish()


def _described(reel: Reel) -> dict[str, str]:
    """Which frames show which take of which shot, for whoever has only this file."""
    clips = [[clip.at, clip.frames, clip.code, clip.shot_id, clip.take_id] for clip in reel.cut.clips]
    return {"title": reel.film.manifest.name, "auteur_cut": json.dumps({"fps": reel.cut.fps, "clips": clips})}


def _size(resolution: tuple[int, int], height: int) -> tuple[int, int]:
    """H.264 in 4:2:0 wants even edges."""
    scale = height / resolution[1]
    return max(16, round(resolution[0] * scale / 2) * 2), max(16, round(height / 2) * 2)
