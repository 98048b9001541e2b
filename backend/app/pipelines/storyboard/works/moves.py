"""Camera moves as views of one picture: each gives the frame at a moment between 0 and 1."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image

Frame = Image.Image
Move = Callable[[Frame, float, tuple[int, int]], Frame]

ZOOM = 1.35
PAN_ZOOM = 1.25
DEPTHS = ((1.04, 0.015), (1.1, 0.045), (1.2, 0.1))
"""Of parallax, from far to near: how much larger a layer is, and which share of the width it travels."""


def eased(moment: float) -> float:
    """Starts and stops gently."""
    return moment * moment * (3 - 2 * moment)


def _view(picture: Frame, zoom: float, x: float, y: float, size: tuple[int, int]) -> Frame:
    """What a window 1/`zoom` as large sees; `x` and `y` from 0 (left, top) to 1."""
    width, height = picture.width / zoom, picture.height / zoom
    left, top = (picture.width - width) * x, (picture.height - height) * y
    box = (left, top, left + width, top + height)
    return picture.resize(size, Image.Resampling.BICUBIC, box)


def _hold(picture: Frame, _moment: float, size: tuple[int, int]) -> Frame:
    return _view(picture, 1.0, 0.5, 0.5, size)


def _push_in(picture: Frame, moment: float, size: tuple[int, int]) -> Frame:
    return _view(picture, ZOOM**moment, 0.5, 0.42, size)


def _pull_out(picture: Frame, moment: float, size: tuple[int, int]) -> Frame:
    return _push_in(picture, 1 - moment, size)


def _pan(picture: Frame, moment: float, size: tuple[int, int]) -> Frame:
    return _view(picture, PAN_ZOOM, moment, 0.5, size)


def _parallax(picture: Frame, moment: float, size: tuple[int, int]) -> Frame:
    """Three layers of the picture, the nearer below and in the middle, travelling the faster."""
    made = None
    made = picture
    for depth, (zoom, travel) in enumerate(DEPTHS):
        room = 1 - 1 / zoom
        layer = _view(picture, zoom, 0.5 + (moment - 0.5) * min(1.0, travel / room), 0.5, size)
        made = Image.composite(layer, made, _nearer(size, depth)) if depth else layer
    return made


def _nearer(size: tuple[int, int], depth: int) -> Frame:
    """A soft mask of what is at least so near: the ground rises toward the viewer, the subject stands in the middle."""
    xs, ys = np.meshgrid(np.linspace(-1, 1, size[0]), np.linspace(0, 1, size[1]))
    near = ys + 0.35 * np.exp(-((xs / 0.35) ** 2))
    edge = (0.0, 0.62, 0.98)[depth]
    return Image.fromarray((np.clip((near - edge) / 0.16 + 0.5, 0, 1) * 255).astype(np.uint8))


MOVES: dict[str, Move] = {
    "pan": _pan,
    "push_in": _push_in,
    "pull_out": _pull_out,
    "parallax": _parallax,
    "hold": _hold,
}
