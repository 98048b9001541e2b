"""Where the face is: boxes of skin, with darker eyes and mouth where a face has them (after Viola and Jones)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.pipelines.storyboard.looks.photograph import Grid, Photograph, Pixels, Sums

SIZES = 14
STEPS = 36
"""Sizes and places a row that are tried."""


@dataclass(frozen=True)
class Face:
    """A head in a picture, in the drawing's own measures: the eyes at 0, the crown at 0.5, the chin at -0.5."""

    photograph: Photograph
    x: float
    y: float
    height: float
    """Pixels from chin to crown; `x` and `y` are where the eye line crosses the middle of the face."""

    def zone(self, left: float, low: float, right: float, high: float) -> Pixels:
        """The Lab colours between those head heights, shape (n, 3); none outside of the picture."""
        return self._cut(self.photograph.lab, left, low, right, high)

    def colours(self, left: float, low: float, right: float, high: float) -> Pixels:
        return self._cut(self.photograph.rgb, left, low, right, high)

    def share(self, left: float, low: float, right: float, high: float) -> float:
        """How much of the zone lies in the picture."""
        wanted = (right - left) * (high - low) * self.height**2
        return len(self.zone(left, low, right, high)) / max(1.0, wanted)

    def patch(self, edge: int) -> Pixels:
        """The head as a square of `edge` by `edge` sRGB pixels, from -0.6 to 0.6 head heights both ways."""
        at = (np.arange(edge) + 0.5) / edge * 1.2 - 0.6
        columns = np.clip(np.rint(self.x + at * self.height), 0, self.photograph.width - 1).astype(int)
        rows = np.clip(np.rint(self.y + at * self.height), 0, self.photograph.height - 1).astype(int)
        return np.asarray(self.photograph.rgb[np.ix_(rows, columns)])

    @cached_property
    def backdrop(self) -> Pixels:
        """The Lab colours of what is well to the sides of head and shoulders, and of the upper corners."""
        upper = [(-1.4, -0.1, -0.75, 0.7), (0.75, -0.1, 1.4, 0.7), (-1.0, 0.5, -0.6, 1.0), (0.6, 0.5, 1.0, 1.0)]
        lower = [(-2.4, -1.4, -1.35, -0.1), (1.35, -1.4, 2.4, -0.1)]
        return np.vstack([self.zone(*zone) for zone in (*upper, *lower)])

    def _cut(self, pixels: Pixels, left: float, low: float, right: float, high: float) -> Pixels:
        x0, x1 = (int(max(0, round(self.x + u * self.height))) for u in (left, right))
        y0, y1 = (int(max(0, round(self.y - v * self.height))) for v in (high, low))
        return np.asarray(pixels[y0:y1, x0:x1].reshape(-1, 3))


def find(photograph: Photograph) -> Face:
    """The likeliest face; there is always one, since a base face is the picture of somebody."""
    rough = _best(photograph, *_places(photograph))
    return _best(photograph, *_about(rough))


def _best(photograph: Photograph, xs: Grid, ys: Grid, sizes: Grid) -> Face:
    best = int(np.argmax(_likeness(photograph, xs, ys, sizes)))
    return Face(photograph, float(xs[best]), float(ys[best]), float(sizes[best]))


def _about(face: Face) -> tuple[Grid, Grid, Grid]:
    """A finer search about a face that was found."""
    near = np.linspace(-0.06, 0.06, 7) * face.height
    grid = np.meshgrid(face.x + near, face.y + near, face.height * np.linspace(0.86, 1.14, 9))
    xs, ys, sizes = (axis.ravel() for axis in grid)
    return xs, ys, sizes


def _places(photograph: Photograph) -> tuple[Grid, Grid, Grid]:
    width, height = photograph.width, photograph.height
    sizes = np.geomspace(0.22, 1.0, SIZES) * min(height, width * 1.25)
    grid = np.meshgrid(np.linspace(0.15, 0.85, STEPS) * width, np.linspace(0.2, 0.75, STEPS) * height, sizes)
    xs, ys, tried = (axis.ravel() for axis in grid)
    whole = (ys + 0.42 * tried < height) & (ys - 0.3 * tried > 0) & (np.abs(xs - width / 2) + 0.3 * tried < width / 2)
    return xs[whole], ys[whole], tried[whole]


def _likeness(photograph: Photograph, xs: Grid, ys: Grid, sizes: Grid) -> Grid:
    skin, light = Sums(photograph.skin), Sums(photograph.lab[..., 0] / 100)

    def over(sums: Sums, left: float, low: float, right: float, high: float) -> Grid:
        return sums.mean(xs + left * sizes, ys - high * sizes, xs + right * sizes, ys - low * sizes)

    cheeks = [(-0.25, -0.26, -0.09, -0.09), (0.09, -0.26, 0.25, -0.09)]
    eyes = [(-0.23, -0.04, -0.09, 0.05), (0.09, -0.04, 0.23, 0.05)]
    bare = (*cheeks, (-0.07, -0.2, 0.07, 0.05), (-0.12, 0.11, 0.12, 0.17))
    likely = np.array([over(skin, *box) for box in bare])
    flesh = (likely.mean(axis=0) + likely.min(axis=0)) / 2
    uneven = np.std([over(light, *box) for box in bare], axis=0)
    flanks = sum(over(skin, *box) for box in ((-0.75, -0.3, -0.48, 0.3), (0.48, -0.3, 0.75, 0.3))) / 2
    above = over(skin, -0.25, 0.55, 0.25, 0.8)
    hollows = np.array([over(light, *cheek) - over(light, *eye) for cheek, eye in zip(cheeks, eyes, strict=True)])
    sockets = (hollows.min(axis=0) + hollows.mean(axis=0)) / 2  # a face turned aside hides one
    bridge = over(light, -0.05, -0.06, 0.05, 0.05) - (over(light, *eyes[0]) + over(light, *eyes[1])) / 2
    mouth = over(light, -0.1, -0.27, 0.1, -0.22) - over(light, -0.09, -0.36, 0.09, -0.3)
    within = over(Sums(photograph.skin**2), -0.36, -0.48, 0.36, 0.4)
    caught = within * 0.63 * sizes**2 / max(1.0, float((photograph.skin**2).sum()))
    whole = 2 * within * caught / np.maximum(1e-6, within + caught)  # as much of the skin, with as little else
    middle = np.abs(xs / photograph.width - 0.5) + np.abs(ys / photograph.height - 0.38)
    features = 2.6 * np.clip(sockets, -0.2, 0.22) + 1.2 * np.clip(bridge, -0.2, 0.2) + 0.8 * np.clip(mouth, -0.15, 0.15)
    return np.asarray(
        1.8 * flesh
        + 1.2 * whole
        + features
        + 0.3 * np.log(sizes)
        - 1.2 * uneven
        - 0.45 * flanks
        - 0.3 * above
        - 0.25 * middle
    )
