"""What lies over the whole picture at the end: rain, snow, fog, vignette."""

from __future__ import annotations

from random import Random

import numpy as np
import skia

from app.pipelines.storyboard.brief.model import Weather
from app.pipelines.storyboard.brief.place_words import INDOORS
from app.pipelines.storyboard.paper.colour import INK
from app.pipelines.storyboard.paper.marks import Phase
from app.pipelines.storyboard.paper.points import points
from app.pipelines.storyboard.paper.sheet import Sheet
from app.pipelines.storyboard.stage.shot import Shot


def draw_weather(sheet: Sheet, shot: Shot) -> None:
    if shot.brief.place.construction in INDOORS or shot.brief.place.construction == "space":
        return
    rng = shot.chance("weather")
    weather = shot.brief.weather
    if weather in (Weather.RAIN, Weather.STORM):
        _rain(sheet, rng, 1.6 if weather is Weather.STORM else 1.0)
    elif weather is Weather.SNOW:
        _snow(sheet, rng)
    elif weather is Weather.FOG:
        _fog(sheet, shot, rng)
    elif weather is Weather.WIND:
        _gusts(sheet, rng)


def _rain(sheet: Sheet, rng: Random, force: float) -> None:
    slant = rng.choice((-1, 1)) * 0.26 * force
    for count, length, width, alpha, phase in (
        (150, 60, 1.5, 0.62, Phase.TONE),
        (170, 34, 1.0, 0.5, Phase.FINISH),
        (220, 22, 0.8, 0.4, Phase.ACCENT),
    ):
        made = skia.Path()
        for _ in range(int(count * force)):
            x, y, drop = (
                rng.uniform(-60, sheet.width + 60),
                rng.uniform(-60, sheet.height),
                length * rng.uniform(0.6, 1.4),
            )
            made.addPoly(
                [
                    skia.Point(x, y),
                    skia.Point(x + slant * drop + width, y + drop),
                    skia.Point(x + slant * drop, y + drop),
                ],
                True,
            )
        sheet.chalk(made, alpha, phase)


def _snow(sheet: Sheet, rng: Random) -> None:
    for count, low, high, phase in (
        (70, 2.4, 5.0, Phase.TONE),
        (160, 1.2, 2.6, Phase.FINISH),
        (260, 0.7, 1.5, Phase.ACCENT),
    ):
        made = skia.Path()
        for _ in range(count):
            made.addCircle(rng.uniform(0, sheet.width), rng.uniform(0, sheet.height), rng.uniform(low, high))
        sheet.chalk(made, 0.92, phase)


def _fog(sheet: Sheet, shot: Shot, rng: Random) -> None:
    horizon = min(max(shot.camera.horizon, sheet.height * 0.3), sheet.height * 0.7)
    for _ in range(5):
        x, y = rng.uniform(-0.2, 0.7) * sheet.width, horizon + rng.uniform(-0.06, 0.34) * sheet.height
        w, h = sheet.width * rng.uniform(0.4, 0.8), rng.uniform(16, 44)
        bank = points(
            [
                (x, y),
                (x + w * 0.3, y - h),
                (x + w * 0.7, y - h * 0.6),
                (x + w, y),
                (x + w * 0.6, y + h * 0.7),
                (x + w * 0.2, y + h),
            ]
        )
        sheet.beam(bank, shot.light.haze.lighter(0.12), 0.5, 26, screen=False)


def _gusts(sheet: Sheet, rng: Random) -> None:
    side = rng.choice((-1, 1))
    for _ in range(16):
        x, y, reach = rng.uniform(0, sheet.width), rng.uniform(0.1, 0.9) * sheet.height, side * rng.uniform(90, 240)
        xs = np.linspace(0, 1, 6)
        line = np.stack((x + xs * reach, y + np.sin(xs * 3.1 + x) * 9), axis=1)
        sheet.ink(line, 1.1, 0.4, INK, Phase.FINISH, taper=0.95)


def finish(sheet: Sheet, shot: Shot) -> None:
    """The corners fall off a little, more at night."""
    frame = sheet.frame()
    middle = skia.Point(sheet.width / 2, sheet.height * 0.48)
    dark = 0.42 if shot.light.dark else 0.2
    stops = [INK.argb(0), INK.argb(0), INK.argb(dark)]
    blend = skia.GradientShader.MakeRadial(middle, float(np.hypot(sheet.width, sheet.height)) / 2, stops, [0, 0.55, 1])
    sheet.wash(frame, skia.Paint(AntiAlias=True, Shader=blend))
