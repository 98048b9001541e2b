"""Water to the horizon, and where one stands by it: beach, pier, deck, bank or bridge."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import skia

from app.pipelines.storyboard.brief.model import Weather
from app.pipelines.storyboard.paper.colour import WHITE, Colour, grey, hexa
from app.pipelines.storyboard.paper.marks import Phase
from app.pipelines.storyboard.paper.points import Points, moved, points, smooth
from app.pipelines.storyboard.props.boats import draw_rowboat, draw_ship
from app.pipelines.storyboard.settings.ground import blades, ridge, scatter, specks
from app.pipelines.storyboard.settings.landmarks import fir, tree
from app.pipelines.storyboard.settings.scene import Scene, Thing
from app.pipelines.storyboard.settings.sky import draw_sky
from app.pipelines.storyboard.settings.street import draw_lamp
from app.pipelines.storyboard.stage.camera import solid

SAND, PLANK, STONE = hexa("#d8c49b"), hexa("#9c8468"), hexa("#a39b8e")
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
        "beach": _beach,
        "harbour": _pier,
        "deck": _deck,
        "lake": _bank,
        "river": _bank,
        "bridge": _bridge,
        "lighthouse": _cliff,
        "sea": _open,
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


def _shore(scene: Scene, colour: Colour, edge: list[tuple[float, float, float]], weight: float = 1.4) -> Points:
    sheet = scene.sheet
    sheet.fade = scene.base_fade
    outline = scene.camera.polygon(scene.world(*edge))
    if len(outline) > 2:
        sheet.knock_out(outline)
        sheet.tone(outline, colour)
        sheet.contour(outline, weight, 0.6)
    return outline


def _open(scene: Scene) -> list[Thing]:
    """Nobody stands on the open sea: people sit in a boat."""
    cast = scene.shot.cast
    if not cast or scene.shot.close or cast[-1].action == "fall":
        return []
    x = sum(p.x for p in cast) / len(cast)
    return [(cast[-1].z - 0.3, partial(draw_rowboat, scene, x, cast[-1].z - 0.25, 1.1 + 0.5 * len(cast)))]


def _beach(scene: Scene) -> list[Thing]:
    d = max(6.0, scene.shot.distance)
    wave = [
        (float(x), 0.0, d * 1.5 + 0.8 * float(np.sin(x * 0.35)) + 0.03 * float(x) ** 2 * 0.2)
        for x in np.linspace(-40, 40, 40)
    ]
    wet = [(x, y, z + 1.0) for x, y, z in wave]
    _shore(scene, SAND.darker(0.25), [(-40, 0, -1), *wet, (40, 0, -1)], 0.8)
    sand = _shore(scene, SAND, [(-40, 0, -1), *wave, (40, 0, -1)], 0.8)
    for shift, weight in ((0.0, 7.0), (1.3, 4.0)):
        line = scene.camera.project(scene.world(*((x, 0.0, z + shift) for x, _, z in wave)))
        scene.sheet.ink(line, weight, 0.9, WHITE, Phase.TONE)
        scene.sheet.ink(moved(line, 0, weight * 0.5), 1.2, 0.6)
    if len(sand) > 2:
        specks(scene, 220, 1.5, 20, 0.05, 0.4)
    return []


def _pier(scene: Scene) -> list[Thing]:
    d = scene.shot.distance
    half = max(1.8, 0.34 * scene.camera.width / scene.camera.focal * d)
    side = scene.rng.choice((-1, 1))
    edge = side * half * 0.7
    outline = _shore(
        scene, STONE, [(-side * 60, 0, -1), (edge, 0, -1), (edge * 0.9, 0, d + 22), (-side * 60, 0, d + 22)], 1.6
    )
    for z in np.geomspace(1.5, d + 20, 16):
        scene.edge((-side * 40, 0, float(z)), (edge, 0, float(z)), 0.9, 0.35)
    if len(outline) > 2:
        scene.face(
            scene.world((edge, 0, 0.5), (edge * 0.9, 0, d + 22), (edge * 0.9, -1.6, d + 22), (edge, -1.6, 0.5)),
            STONE.darker(0.4),
            1.3,
        )
    things: list[Thing] = [scene.thing(edge - side * 0.5, z, _bollard) for z in (d * 0.8, d * 1.4, d * 2.2)]
    far = d * 2.0 + 16
    things.append((far, partial(draw_ship, scene, side * (half + 12), far, 34.0, -side)))
    return things


def _bollard(scene: Scene, x: float, z: float) -> None:
    scene.aired(z * 0.4)
    scene.contact(x, z, 0.3, 0.3)
    scene.turned(x, z, [(0, 0.16), (0.35, 0.13), (0.4, 0.22), (0.5, 0.2)], grey(0.32), 1.4)


def _deck(scene: Scene) -> list[Thing]:
    d = scene.shot.distance
    outline = _shore(
        scene,
        PLANK,
        [(-4.6, 0, -1), (-4.2, 0, d + 3), (-2.4, 0, d + 9), (2.4, 0, d + 9), (4.2, 0, d + 3), (4.6, 0, -1)],
        1.6,
    )
    if len(outline) > 2:
        for x in np.linspace(-4, 4, 17):
            scene.edge((float(x), 0, 0.6), (float(x) * 0.6, 0, d + 8.5), 0.9, 0.45)
    for a, b in (
        ((-4.5, -0.5), (-4.2, d + 3)),
        ((4.5, -0.5), (4.2, d + 3)),
        ((-4.2, d + 3), (-2.4, d + 9)),
        ((4.2, d + 3), (2.4, d + 9)),
        ((-2.4, d + 9), (2.4, d + 9)),
    ):
        scene.face(
            scene.world((a[0], 0, a[1]), (b[0], 0, b[1]), (b[0], 0.9, b[1]), (a[0], 0.9, a[1])),
            hexa("#7a5f49"),
            1.6,
            0.12,
        )
        scene.edge((a[0], 1.05, a[1]), (b[0], 1.05, b[1]), 3.2)
    return [
        (d + 3.5, partial(_mast, scene, 0.9, d + 3.4)),
        (d + 1.6, partial(scene.box, (-2.2, 0, d + 1.6), (1.0, 0.7, 0.8), PLANK.darker(0.2), 10)),
    ]


def _mast(scene: Scene, x: float, z: float) -> None:
    scene.aired(3)
    scene.turned(x, z, [(0, 0.2), (9, 0.14)], hexa("#7a5f49"), 1.6)
    sail = scene.world((x - 3.4, 3.2, z - 0.1), (x + 3.4, 3.0, z - 0.1), (x + 2.9, 8, z - 0.1), (x - 2.9, 8, z - 0.1))
    made = scene.face(sail, hexa("#e3d9c2"), 1.6)
    if len(made):
        scene.sheet.turned_shade(made, 60, 0.2)
        scene.sheet.hatching(made, 86, 26, 1.0, 0.35)
    for end in (-4.3, 4.3):
        for k in (0.2, 0.5, 0.8):
            scene.edge((x, 7.5, z), (end, 0.9, z + k * 3 - 2), 1.2, 0.8)


def _bank(scene: Scene) -> list[Thing]:
    d = max(4.0, scene.shot.distance)
    bank = [(float(x), 0.0, d * 1.35 + 0.7 * float(np.sin(x * 0.5))) for x in np.linspace(-40, 40, 30)]
    _shore(scene, hexa("#98a173"), [(-40, 0, -1), *bank, (40, 0, -1)], 1.2)
    blades(scene, 260, 0.34, 1.6, d * 1.3, 0.7, hexa("#465036"))
    reeds = d * 1.33
    things: list[Thing] = [(reeds, partial(blades, scene, 90, 0.9, reeds * 0.97, reeds, 0.8, hexa("#4d563a")))]
    for x, z, _ in scatter(scene, 7, d * 3.2, d * 7, 0.6):
        things.append(scene.thing(x, z, fir if scene.flavour == "lake" else tree))
    return things


def _bridge(scene: Scene) -> list[Thing]:
    """A bridge that runs away from the camera, with parapets."""
    d = scene.shot.distance
    _shore(scene, STONE, [(-2.6, 0, -1), (-2.6, 0, d + 40), (2.6, 0, d + 40), (2.6, 0, -1)])
    for z in np.geomspace(1.2, d + 38, 18):
        scene.edge((-2.6, 0, float(z)), (2.6, 0, float(z)), 0.8, 0.3)
    for side in (-1, 1):
        x = side * 2.6
        wall = scene.face(
            scene.world((x, 0, -0.5), (x, 1.0, -0.5), (x, 1.0, d + 40), (x, 0, d + 40)),
            STONE,
            1.5,
            0.3 if side == scene.light.side else 0.1,
        )
        if len(wall):
            scene.sheet.hatching(wall, 80 * side, 9, 1.0, 0.3)
        scene.face(
            scene.world((x - 0.2, 1.05, -0.5), (x + 0.2, 1.05, -0.5), (x + 0.2, 1.05, d + 40), (x - 0.2, 1.05, d + 40)),
            STONE.lighter(0.25),
            1.4,
        )
    spots = ((-2.5, d * 1.2), (2.5, d * 1.7), (-2.5, d * 2.4), (2.5, d * 3.4))
    return [scene.thing(x, z, draw_lamp) for x, z in spots]


def _cliff(scene: Scene) -> list[Thing]:
    d = scene.shot.distance
    side = scene.rng.choice((-1, 1))
    edge = [(float(x), 0.0, d * 1.6 + 0.6 * float(np.sin(x)) - side * float(x) * 0.2) for x in np.linspace(-30, 30, 30)]
    _shore(scene, hexa("#949c74"), [(-30, 0, -1), *edge, (30, 0, -1)])
    blades(scene, 200, 0.3, 1.6, d * 1.5, 0.7, hexa("#465036"))
    return [scene.thing(side * d * 0.42, d * 2.3, _tower)]


def _tower(scene: Scene, x: float, z: float) -> None:
    scene.aired(8)
    scene.turned(x, z, [(-1.5, 3.4), (-0.2, 2.4), (0, 1.2)], STONE.darker(0.2), 1.5)
    scene.turned(x, z, [(0, 1.15), (7.5, 0.8)], grey(0.94), 1.7)
    for y in (1.6, 4.6):
        scene.turned(x, z, [(y, 1.15 - y * 0.046), (y + 1.3, 1.1 - y * 0.046)], hexa("#a8483c"), 1.2)
    scene.turned(x, z, [(7.5, 1.05), (7.7, 1.05)], grey(0.3), 1.3)
    scene.turned(x, z, [(7.7, 0.55), (8.6, 0.55)], hexa("#ffeeb8"), 1.3)
    scene.turned(x, z, [(8.6, 0.75), (9.3, 0.05)], hexa("#7b3a33"), 1.4)
    u, v = scene.camera.project(scene.world((x, 8.15, z)))[0].tolist()
    s = scene.scale(x, z)
    scene.sheet.glow(u, v, 3.2 * s, hexa("#fff0c0"), 0.8 if scene.light.dark else 0.35)
    if scene.light.dark:
        for way in (-1, 1):
            scene.sheet.beam(
                points([(u, v - 3), (u + way * 14 * s, v - 1.8 * s), (u + way * 14 * s, v + 1.2 * s), (u, v + 3)]),
                hexa("#fff0c0"),
                0.34,
                8,
            )
