"""A style as a grade over the whole drawing: how much colour, contrast and light it keeps, and which tint it takes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import skia

from app.pipelines.storyboard.brief.words import Lexicon, words
from app.pipelines.storyboard.looks.photograph import Photograph
from app.pipelines.storyboard.paper.colour import Colour, hexa


@dataclass(frozen=True)
class Grade:
    colour: float = 1.0
    contrast: float = 1.0
    light: float = 0.0
    """Added, in 0..255."""
    tint: Colour | None = None
    """What white becomes, by a share."""
    share: float = 0.0

    def paint(self) -> skia.Paint:
        grey = np.array([0.299, 0.587, 0.114])
        matrix = np.eye(3) * self.colour + np.outer(np.ones(3), grey) * (1 - self.colour)
        tint = np.array(self.tint or (255.0, 255.0, 255.0)) / 255
        toned = (matrix * self.contrast) * (1 + (tint - 1) * self.share)[:, None]
        lifted = (128 * (1 - self.contrast) + self.light) / 255
        rows = [[*row.tolist(), 0.0, lifted] for row in toned]
        flat = [float(value) for row in (*rows, [0.0, 0.0, 0.0, 1.0, 0.0]) for value in row]
        return skia.Paint(ColorFilter=skia.ColorFilters.Matrix(flat))


GRADES: dict[Grade, str] = {
    Grade(0.0, 1.45, -22): "noir, film noir, black and white, expressionism, high contrast",
    Grade(0.0, 1.15, 26): "manga, ink, comic, line art, lineart, graphic novel",
    Grade(0.0, 0.85, 6, hexa("#efe9e0"), 1.0): "charcoal, pencil, graphite, sketch, monochrome",
    Grade(0.25, 1.0, 6, hexa("#e8c89a"), 0.8): "sepia, vintage, western, old photograph, silent film",
    Grade(1.2, 0.82, 24): "watercolour, watercolor, pastel, soft, dreamy, aquarelle",
    Grade(1.7, 1.12, 0): "technicolor, vivid, anime, pop art, cartoon, saturated, cel shaded",
    Grade(0.75, 1.1, -8, hexa("#a9c8e8"), 0.6): "cyberpunk, cold, blue, thriller, science fiction, dystopian",
    Grade(1.1, 1.0, 4, hexa("#ffd9a0"), 0.5): "warm, golden, romantic, nostalgic",
}
STYLES = Lexicon(GRADES)


def grade_of(said: str, picture: Photograph | None) -> Grade | None:
    """By the words, and tinted by the picture's own light."""
    named = STYLES.first(words(said))
    if picture is None:
        return named
    return replace(named or Grade(), tint=_cast(picture), share=0.55, colour=min(1.4, _richness(picture)))


def _cast(picture: Photograph) -> Colour:
    """The colour of a picture's middle and brighter parts, as bright as paper."""
    bright = picture.rgb.reshape(-1, 3)
    mean = bright[bright.mean(axis=1) >= np.median(bright.mean(axis=1))].mean(axis=0)
    return Colour(*(mean / max(1.0, float(mean.max())) * 255).tolist())


def _richness(picture: Photograph) -> float:
    """1 is as colourful as an ordinary picture: the mean chroma in Lab over 22."""
    return float(np.linalg.norm(picture.lab[..., 1:], axis=-1).mean() / 22)
