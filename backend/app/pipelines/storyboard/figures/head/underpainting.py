"""What training learnt of a face, laid on the drawn one as a wash below its lines."""

from __future__ import annotations

import numpy as np
import skia
from numpy.typing import NDArray

from app.pipelines.storyboard.figures.head.skull import Head
from app.pipelines.storyboard.paper.points import Points
from app.pipelines.storyboard.paper.sheet import Sheet

SMALLEST = 90.0
"""Units of a head from which the wash is seen."""
STRENGTH = 0.72


def underpaint(sheet: Sheet, head: Head, outline: Points, learnt: NDArray[np.float64]) -> None:
    """`learnt` as in `Look`. Turned away or small, a head has none."""
    if head.height < SMALLEST or head.view[2] < 0.45:
        return
    edge = len(learnt)
    wash = np.dstack((learnt * np.array(sheet.light.ambient) / 255, _oval(edge) * 255 * STRENGTH))
    image = skia.Image.fromarray(
        np.ascontiguousarray(wash, dtype=np.uint8), colorType=skia.kRGBA_8888_ColorType, copy=True
    )
    corner, right, below = head.flat(np.array([(-0.6, 0.6, 0.34), (0.6, 0.6, 0.34), (-0.6, -0.6, 0.34)]))
    if right[0] < corner[0]:  # the picture's left is the viewer's, whichever way the head's axes run
        corner, right, below = right, corner, below + right - corner
    across, down = (right - corner) / edge, (below - corner) / edge
    matrix = skia.Matrix()
    matrix.setAll(across[0], down[0], corner[0], across[1], down[1], corner[1], 0, 0, 1)
    smooth = skia.SamplingOptions(skia.FilterMode.kLinear)
    shader = image.makeShader(skia.TileMode.kClamp, skia.TileMode.kClamp, smooth, matrix)
    sheet.wash(outline, skia.Paint(AntiAlias=True, Shader=shader))


def _oval(edge: int) -> NDArray[np.float64]:
    """The face alone: hair, ears and backdrop fade out."""
    at = np.linspace(-0.6, 0.6, edge)
    out = np.sqrt((at[None, :] / 0.27) ** 2 + ((at[:, None] - 0.1) / 0.38) ** 2)
    return np.asarray(np.clip((1.0 - out) / 0.35, 0, 1))
