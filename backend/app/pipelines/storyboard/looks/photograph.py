"""A picture as numbers: sRGB, CIE Lab, and sums over boxes."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

LONGEST = 256
"""Pixels of the longer edge at which pictures are looked at."""

Pixels = NDArray[np.float64]
Grid = NDArray[np.float64]


class Photograph:
    """Any picture; `rgb` has the shape (height, width, 3) and values in 0..255."""

    def __init__(self, image: Image.Image, longest: int = LONGEST) -> None:
        upright = ImageOps.exif_transpose(image).convert("RGBA")
        upright.thumbnail((longest, longest), Image.Resampling.BOX)
        on_white = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
        self.rgb: Pixels = np.asarray(on_white.convert("RGB"), dtype=np.float64)
        self.height, self.width = self.rgb.shape[:2]

    @classmethod
    def opened(cls, path: Path, longest: int = LONGEST) -> Photograph:
        """Raises `OSError` for what is no picture."""
        with Image.open(path) as image:
            return cls(image, longest)

    @cached_property
    def lab(self) -> Pixels:
        return lab(self.rgb)

    @cached_property
    def skin(self) -> Grid:
        """How likely each pixel is skin, 0..1: a bell about the hue that all skins share (Chai and Ngan, 1999)."""
        light, blue, red = _ycc(self.rgb)
        if float(np.std(blue) + np.std(red)) < 3.0:  # without colour only what is neither black nor white
            return np.asarray(np.exp(-(((light - 175) / 55) ** 2)))
        chroma = ((blue - 107) / 11) ** 2 + ((red - 149) / 9.5) ** 2
        return np.asarray(np.exp(-chroma / 2) * np.clip((light - 25) / 30, 0, 1))


class Sums:
    """Means over boxes of a grid, each in a few additions (Crow's summed area table)."""

    def __init__(self, grid: Grid) -> None:
        self._table = np.pad(grid, ((1, 0), (1, 0))).cumsum(axis=0).cumsum(axis=1)
        self._height, self._width = grid.shape

    def mean(self, left: Grid, top: Grid, right: Grid, bottom: Grid) -> Grid:
        """Of boxes given by arrays of pixel edges; what lies outside of the picture is cut off."""
        x0, x1 = (np.clip(np.rint(edge), 0, self._width).astype(int) for edge in (left, right))
        y0, y1 = (np.clip(np.rint(edge), 0, self._height).astype(int) for edge in (top, bottom))
        table = self._table
        total = table[y1, x1] - table[y0, x1] - table[y1, x0] + table[y0, x0]
        return np.asarray(total / np.maximum(1, (x1 - x0) * (y1 - y0)))


def lab(rgb: Pixels) -> Pixels:
    """CIE Lab (D65) of sRGB in 0..255, shape (..., 3)."""
    share = rgb / 255
    linear = np.where(share > 0.04045, ((share + 0.055) / 1.055) ** 2.4, share / 12.92)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = linear @ to_xyz.T / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.stack((116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])), axis=-1)


def _ycc(rgb: Pixels) -> tuple[Grid, Grid, Grid]:
    red, green, blue = np.moveaxis(rgb, -1, 0)
    return (
        0.299 * red + 0.587 * green + 0.114 * blue,
        128 - 0.1687 * red - 0.3313 * green + 0.5 * blue,
        128 + 0.5 * red - 0.4187 * green - 0.0813 * blue,
    )
