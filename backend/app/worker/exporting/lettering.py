"""Words on frames: cards, slates for what has no take yet, and what is burnt in."""

from __future__ import annotations

import textwrap
from functools import cached_property

from PIL import Image, ImageDraw, ImageFont

from app.cut.schemas import CutClip
from app.pipelines.storyboard.slate import FONTS

_PAPER, _INK, _SOFT, _BAR = (24, 23, 22), (236, 232, 226), (150, 145, 138), (0, 0, 0)
_COLUMNS = 52  # characters in a line
_MOST = 6  # lines


class Lettering:
    def __init__(self, size: tuple[int, int], fps: float) -> None:
        self._size, self._fps = size, fps

    def card(self, text: str) -> Image.Image:
        return self._page([], _lines(text))

    def slate(self, clip: CutClip) -> Image.Image:
        """Of a shot without a take."""
        return self._page([clip.code, "No take yet"], _lines(clip.text))

    def burnt_in(self, picture: Image.Image, clip: CutClip, name: str, number: int) -> Image.Image:
        """`number` counts the frames of the clip."""
        marked = picture.copy()
        draw, edge = ImageDraw.Draw(marked), self._small.size // 2
        base = self._size[1] - self._small.size - edge
        self._words(draw, (edge, base), name)
        self._words(draw, (self._size[0] - edge, base), timecode(clip.at + number, self._fps), anchor="ra")
        if said := "\n".join(_lines(clip.dialogue)[:3]):
            place = (self._size[0] / 2, base - edge * 2)
            draw.multiline_text(place, said, _INK, self._large, "md", align="center", stroke_width=2, stroke_fill=_BAR)
        return marked

    def _words(self, draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, anchor: str = "la") -> None:
        draw.text(place, text, _INK, self._small, anchor, stroke_width=2, stroke_fill=_BAR)

    def _page(self, head: list[str], lines: list[str]) -> Image.Image:
        page = Image.new("RGB", self._size, _PAPER)
        draw, middle = ImageDraw.Draw(page), (self._size[0] / 2, self._size[1] / 2)
        draw.multiline_text(
            middle, "\n".join(lines), _INK, self._large, "mm", align="center", spacing=self._large.size / 3
        )
        for number, text in enumerate(head):
            draw.text((middle[0], self._size[1] * (0.12 + 0.06 * number)), text, _SOFT, self._small, "mm")
        return page

    @cached_property
    def _large(self) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(FONTS / "IBMPlexSans-Regular.ttf"), max(8, self._size[1] // 20))

    @cached_property
    def _small(self) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(FONTS / "IBMPlexMono-Medium.ttf"), max(7, self._size[1] // 34))


def timecode(frame: int, fps: float) -> str:
    """`HH:MM:SS:FF`, frames counted without a drop."""
    base = max(1, round(fps))
    seconds, frames = divmod(frame, base)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}:{frames:02d}"


def _lines(text: str) -> list[str]:
    lines = [line for paragraph in text.splitlines() for line in textwrap.wrap(paragraph, _COLUMNS)]
    return lines if len(lines) <= _MOST else [*lines[: _MOST - 1], "…"]
