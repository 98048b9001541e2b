"""Draws ten very different prompts on one sheet: `python -m app.pipelines.storyboard.contact_sheet OUT.png`."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import skia
from PIL import Image

from app.pipelines.storyboard.paper.colour import grey
from app.pipelines.storyboard.picture import Panel, encoded

PROMPTS = (
    ("Night, wide: a detective in a trench coat walks down a rainy alley under an umbrella", 4),
    ("Extreme wide: a lone rider on horseback crosses the dunes at sunset", 7),
    ("Close-up: a young woman with long hair cries by candlelight in her bedroom", 3),
    ("Wide, storm: two people in a rowboat, lightning over the sea", 12),
    ("Low angle: two men fight in a saloon, bottles behind the bar", 6),
    ("Full shot: an astronaut floats in deep space above the earth", 8),
    ("Wide: a girl in a red coat runs through a foggy forest at dawn", 21),
    ("Over the shoulder: a nurse talks to a tired soldier in a hospital ward", 5),
    ("Wide: a monk kneels in a cathedral, morning light through the windows", 14),
    ("Insert: a revolver, a letter and a candle on a desk", 2),
)
COLUMNS, GAP = 2, 12
PANEL = (792, 446)
REFINEMENT = 1.0


def draw_sheet() -> skia.Surface:
    rows = (len(PROMPTS) + COLUMNS - 1) // COLUMNS
    surface = skia.Surface(COLUMNS * (PANEL[0] + GAP) + GAP, rows * (PANEL[1] + GAP) + GAP)
    canvas = surface.getCanvas()
    canvas.clear(grey(0.06).argb())
    for index, (prompt, seed) in enumerate(PROMPTS):
        picture = Panel(prompt, (PANEL[0] * 2, PANEL[1] * 2), seed).image(PANEL, REFINEMENT)
        row, column = divmod(index, COLUMNS)
        picture.draw(canvas, GAP + column * (PANEL[0] + GAP), GAP + row * (PANEL[1] + GAP))
    return surface


def main() -> None:
    drawn = Image.open(io.BytesIO(encoded(draw_sheet(), "PNG", compress_level=1)))
    drawn.point(lambda value: value & 0xF8 | value >> 5).save(Path(sys.argv[1]), optimize=True)


if __name__ == "__main__":
    main()
