"""A camera move over a picture, as H.264 in MP4."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from app.pipelines.base import Context
from app.pipelines.storyboard.works.moves import MOVES, Frame, eased
from app.pipelines.storyboard.works.panel import drawn, reach
from app.pipelines.video import Video

RATES = (1, 60)
SECONDS = (0.2, 30.0)
LARGEST = 1920
PREVIEWS = 6
REFINEMENT_STEPS = 50
COMMENT = "Storyboard animatic: a camera move over a drawing or a still, no AI render"


def make_animatic(context: Context) -> None:
    """`move` (pan, push_in, pull_out, parallax, hold), `fps` and `duration` in seconds. Raises `ValueError`."""
    wished = context.parameters
    name = str(wished.get("move") or "push_in")
    if name not in MOVES:
        raise ValueError(f"there is no move {name!r}, but {', '.join(MOVES)}")
    rate = int(min(max(int(wished.get("fps") or 12), RATES[0]), RATES[1]))
    seconds = min(max(float(wished.get("duration") or 2.0), SECONDS[0]), SECONDS[1])
    picture = _picture(context)
    count = max(2, round(rate * seconds))
    shown = {max(1, round(count * share / PREVIEWS)) for share in range(1, PREVIEWS + 1)}
    with Video(_size(picture), rate, {"title": context.prompt[:200], "comment": COMMENT}) as video:
        for number in range(1, count + 1):
            frame = MOVES[name](picture, eased((number - 1) / (count - 1)), video.size)
            video.add(frame)
            context.progress(number, count, f"Frame {number}", _preview(frame) if number in shown else None)
        context.save("video", "mp4", video.finished())


def _picture(context: Context) -> Frame:
    """The source, or the prompt drawn afresh, a third larger than the film so that a push in stays sharp."""
    if context.source:
        with Image.open(context.source) as source:
            picture = ImageOps.exif_transpose(source).convert("RGB")
        picture.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
        return picture
    steps = max(1, int(context.parameters.get("steps", 30)))
    panel = drawn(context, steps)
    return Image.open(io.BytesIO(panel.png(reach(max(steps, REFINEMENT_STEPS))))).convert("RGB")


def _size(picture: Frame) -> tuple[int, int]:
    """H.264 in 4:2:0 wants even edges."""
    scale = min(1.0, 1280 / picture.width, 1280 / picture.height)
    return tuple(max(16, round(edge * scale / 2) * 2) for edge in picture.size)  # type: ignore[return-value]


def _preview(frame: Frame) -> bytes:
    small = frame.copy()
    small.thumbnail((400, 400))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=70)
    return out.getvalue()
