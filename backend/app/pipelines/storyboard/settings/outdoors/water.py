"""Water to the horizon, its light and its waves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from app.pipelines.storyboard.brief.model import Weather
from app.pipelines.storyboard.paper.colour import WHITE, hexa
from app.pipelines.storyboard.paper.marks import Phase
from app.pipelines.storyboard.paper.points import points, smooth
from app.pipelines.storyboard.settings.ground import ridge, scatter
from app.pipelines.storyboard.settings.outdoors.shores import (
    bank,
    beach,
    bridge,
    causeway,
    cliff,
    deck,
    open_sea,
    pier,
    rocks,
)
from app.pipelines.storyboard.settings.scene import Scene, Thing
from app.pipelines.storyboard.settings.sky import draw_sky
from app.pipelines.storyboard.stage.camera import solid

HILLS = {"lake": 150.0, "river": 110.0, "bridge": 80.0, "harbour": 50.0, "lighthouse": 40.0}


def draw_water(scene: Scene) -> list[Thing]:
    scene = replace(scene, reach=min(scene.reach, 90.0))
    draw_sky(scene)
    if scene.flavour in HILLS:
        for depth, share in ((60, 1.0), (34, 0.5)):
            scene.aired(depth)
            ridge(scene, scene.camera.horizon + 4, HILLS[scene.flavour] * share, hexa("#7f8f86"), 0.8)
    _water(scene)
    stands = {
        "beach": beach,
        "harbour": pier,
        "causeway": causeway,
        "rocks": rocks,
        "deck": deck,
        "lake": bank,
        "river": bank,
        "bridge": bridge,
        "lighthouse": cliff,
        "sea": open_sea,
    }
    return stands[scene.flavour](scene)


def _water(scene: Scene) -> None:
    sheet, light = scene.sheet, scene.light
    sheet.fade = scene.base_fade
    outline = scene.camera.polygon(solid((-900, 0, -40), (900, 0, -40), (900, 0, 900), (-900, 0, 900)))
    if len(outline) < 3:
        return
    top = scene.camera.horizon
    sea = hexa("#6f8d9b").under(light.ambient)
    sheet.knock_out(outline)
    sheet.gradient(
        outline,
        (top, sea.toward(light.sky_low, 0.66)),
        (top + (sheet.height - top) * 0.55, sea.toward(light.sky_top, 0.25)),
    )
    sheet.gradient(outline, (sheet.height * 0.5, sea), (sheet.height, sea.darker(0.42)), 0.5)
    sheet.ink(points([(0, top), (sheet.width, top)]), 1.2, 0.5)
    rough = {Weather.STORM: 2.6, Weather.WIND: 1.7, Weather.RAIN: 1.3}.get(scene.shot.brief.weather, 1.0)
    _glitter(scene, top)
    _waves(scene, rough)


def _glitter(scene: Scene, top: float) -> None:
    """The path of light under sun or moon."""
    sheet, rng = scene.sheet, scene.shot.chance("glitter")
    x = sheet.width * (0.5 + sheet.light.side * scene.shot.chance("sky").uniform(0.12, 0.32))
    made = skia.Path()
    for _ in range(150):
        share = rng.random() ** 1.5
        y = top + 2 + (sheet.height - top) * share * 0.8
        w = (4 + 60 * share) * rng.uniform(0.4, 1.2)
        at = x + rng.gauss(0, 18 + 90 * share)
        made.addOval(skia.Rect.MakeXYWH(at - w / 2, y, w, 0.8 + 2.6 * share))
    sheet.chalk(made, 0.55 if scene.light.elevation < 45 else 0.3, Phase.TONE, scene.light.key)


def _waves(scene: Scene, rough: float) -> None:
    sheet, rng = scene.sheet, scene.rng
    dark, light = skia.Path(), skia.Path()
    for x, z, s in scatter(scene, int(240 * min(1.6, rough)), 2.5, 160, 0.7):
        u, v = scene.camera.project(solid((x, 0, z)))[0].tolist()
        w, h = min(170.0, s * rng.uniform(0.4, 1.2)), min(26.0, s * 0.06 * rough * rng.uniform(0.5, 1.4))
        _crest(dark, u, v, w, h)
        if rng.random() < 0.4:
            _crest(light, u + w * 0.1, v - h * 0.7, w * 0.6, h * 0.6)
    sheet.strokes(dark, 0.5, Phase.LINE, hexa("#2c3a44"))
    sheet.chalk(light, 0.5)
    if rough > 1.5:
        _breakers(scene, rough)


def _crest(made: skia.Path, x: float, y: float, width: float, height: float) -> None:
    made.moveTo(x - width / 2, y)
    made.quadTo(x - width * 0.1, y - height * 1.6, x + width / 2, y)
    made.quadTo(x - width * 0.05, y - height * 0.9, x - width / 2, y)
    made.close()


def _breakers(scene: Scene, rough: float) -> None:
    """Tall seas with foam on their backs."""
    sheet, rng, top = scene.sheet, scene.rng, scene.camera.horizon
    for k in range(6):
        share = ((k + 0.6) / 6) ** 1.4
        y, h = top + (sheet.height - top) * share, (14 + 60 * share) * rough * 0.5
        scene.aired(40 * (1 - share))
        xs = np.linspace(-60, sheet.width + 60, 26)
        phase = rng.uniform(0, 6)
        crest = smooth(np.stack((xs, y - h * np.abs(np.sin(xs * (0.008 - 0.004 * share) + phase)) ** 1.6), axis=1), 3)
        body = np.vstack((crest, [(sheet.width + 60, y + h * 1.3), (-60, y + h * 1.3)]))
        sheet.tone(body, hexa("#5f7b87").darker(0.12 * share), 0.9)
        sheet.hatching(body, -24, 9, 1.1, 0.34)
        sheet.ink(crest, 1.2 + share, 0.8)
        foam = np.vstack((crest, (crest + np.array([(0, h * 0.14 + 5 * np.sin(i)) for i in range(len(crest))]))[::-1]))
        sheet.tone(foam, WHITE, 0.8, streak=0)
