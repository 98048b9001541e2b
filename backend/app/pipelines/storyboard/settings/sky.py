"""Sky, sun, moon, stars and clouds."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import skia

from app.pipelines.storyboard.brief.model import Time, Weather
from app.pipelines.storyboard.figures.silhouette import softened, unite
from app.pipelines.storyboard.paper.colour import WHITE, Colour, hexa
from app.pipelines.storyboard.paper.marks import Phase
from app.pipelines.storyboard.paper.points import Points, ellipse, moved, path, points
from app.pipelines.storyboard.settings.scene import Scene

SUN = {Time.DAWN: 0.12, Time.GOLDEN: 0.24, Time.DUSK: 0.1, Time.NIGHT: 0.62}
"""Height above the horizon of sun or moon, as a share of the sky, where it is in the picture."""
COVERED = (Weather.RAIN, Weather.STORM, Weather.OVERCAST, Weather.FOG, Weather.SNOW)


def draw_sky(scene: Scene) -> None:
    sheet, horizon = scene.sheet, scene.camera.horizon
    sheet.fade = 0.0
    rng = scene.shot.chance("sky")
    sheet.gradient(
        sheet.frame(), (min(0.0, horizon - 500), scene.light.sky_top), (max(horizon, 40.0), scene.light.sky_low)
    )
    if horizon < 12:
        return
    if scene.flavour == "moon":
        _stars(scene, rng, horizon)
        return
    weather, time = scene.shot.brief.weather, scene.shot.brief.time
    if time in SUN and weather not in COVERED:
        _sun(scene, rng, horizon)
    if time in (Time.NIGHT, Time.BLUE) and weather not in COVERED:
        _stars(scene, rng, horizon)
    _clouds(scene, rng, horizon, 7 if weather in COVERED else 4)
    if weather is Weather.STORM:
        _lightning(scene, rng, horizon)


def _sun(scene: Scene, rng: Random, horizon: float) -> None:
    """On the key light's side; the moon where it is night."""
    sheet, moon = scene.sheet, scene.shot.brief.time is Time.NIGHT
    x = sheet.width * (0.5 + sheet.light.side * rng.uniform(0.12, 0.32))
    y = max(horizon * 0.12, horizon - min(horizon, 420.0) * SUN[scene.shot.brief.time])
    radius = 30.0 if moon else 40.0
    colour = hexa("#f4f1e2") if moon else scene.light.key.toward(WHITE, 0.45)
    sheet.glow(x, y, radius * 7, scene.light.key, 0.5 if moon else 0.75)
    sheet.tone(ellipse(x, y, radius, radius), colour, 0.96, lit=False, streak=0)
    if moon:
        for dx, dy, r in ((-0.3, -0.2, 0.24), (0.25, 0.3, 0.17), (0.3, -0.35, 0.12)):
            sheet.tone(
                ellipse(x + dx * radius, y + dy * radius, r * radius, r * radius),
                hexa("#cfcdc2"),
                0.6,
                lit=False,
                streak=0,
            )
    sheet.ink(ellipse(x, y, radius, radius), 1.0, 0.35)


def _stars(scene: Scene, rng: Random, horizon: float) -> None:
    made = skia.Path()
    for _ in range(130):
        x, y, r = rng.uniform(0, scene.sheet.width), rng.uniform(0, horizon * 0.86), rng.choice((0.7, 0.9, 1.1, 1.7))
        made.addCircle(x, y, r)
    scene.sheet.chalk(made, 0.85, Phase.TONE)


def _clouds(scene: Scene, rng: Random, horizon: float, count: int) -> None:
    """Flat-bottomed heaps, smaller toward the horizon."""
    sheet = scene.sheet
    for _ in range(count):
        share = rng.random() ** 0.8
        y = horizon * (0.08 + 0.72 * share)
        width = sheet.width * (0.42 - 0.26 * share) * rng.uniform(0.6, 1.3)
        heap = _heap(rng, rng.uniform(-0.1, 0.95) * sheet.width, y, width, width * rng.uniform(0.09, 0.17))
        lit = scene.light.sky_low.toward(WHITE, 0.45)
        sheet.tone(heap, lit, 0.5, lit=False, streak=0.35)
        sheet.turned_shade(heap, width * 0.06, 0.16)
        rise = heap[:, 1] < y - width * 0.012
        sheet.ink(heap[rise], 1.1, 0.34, taper=0.9)


def _heap(rng: Random, x: float, y: float, width: float, height: float) -> Points:
    """Billows of unequal size on one flat base."""
    count = rng.randint(5, 8)
    billows = [ellipse(x + width / 2, y, width / 2, height * 0.16, count=30)]
    for k in range(count):
        share = (k + 0.5) / count
        r = height * math.sin(math.pi * share) ** 0.7 * rng.uniform(0.55, 1.0)
        billows.append(ellipse(x + width * share, y - r * 0.35, r * rng.uniform(1.3, 1.9), r * 0.8, count=26))
    return softened(unite(billows), 5.0)


def _lightning(scene: Scene, rng: Random, horizon: float) -> None:
    sheet = scene.sheet
    x, y = sheet.width * (0.5 - sheet.light.side * rng.uniform(0.15, 0.35)), 0.0
    rows = [(x, y)]
    while y < horizon * 0.94:
        x, y = x + rng.uniform(-46, 46), y + rng.uniform(20, 56)
        rows.append((x, y))
    bolt = points(rows)
    sheet.halo(bolt[len(bolt) // 2], 420, hexa("#dfe8ff"), 0.6)
    for line, weight in ((bolt, 5.0), (_branch(bolt, 2, rng), 2.4), (_branch(bolt, len(bolt) // 2, rng), 2.0)):
        sides = np.vstack((moved(line, weight / 2, 0), moved(line, -weight / 2, 0)[::-1]))
        sheet.chalk(path(sides), 1.0, Phase.TONE, Colour(250, 252, 255))


def _branch(bolt: Points, at: int, rng: Random) -> Points:
    way = rng.choice((-1, 1))
    rows = [tuple(bolt[at])]
    for _ in range(4):
        rows.append((rows[-1][0] + way * rng.uniform(14, 46), rows[-1][1] + rng.uniform(12, 38)))
    return points(rows)
