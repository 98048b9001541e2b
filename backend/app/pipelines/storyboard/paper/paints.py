"""What a mark is made with: flat colour, grainy lead, streaky marker, shadow."""

from __future__ import annotations

import skia

from app.pipelines.storyboard.paper import materials
from app.pipelines.storyboard.paper.colour import INK, Colour
from app.pipelines.storyboard.paper.light import Light


def shadow(light: Light) -> Colour:
    return light.ambient.toward(INK, 0.45 + 0.35 * light.shadow)


def fill(colour: Colour, alpha: float, blend: skia.BlendMode = skia.BlendMode.kSrcOver) -> skia.Paint:
    return skia.Paint(AntiAlias=True, Color=colour.argb(alpha), BlendMode=blend)


def grained(colour: Colour, alpha: float) -> skia.Paint:
    paint = fill(colour, 1)
    tooth = materials.shader(materials.pencil_grain())
    tint = skia.ColorFilters.Blend(colour.argb(), skia.BlendMode.kSrcIn)
    paint.setShader(tooth.makeWithColorFilter(tint))
    paint.setAlphaf(alpha)
    return paint


def streaked(degrees: float, strength: float) -> skia.Paint:
    streaks = materials.shader(materials.marker_streaks(), 1.0, degrees)
    return skia.Paint(AntiAlias=True, Shader=streaks, BlendMode=skia.BlendMode.kMultiply, Alphaf=strength)
