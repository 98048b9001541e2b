"""The cut on paper: six panels a page, each with its picture, code, length, action and dialogue."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import numpy as np
import skia

from app.cut.schemas import CutClip
from app.pipelines.base import Context
from app.pipelines.storyboard.slate import font
from app.worker.exporting.lettering import timecode
from app.worker.exporting.reel import Reel
from app.worker.making.thumbnails import opened

# Points: A4 on its side.
_PAGE = (842.0, 595.0)
_EDGE, _GAP, _HEAD = 36.0, 18.0, 30.0
_COLUMNS, _ROWS = 3, 2
_PANEL = ((_PAGE[0] - 2 * _EDGE - (_COLUMNS - 1) * _GAP) / _COLUMNS, (_PAGE[1] - 2 * _EDGE - _HEAD - _GAP) / _ROWS)
_INK, _SOFT, _LINE = 0xFF1C1A18, 0xFF6E6A64, 0xFFB8B3AC
_WORDS, _CODES, _TITLE = 8.0, 7.5, 12.0
_LINES = 6
_PIXELS = (1000, 1000)  # about 280 dots an inch


def export(context: Context, reel: Reel) -> None:
    stream = skia.DynamicMemoryWStream()
    metadata = skia.PDF.Metadata({"Title": reel.film.manifest.name, "Creator": "Auteur", "Keywords": _ids(reel)})
    clips = reel.cut.clips
    pages = [clips[at : at + _COLUMNS * _ROWS] for at in range(0, len(clips), _COLUMNS * _ROWS)]
    with skia.PDF.MakeDocument(stream, metadata) as document:
        for number, shown in enumerate(pages, start=1):
            with document.page(*_PAGE) as canvas:
                _page(canvas, reel, shown, f"{number} of {len(pages)}")
            context.progress(number, len(pages), "Page")
    context.save("storyboard", "pdf", bytes(stream.detachAsData()))


def _page(canvas: skia.Canvas, reel: Reel, clips: Sequence[CutClip], number: str) -> None:
    _text(canvas, reel.film.manifest.name, (_EDGE, _EDGE + _TITLE), _sans(_TITLE), _INK)
    _text(canvas, number, (_PAGE[0] - _EDGE - _mono().measureText(number), _EDGE + _TITLE), _mono(), _SOFT)
    for place, clip in enumerate(clips):
        row, column = divmod(place, _COLUMNS)
        x, y = _EDGE + column * (_PANEL[0] + _GAP), _EDGE + _HEAD + row * (_PANEL[1] + _GAP)
        _panel(canvas, reel, clip, x, y)


def _panel(canvas: skia.Canvas, reel: Reel, clip: CutClip, x: float, y: float) -> None:
    width, height = reel.cut.resolution
    frame = skia.Rect.MakeXYWH(x, y, _PANEL[0], min(_PANEL[0] * height / width, _PANEL[1] * 0.62))
    if picture := _picture(reel, clip):
        canvas.drawImageRect(picture, _whole(picture, frame), skia.SamplingOptions(skia.FilterMode.kLinear))
    canvas.drawRect(frame, skia.Paint(Color=_LINE, Style=skia.Paint.kStroke_Style, StrokeWidth=0.6))
    base = frame.bottom() + 12
    length = f"{timecode(clip.at, reel.cut.fps)}  {clip.frames / reel.cut.fps:.1f} s"
    _text(canvas, clip.code or "Card", (x, base), _mono(), _INK)
    _text(canvas, length, (x + _PANEL[0] - _mono().measureText(length), base), _mono(), _SOFT)
    for line in _words(clip):
        base += _WORDS * 1.35
        _text(canvas, line, (x, base), _sans(_WORDS), _INK)


def _picture(reel: Reel, clip: CutClip) -> skia.Image | None:
    """Of a video its first frame."""
    file = reel.file(clip)
    if file is None:
        return None
    with opened(file) as image:
        image.thumbnail(_PIXELS)
        return skia.Image.fromarray(np.array(image.convert("RGBA")), colorType=skia.kRGBA_8888_ColorType)


def _words(clip: CutClip) -> list[str]:
    return list(_lines(clip))[:_LINES]


def _lines(clip: CutClip) -> Iterator[str]:
    for paragraph in (*clip.text.splitlines(), *clip.dialogue.splitlines()):
        yield from textwrap.wrap(paragraph, 62)


def _whole(picture: skia.Image, frame: skia.Rect) -> skia.Rect:
    """The picture inside of its frame, never cropped."""
    scale = min(frame.width() / picture.width(), frame.height() / picture.height())
    width, height = picture.width() * scale, picture.height() * scale
    return skia.Rect.MakeXYWH(frame.centerX() - width / 2, frame.centerY() - height / 2, width, height)


def _text(canvas: skia.Canvas, text: str, place: tuple[float, float], face: skia.Font, colour: int) -> None:
    canvas.drawString(text, *place, face, skia.Paint(AntiAlias=True, Color=colour))


def _sans(size: float) -> skia.Font:
    return font("IBMPlexSans-Regular.ttf", size)


def _mono() -> skia.Font:
    return font("IBMPlexMono-Medium.ttf", _CODES)


def _ids(reel: Reel) -> str:
    """Which take each panel shows."""
    return " ".join(f"{clip.shot_id}:{clip.take_id}" for clip in reel.cut.clips if clip.take_id)
