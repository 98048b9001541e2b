"""The strip below the picture: what was asked for, with which seed, and that it is a drawing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import skia

from app.pipelines.storyboard.brief.model import Brief
from app.pipelines.storyboard.paper.colour import INK, PAPER, grey

FONTS = Path(__file__).parent / "fonts"
SIZE = 14.0


class Slate:
    def __init__(self, brief: Brief, seed: int, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.facts = f"{brief.framing.value} · {brief.angle.value} · {brief.time.value} · seed {seed} · storyboard"
        self.text = brief.text

    def draw(self, canvas: skia.Canvas) -> None:
        if not self.height:
            return
        canvas.drawRect(skia.Rect.MakeWH(self.width, self.height), skia.Paint(Color=PAPER.argb()))
        canvas.drawRect(skia.Rect.MakeWH(self.width, 1.6), skia.Paint(Color=INK.argb(0.85)))
        mono, sans = font("IBMPlexMono-Medium.ttf", SIZE * 0.86), font("IBMPlexSans-Regular.ttf", SIZE)
        base, margin = self.height * 0.66, 14.0
        facts = fitted(self.facts, mono, self.width * 0.55)
        taken = mono.measureText(facts)
        self._write(canvas, facts, self.width - margin - taken, base, mono, 0.45)
        self._write(canvas, fitted(self.text, sans, self.width - taken - margin * 4), margin, base, sans, 0.08)

    def _write(self, canvas: skia.Canvas, text: str, x: float, y: float, face: skia.Font, value: float) -> None:
        canvas.drawString(text, x, y, face, skia.Paint(AntiAlias=True, Color=grey(value).argb()))


def fitted(text: str, face: skia.Font, width: float) -> str:
    """As much of the text as there is room for; characters the face lacks become a dot."""
    shown = "".join(c if face.unicharToGlyph(ord(c)) else "·" for c in text[:400])
    if face.measureText(shown) <= width:
        return shown
    while shown and face.measureText(shown + "…") > width:
        shown = shown[: -max(1, len(shown) // 24)]
    return shown.rstrip(" ,.;:") + "…" if shown else ""


@cache
def font(name: str, size: float) -> skia.Font:
    face = skia.Typeface.MakeFromFile(str(FONTS / name))
    made = skia.Font(face, size)
    made.setSubpixel(True)
    made.setEdging(skia.Font.Edging.kAntiAlias)
    return made
