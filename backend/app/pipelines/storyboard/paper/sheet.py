"""The sheet: collects the marks of a drawing in painter's order and plays them at any refinement and scale."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import numpy as np
import skia

from app.pipelines.storyboard.paper import paints
from app.pipelines.storyboard.paper.colour import BLUE_PENCIL, INK, PAPER, WHITE, Colour
from app.pipelines.storyboard.paper.hatching import hatch
from app.pipelines.storyboard.paper.light import Light
from app.pipelines.storyboard.paper.marks import Mark, Phase, present
from app.pipelines.storyboard.paper.pen import stroke
from app.pipelines.storyboard.paper.points import Points, ellipse, path, points

SEARCHED = 130.0
"""Lines that reach over more units than this are looked for in blue pencil first."""


class Sheet:
    """A picture area of `width` by `height` units; about 920,000 square units whatever its shape."""

    def __init__(self, width: float, height: float, light: Light, seed: int) -> None:
        self.width, self.height, self.light = width, height, light
        self.fade = 0.0
        self._bounds: skia.Path | None = None
        self.marks: list[Mark] = []
        self.hand = Random(f"{seed}/hand")

    def play(self, canvas: skia.Canvas, refinement: float) -> None:
        canvas.drawColor(PAPER.argb())
        for mark in present(self.marks, refinement):
            mark.draw(canvas)
        if refinement > Phase.FINISH.at(0):
            canvas.drawPaint(paints.tooth())

    # Lines

    def rough(self, line: Points, weight: float = 1.3, alpha: float = 0.42) -> None:
        """Loose blue pencil, searching for the form."""
        drift = np.array([self.hand.uniform(-2, 2), self.hand.uniform(-2, 2)])
        self._add(stroke(line + drift, weight, self.hand, tremble=2.2), paints.fill(BLUE_PENCIL, alpha), Phase.ROUGH)

    def ink(
        self,
        line: Points,
        weight: float = 1.7,
        alpha: float = 0.92,
        colour: Colour = INK,
        phase: Phase = Phase.LINE,
        taper: float = 0.55,
    ) -> None:
        seen = 1 - 0.72 * self.fade
        if phase is Phase.LINE and float(np.ptp(line, axis=0).sum()) > SEARCHED:
            self.rough(line, 1.1, 0.34 * seen)
        made = stroke(line, weight * (1 - 0.35 * self.fade), self.hand, taper=taper)
        self._add(made, paints.grained(self._aired(colour, 0.6), alpha * seen), phase)

    def contour(self, outline: Points, weight: float = 1.7, alpha: float = 0.92) -> None:
        """The closed outline as one stroke, lifted where it began."""
        self.ink(np.vstack((outline, outline[:2])), weight, alpha, taper=0.4)

    def hatching(
        self, outline: Points, angle: float = -58, gap: float = 6.0, weight: float = 1.1, alpha: float = 0.5
    ) -> None:
        """Hatching in the finish; as accents, finer strokes between and, where it is dark, across."""
        seen = alpha * (1 - 0.8 * self.fade)
        between = hatch(outline, angle + 7, gap, weight * 0.75, self.hand, shift=0.5)
        self._add(hatch(outline, angle, gap, weight, self.hand), paints.grained(INK, seen), Phase.FINISH)
        self._add(between, paints.grained(INK, seen * 0.9), Phase.ACCENT)
        if seen > 0.3:
            across = hatch(outline, angle + 52, gap * 0.85, weight * 0.7, self.hand)
            self._add(across, paints.grained(INK, seen * 0.6), Phase.ACCENT)

    def strokes(self, made: skia.Path, alpha: float = 0.8, phase: Phase = Phase.LINE, colour: Colour = INK) -> None:
        """Many ready strokes as one mark."""
        self._add(made, paints.grained(self._aired(colour, 0.6), alpha * (1 - 0.72 * self.fade)), phase)

    @contextmanager
    def within(self, outline: Points) -> Iterator[None]:
        """What is drawn meanwhile stays inside the outline."""
        self._bounds = path(outline)
        yield
        self._bounds = None

    # Tones

    def knock_out(self, outline: Points) -> None:
        """Paper again, so that what is nearer hides what is farther."""
        self._add(path(outline), paints.fill(PAPER, 1), Phase.LINE)

    def tone(self, outline: Points, colour: Colour, alpha: float = 1.0, lit: bool = True, streak: float = 1.0) -> None:
        """A marker tone in the scene's light (`lit` false: shines by itself)."""
        shown = self._aired(colour.under(self.light.ambient) if lit else colour)
        made = path(outline)
        self._add(made, paints.fill(shown, alpha), Phase.TONE)
        if streak and float(np.ptp(outline, axis=0).sum()) > 24:
            self._add(made, paints.streaked(self.hand.choice((-62, -18, 12, 74)), streak), Phase.TONE)

    def dab(self, outline: Points, colour: Colour, clip: Points, alpha: float = 1.0) -> None:
        """A touch of plain colour that stays within `clip`."""
        self._add(path(outline), paints.fill(colour, alpha), Phase.LINE, path(clip))

    def shade(self, outline: Points, depth: float, blur: float = 0.0, clip: Points | None = None) -> None:
        """A shadow, multiplied over what is there; `depth` in 0..1."""
        paint = paints.fill(paints.shadow(self.light), depth * (1 - 0.6 * self.fade), skia.BlendMode.kMultiply)
        if blur:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        self._add(path(outline), paint, Phase.TONE, None if clip is None else path(clip))

    def turned_shade(self, outline: Points, reach: float, depth: float) -> None:
        """The side of a volume turned from the key light: what its outline, moved toward the light, leaves bare."""
        moved = path(outline + np.array([self.light.side * reach, -reach * 0.35]))
        moved.setFillType(skia.PathFillType.kInverseWinding)
        paint = paints.fill(paints.shadow(self.light), depth * (1 - 0.6 * self.fade), skia.BlendMode.kMultiply)
        self._add(moved, paint, Phase.TONE, path(outline))

    def rim(self, outline: Points, reach: float, strength: float) -> None:
        """The edge that the key light grazes."""
        moved = path(outline + np.array([-self.light.side * reach, reach * 0.5]))
        moved.setFillType(skia.PathFillType.kInverseWinding)
        paint = paints.fill(self.light.key, strength * (1 - self.fade))
        self._add(moved, paint, Phase.TONE, path(outline))

    def form(
        self, outline: Points, colour: Colour, weight: float = 1.7, turn: float = 0.0, depth: float = 0.34
    ) -> None:
        """A solid shape: hides what is behind, has a tone, a shadow `turn` units wide and an inked contour."""
        self.knock_out(outline)
        self.tone(outline, colour)
        if turn:
            self.turned_shade(outline, turn, depth)
        self.contour(outline, weight)

    # Light

    def gradient(self, outline: Points, top: tuple[float, Colour], low: tuple[float, Colour], alpha: float = 1) -> None:
        """A vertical blend between two heights (y, colour)."""
        ends = [skia.Point(0, top[0]), skia.Point(0, low[0])]
        blend = skia.GradientShader.MakeLinear(ends, [top[1].argb(alpha), low[1].argb(alpha)])
        self._add(path(outline), skia.Paint(AntiAlias=True, Shader=blend), Phase.TONE)

    def glow(self, x: float, y: float, radius: float, colour: Colour, alpha: float, phase: Phase = Phase.TONE) -> None:
        """Light in the air, brightest in the middle."""
        stops = [colour.argb(alpha), colour.argb(alpha * 0.32), colour.argb(0)]
        blend = skia.GradientShader.MakeRadial(skia.Point(x, y), radius, stops, [0, 0.35, 1])
        paint = skia.Paint(AntiAlias=True, Shader=blend, BlendMode=skia.BlendMode.kScreen)
        self._add(path(ellipse(x, y, radius, radius)), paint, phase)

    def halo(self, middle: Points, radius: float, colour: Colour, alpha: float) -> None:
        self.glow(float(middle[0]), float(middle[1]), radius, colour, alpha)

    def beam(self, outline: Points, colour: Colour, alpha: float, blur: float = 10.0, screen: bool = True) -> None:
        """A soft-edged area of light."""
        paint = paints.fill(colour, alpha, skia.BlendMode.kScreen if screen else skia.BlendMode.kSrcOver)
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        self._add(path(outline), paint, Phase.TONE)

    def chalk(self, made: skia.Path, alpha: float, phase: Phase = Phase.FINISH, colour: Colour = WHITE) -> None:
        """Opaque white pencil, as for rain, snow and highlights."""
        self._add(made, paints.grained(colour, alpha), phase)

    def wash(self, outline: Points, paint: skia.Paint, phase: Phase = Phase.TONE) -> None:
        self._add(path(outline), paint, phase)

    def frame(self) -> Points:
        return points([(-9, -9), (self.width + 9, -9), (self.width + 9, self.height + 9), (-9, self.height + 9)])

    def _aired(self, colour: Colour, share: float = 1.0) -> Colour:
        return colour.toward(self.light.haze, self.fade * share)

    def _add(self, made: skia.Path, paint: skia.Paint, phase: Phase, clip: skia.Path | None = None) -> None:
        self.marks.append(Mark(made, paint, phase, clip or self._bounds))
