"""What a mark is made with: flat colour, grainy lead, streaky marker, shadow."""

from __future__ import annotations

from functools import cache

import skia

from app.pipelines.storyboard.paper import materials
from app.pipelines.storyboard.paper.colour import INK, Colour
from app.pipelines.storyboard.paper.light import Light


def shadow(light: Light) -> Colour:
    return light.ambient.toward(INK, 0.45 + 0.35 * light.shadow)


def fill(colour: Colour, alpha: float, blend: skia.BlendMode = skia.BlendMode.kSrcOver) -> skia.Paint:
    return skia.Paint(AntiAlias=True, Color=colour.argb(alpha), BlendMode=blend)


def grained(colour: Colour, alpha: float) -> skia.Paint:
    paint = skia.Paint(_lead())
    paint.setColorFilter(_tint(colour.argb()))
    paint.setAlphaf(alpha)
    return paint


def streaked(degrees: float, strength: float) -> skia.Paint:
    paint = skia.Paint(_marker(degrees))
    paint.setAlphaf(strength)
    return paint


# Setting a shader copies its picture (about 40 ms a tile), so each is set once and its paint copied.


@cache
def _lead() -> skia.Paint:
    return skia.Paint(AntiAlias=True, Shader=materials.shader(materials.pencil_grain()))


@cache
def _marker(degrees: float) -> skia.Paint:
    streaks = materials.shader(materials.marker_streaks(), 1.0, degrees)
    return skia.Paint(AntiAlias=True, Shader=streaks, BlendMode=skia.BlendMode.kMultiply)


@cache
def tooth() -> skia.Paint:
    grain = materials.shader(materials.paper_tooth())
    return skia.Paint(Shader=grain, BlendMode=skia.BlendMode.kMultiply)


@cache
def _tint(argb: int) -> skia.ColorFilter:
    return skia.ColorFilters.Blend(argb, skia.BlendMode.kSrcIn)
