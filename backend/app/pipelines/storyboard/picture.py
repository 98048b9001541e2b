"""A panel at any refinement and size: the drawing above, the slate below, and its encodings."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from typing import Any

import skia
from PIL import Image

from app.pipelines.storyboard.brief import read
from app.pipelines.storyboard.brief.model import Brief, Known
from app.pipelines.storyboard.drawing import draw
from app.pipelines.storyboard.paper.grading import Grade
from app.pipelines.storyboard.slate import Slate

AREA = 1280 * 720
"""Square units of a sheet with its slate, whatever its shape."""
SMALLEST, LARGEST = 64, 4096
BY_STEPS = ((24, (960, 540)), (40, (1280, 720)), (math.inf, (1920, 1080)))
PREVIEW_WIDTH = 400
PREVIEW_BYTES = 40_000

Size = tuple[int, int]


def dimensions(parameters: Mapping[str, Any], steps: int) -> Size:
    """Pixels of the picture: as asked, else 16:9 by how many steps it is worth."""
    usual = next(size for most, size in BY_STEPS if steps <= most)
    width, height = (int(parameters.get(name) or 0) for name in ("width", "height"))
    if not width and not height:
        return usual
    width, height = width or round(height * 16 / 9), height or round(width * 9 / 16)
    return tuple(max(SMALLEST, min(LARGEST, edge)) for edge in (width, height))  # type: ignore[return-value]


class Panel:
    """One drawing, made once and shown at any refinement."""

    def __init__(self, wanted: str | Brief, size: Size, seed: int, known: Sequence[Known] = ()) -> None:
        brief = wanted if isinstance(wanted, Brief) else read(wanted, known)
        self.size = size
        self.grade: Grade | None = None
        unit = math.sqrt(AREA / (size[0] * size[1]))
        self.units = (size[0] * unit, size[1] * unit)
        slate_height = 34.0 if min(size) >= 180 else 0.0
        self.sheet, shot = draw(brief, self.units[0], self.units[1] - slate_height, seed)
        self.slate = Slate(shot.brief, seed, self.units[0], slate_height)

    def describe(self, refinement: float) -> str:
        stages = (
            (0.13, "Rough: setting"),
            (0.26, "Rough: figures"),
            (0.5, "Clean line"),
            (0.7, "Tone"),
            (0.86, "Finish"),
        )
        return next((name for until, name in stages if refinement < until), "Finish: accents")

    def png(self, refinement: float) -> bytes:
        return encoded(self.image(self.size, refinement), "PNG", compress_level=3)

    def preview(self, refinement: float) -> bytes:
        """A JPEG of at most 400 pixels across and 40 kB."""
        scale = min(1.0, PREVIEW_WIDTH / self.size[0], 2 * PREVIEW_WIDTH / self.size[1])
        image = self.image((max(1, round(self.size[0] * scale)), max(1, round(self.size[1] * scale))), refinement)
        sizes = (encoded(image, "JPEG", quality=quality) for quality in (82, 64, 45, 25))
        return next((data for data in sizes if len(data) <= PREVIEW_BYTES), encoded(image, "JPEG", quality=10))

    def image(self, size: Size, refinement: float) -> skia.Surface:
        surface = skia.Surface(*size)
        canvas = surface.getCanvas()
        canvas.scale(size[0] / self.units[0], size[1] / self.units[1])
        canvas.save()
        canvas.clipRect(skia.Rect.MakeWH(self.sheet.width, self.sheet.height))
        if self.grade:
            canvas.saveLayer(None, self.grade.paint())
        self.sheet.play(canvas, refinement)
        if self.grade:
            canvas.restore()
        canvas.restore()
        canvas.translate(0, self.sheet.height)
        self.slate.draw(canvas)
        return surface


def encoded(surface: skia.Surface, form: str, **options: int) -> bytes:
    pixels = surface.toarray(colorType=skia.kRGBA_8888_ColorType)
    out = io.BytesIO()
    Image.fromarray(pixels[..., :3]).save(out, form, **options)
    return out.getvalue()
