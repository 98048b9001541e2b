"""The ground plane and what covers it."""

from __future__ import annotations

import math

import numpy as np
import skia

from app.pipelines.storyboard.brief.model import Weather
from app.pipelines.storyboard.paper.colour import WHITE, Colour, grey, hexa
from app.pipelines.storyboard.paper.marks import Phase
from app.pipelines.storyboard.paper.points import Points, moved
from app.pipelines.storyboard.settings.scene import Scene
from app.pipelines.storyboard.stage.camera import solid

SNOW = hexa("#edf0f1")


def draw_ground(scene: Scene, colour: Colour) -> Points:
    """The plane to the horizon; lighter in the distance, darker at the camera's feet."""
    if scene.shot.brief.weather is Weather.SNOW:
        colour = SNOW
    sheet = scene.sheet
    scene.sheet.fade = scene.base_fade
    outline = scene.camera.polygon(solid((-900, 0, -40), (900, 0, -40), (900, 0, 900), (-900, 0, 900)))
    if len(outline) < 3:
        return outline
    sheet.knock_out(outline)
    shown = colour.under(scene.light.ambient)
    far = shown.toward(scene.light.haze, 0.55)
    top = scene.camera.horizon
    sheet.gradient(outline, (top, far), (top + max(60.0, (sheet.height - top) * 0.7), shown))
    sheet.gradient(outline, (sheet.height * 0.72, shown), (sheet.height, shown.darker(0.28)), 0.5)
    return outline


def scatter(
    scene: Scene, count: int, near: float, far: float, spread: float = 0.75
) -> list[tuple[float, float, float]]:
    """Places on the ground in the picture, far ones first: x, z and sheet units a metre."""
    camera, rng = scene.camera, scene.rng
    rows = []
    for _ in range(count):
        z = near * (far / near) ** rng.random()
        x = rng.uniform(-spread, spread) * camera.width / camera.focal * z
        rows.append((x, z, camera.scale(x, 0.0, z)))
    return sorted(rows, key=lambda row: -row[1])


def blades(
    scene: Scene,
    count: int,
    height: float,
    near: float,
    far: float,
    alpha: float = 0.75,
    colour: Colour | None = None,
    phase: Phase = Phase.LINE,
    lean: float = 0.0,
) -> None:
    """Grass, reeds, corn: tufts of bent strokes, as one mark."""
    made = skia.Path()
    rng = scene.rng
    for x, z, scale in scatter(scene, count, near, far):
        foot = scene.camera.project(solid((x, 0.0, z)))[0]
        for _ in range(3):
            tall = height * scale * rng.uniform(0.5, 1.15)
            _blade(
                made,
                moved(foot, rng.uniform(-0.08, 0.08) * scale, 0),
                tall,
                rng.uniform(-0.5, 0.5) + lean,
                max(0.7, 0.012 * scale),
            )
    scene.sheet.fade = scene.base_fade
    scene.sheet.strokes(made, alpha, phase, colour or hexa("#1d1c1f"))


def _blade(made: skia.Path, foot: Points, tall: float, bend: float, width: float) -> None:
    x, y = foot
    tip = (x + bend * tall * 0.8, y - tall)
    made.moveTo(x - width, y)
    made.quadTo(x + bend * tall * 0.1 - width * 0.6, y - tall * 0.6, *tip)
    made.quadTo(x + bend * tall * 0.1 + width * 0.6, y - tall * 0.6, x + width, y)
    made.close()


def specks(scene: Scene, count: int, near: float, far: float, size: float = 0.05, alpha: float = 0.55) -> None:
    """Pebbles, clods, tufts: short flat strokes that thin out with distance."""
    made = skia.Path()
    for x, z, scale in scatter(scene, count, near, far):
        u, v = scene.camera.project(solid((x, 0.0, z)))[0].tolist()
        w = size * scale * scene.rng.uniform(0.4, 1.8)
        made.addOval(skia.Rect.MakeXYWH(u, v, w, max(0.5, min(w * 0.22, 2.4))))
    scene.sheet.strokes(made, alpha, Phase.FINISH)


def puddles(scene: Scene, count: int, near: float, far: float) -> None:
    """Wet ground: patches of sky, with a darker rim."""
    for x, z, scale in scatter(scene, count, near, far, 0.5):
        rows = [
            (x + scene.rng.uniform(0.5, 1.1) * math.cos(a), 0.0, z + scene.rng.uniform(0.5, 0.8) * math.sin(a))
            for a in np.linspace(0, 2 * np.pi, 11, endpoint=False)
        ]
        outline = scene.camera.polygon(solid(*rows))
        if len(outline) > 3 and scale < 500:
            scene.sheet.tone(outline, scene.light.sky_low.toward(scene.light.sky_top, 0.4), 0.55, lit=False, streak=0.3)
            scene.sheet.ink(outline[: len(outline) // 2], 1.0, 0.4, taper=0.9)


def ridge(
    scene: Scene,
    base: float,
    height: float,
    colour: Colour,
    rough: float = 1.0,
    snow: bool = False,
    weight: float = 1.3,
) -> None:
    """A line of hills or mountains along the horizon, as a layer; `base` and `height` in sheet units."""
    rng, sheet = scene.rng, scene.sheet
    count = 5 + int(6 * rough)
    xs = np.linspace(-80, sheet.width + 80, count * 4 + 1)
    phases = [rng.uniform(0, 6.3) for _ in range(5)]
    ys = sum(
        np.abs(np.sin(xs * (0.0022 * (k + 1.3)) * (1 + rough) + phases[k])) ** (1.0 + 0.2 / rough) / (k + 1.0)
        for k in range(5)
    )
    top = np.stack((xs, base - height * (0.2 + 0.42 * ys)), axis=1)
    outline = np.vstack((top, [(sheet.width + 80, base + 60), (-80, base + 60)]))
    sheet.knock_out(outline)
    sheet.tone(outline, colour)
    sheet.ink(top, weight, 0.85)
    _flanks(scene, top, base, height, snow)


def _flanks(scene: Scene, top: Points, base: float, height: float, snow: bool) -> None:
    """Each summit has a dark flank away from the key light, and snow where it is high."""
    side = -scene.light.side
    for k in range(1, len(top) - 1):
        x, y = top[k]
        if y > top[k - 1, 1] or y > top[k + 1, 1] or base - y < height * 0.3:
            continue
        drop = base - y
        flank = np.array(
            [
                (x, y),
                (x + side * drop * 0.2, y + drop * 0.34),
                (x + side * drop * 0.1, y + drop * 0.4),
                (x + side * drop * 0.42, y + drop * 0.9),
                (x + side * drop * 0.85, y + drop * 0.82),
                (x + side * drop * 0.45, y + drop * 0.38),
            ]
        )
        scene.sheet.shade(flank, 0.3)
        scene.sheet.hatching(flank, 62 * side, 6.5, 1.0, 0.34)
        if snow:
            cap = np.array(
                [
                    (x, y),
                    (x + drop * 0.16, y + drop * 0.26),
                    (x + drop * 0.06, y + drop * 0.2),
                    (x, y + drop * 0.34),
                    (x - drop * 0.07, y + drop * 0.2),
                    (x - drop * 0.17, y + drop * 0.28),
                ]
            )
            scene.sheet.tone(cap, WHITE.toward(grey(0.8), 0.2), 0.92)
