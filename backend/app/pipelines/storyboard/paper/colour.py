"""Colours as red, green, blue in 0..255."""

from __future__ import annotations

from typing import NamedTuple


class Colour(NamedTuple):
    red: float
    green: float
    blue: float

    def argb(self, alpha: float = 1.0) -> int:
        """The 32-bit word skia takes; `alpha` in 0..1."""
        r, g, b = (max(0, min(255, round(v))) for v in self)
        return round(max(0.0, min(1.0, alpha)) * 255) << 24 | r << 16 | g << 8 | b

    def toward(self, other: Colour, share: float) -> Colour:
        return Colour(*(a + (b - a) * share for a, b in zip(self, other, strict=True)))

    def under(self, light: Colour) -> Colour:
        """What the surface looks like under `light` (white changes nothing)."""
        return Colour(*(a * b / 255 for a, b in zip(self, light, strict=True)))

    def darker(self, share: float) -> Colour:
        return self.toward(INK, share)

    def lighter(self, share: float) -> Colour:
        return self.toward(WHITE, share)


def hexa(code: str) -> Colour:
    return Colour(int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16))


def grey(value: float) -> Colour:
    """A warm marker grey, 0 black to 1 paper white."""
    return Colour(22 + 222 * value, 22 + 218 * value, 24 + 208 * value)


INK = hexa("#1d1c1f")
WHITE = hexa("#ffffff")
PAPER = hexa("#f5f1e8")
BLUE_PENCIL = hexa("#5a86c4")
